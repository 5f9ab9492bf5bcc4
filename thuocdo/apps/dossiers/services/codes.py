"""The codes of dossiers: unique and without gaps for an agency and a day."""

from datetime import date

from thuocdo.apps.dossiers.models import Dossier, DossierSerial
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.rulebooks.queries import one_stop_rules

__all__ = ["next_code"]


def next_code(agency: Agency, day: date) -> str:
    """Return the agency's next code of the day (Thông tư 01/2018/TT-VPCP, Điều 19).

    Call it late in the transaction: whoever comes next waits until this one ends, and a number
    that is rolled back is given to them. A code that came in with a file is passed over.
    """
    written = one_stop_rules().code_format(day)
    locked = DossierSerial.objects.select_for_update().filter(agency=agency, day=day)
    serial = locked.first()
    if (
        serial is None
    ):  # the first dossier of the day; two who make it at once meet at the constraint
        DossierSerial.objects.get_or_create(agency=agency, day=day)
        serial = locked.get()
    code = ""
    while not code or Dossier.objects.filter(agency=agency, code=code).exists():
        serial.last += 1
        code = written.code(agency.code, day, serial.last)
    serial.save(update_fields=["last"])
    return code
