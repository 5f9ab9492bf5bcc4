"""The register (Sổ theo dõi hồ sơ) of some days: as a paper, and as a workbook."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count

from thuocdo.apps.dossiers.models import DossierEvent, EventKind, PublishedDossier
from thuocdo.apps.dossiers.papers import DESK, letterhead, paper_form
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.rulebooks.queries import clock, procedure_version
from thuocdo.core.papers import PaperKind, Register, RegisterRow
from thuocdo.core.rows import PortalState
from thuocdo.core.tables.dossiers.words import STATES
from thuocdo.kit.exports import Cell
from thuocdo.kit.formats import number
from thuocdo.kit.refusals import NotAllowed

__all__ = ["HEADINGS", "MOST_ROWS", "register_cells", "register_of"]

MOST_ROWS = 5_000
HEADINGS = (
    "Số thứ tự",
    "Mã hồ sơ",
    "Nội dung yêu cầu",
    "Người nộp",
    "Liên hệ",
    "Số bộ",
    "Đơn vị giải quyết",
    "Tiếp nhận lúc",
    "Hẹn trả lúc",
    "Có kết quả lúc",
    "Trả kết quả lúc",
    "Trạng thái",
)


def register_of(agency: Agency, first: date, last: date) -> Register:
    """Return the dossiers that the counter took in on these days, both included.

    Raises:
        NotAllowed: the days stand the wrong way round, or there are too many dossiers.
    """
    if first > last:
        raise NotAllowed("Ngày đầu phải trước hoặc bằng ngày cuối.")
    begin = clock().midnight(first)
    end = clock().midnight(last + timedelta(days=1))
    rows = PublishedDossier.objects.filter(
        agency=agency,
        received_at__gte=begin,
        received_at__lt=end,
        due_at__isnull=False,
        dossier__applicant__isnull=False,
    )
    found = list(
        rows.select_related("dossier__applicant", "dossier__unit").order_by("received_at", "code")[
            : MOST_ROWS + 1
        ]
    )
    if len(found) > MOST_ROWS:
        raise NotAllowed(
            f"Những ngày này có hơn {number(MOST_ROWS)} hồ sơ. Hãy chọn khoảng ngày ngắn hơn."
        )
    told = DossierEvent.objects.filter(
        dossier__publisheddossier__in=rows, kind=EventKind.RECEIVED
    ).values_list("dossier", "payload")
    payloads = dict(told)
    numbers = count(1)
    at = clock().midnight(last)
    return Register(
        form=paper_form(PaperKind.REGISTER, at),
        head=letterhead(agency, at, office=DESK),
        book=f"{last:%Y}",
        first=first,
        last=last,
        rows=tuple(_row(agency, one, payloads[one.pk], next(numbers)) for one in found),
    )


def register_cells(register: Register) -> Sequence[Sequence[Cell]]:
    """Return the same as cells of a workbook, in the order of `HEADINGS`."""
    return [
        (
            one.number,
            one.code,
            one.request,
            one.applicant,
            one.contact,
            one.sets,
            one.lead,
            one.received_at,
            one.due_at,
            one.done_at,
            one.returned_at,
            one.state,
        )
        for one in register.rows
    ]


def _row(agency: Agency, one: PublishedDossier, told: dict[str, str], place: int) -> RegisterRow:
    procedure = procedure_version(told["version"])
    applicant = one.dossier.applicant
    assert applicant is not None  # noqa: S101 - the query asks for those with one
    assert one.due_at is not None  # noqa: S101 - the same
    return RegisterRow(
        number=str(place),
        code=one.code,
        request=told.get("content") or procedure.title,
        applicant=applicant.name,
        lead=one.dossier.unit.name if one.dossier.unit else agency.name,
        received_at=one.received_at,
        due_at=one.due_at,
        state=STATES[PortalState(one.state)],
        contact=applicant.phone or applicant.address,
        sets=procedure.copies,
        done_at=one.result_at,
        returned_at=one.returned_at,
    )
