"""Taking in the register of earlier results: all of a workbook or nothing of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thuocdo.apps.dossiers.models import EarlierResult
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.policies import check_imports
from thuocdo.apps.organisations.services import record
from thuocdo.core.tables.sheets import ReadSheets, SheetRow
from thuocdo.kit.formats import day

__all__ = ["EarlierRefused", "ImportedResults", "import_earlier_results"]

_AT_ONCE = 500
_FIELDS = ("issued_on", "expires_on", "digitised_on", "signed")


class EarlierRefused(Exception):
    """The workbook cannot be taken in; each of `complaints` says where and what to do."""

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = tuple(complaints)


@dataclass(frozen=True, slots=True)
class ImportedResults:
    """What a workbook changed, in results."""

    new: int
    changed: int
    unchanged: int


@transaction.atomic
def import_earlier_results(
    *, agency: Agency, read: ReadSheets, source: str, by: User, now: datetime
) -> ImportedResults:
    """Add what a workbook says to the register; the same workbook again changes nothing.

    Args:
        source: what the journal calls the file, its hash.

    Raises:
        NotAllowed: the person does not take dossiers in for the agency.
        EarlierRefused: something cannot be right; nothing was taken in.
    """
    check_imports(by, agency)
    rows = read.rows["results"]
    if complaints := [*read.complaints, *_complaints(rows, now.date())]:
        raise EarlierRefused(complaints)
    if not rows:
        raise EarlierRefused(["Sổ không có dòng nào dưới dòng tiêu đề."])
    kept = {(one.procedure, one.number): one for one in EarlierResult.objects.filter(agency=agency)}
    new, changed = [], []
    for row in rows:
        known = kept.get(_key(row))
        if known is None:
            new.append(EarlierResult(agency=agency, **_values(row)))
        elif any(getattr(known, name) != value for name, value in _values(row).items()):
            for name, value in _values(row).items():
                setattr(known, name, value)
            changed.append(known)
    EarlierResult.objects.bulk_create(new, batch_size=_AT_ONCE)
    EarlierResult.objects.bulk_update(changed, _FIELDS, batch_size=_AT_ONCE)
    done = ImportedResults(len(new), len(changed), len(rows) - len(new) - len(changed))
    record(
        now=now,
        by=by,
        agency=agency,
        action="dossiers.earlier_results.imported",
        subject=agency,
        after={"sha256": source, "new": done.new, "changed": done.changed},
    )
    return done


def _values(row: SheetRow) -> dict[str, Any]:
    told = row.values
    return {
        "procedure": told["procedure"],
        "number": told["number"],
        "issued_on": told["issued_on"],
        "expires_on": told.get("expires_on"),
        "digitised_on": told.get("digitised_on"),
        "signed": told.get("signed", False),
    }


def _key(row: SheetRow) -> tuple[str, str]:
    return row.values["procedure"], row.values["number"]


def _complaints(rows: Sequence[SheetRow], today: date) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        told = row.values
        if not {"procedure", "number", "issued_on"} <= told.keys():
            continue  # complained of when it was read
        if (first := seen.setdefault(_key(row), row.place("number"))) != row.place("number"):
            yield f"{row.place('number')}: số {told['number']} đã ghi ở {first}; bỏ một dòng"
        issued, expires, digitised = (
            told["issued_on"],
            told.get("expires_on"),
            told.get("digitised_on"),
        )
        if issued > today:
            yield f"{row.place('issued_on')}: ngày cấp {day(issued)} chưa đến; xem lại ngày"
        if expires is not None and expires <= issued:
            yield f"{row.place('expires_on')}: ngày hết hiệu lực phải sau ngày cấp {day(issued)}"
        if digitised is not None and not issued <= digitised <= today:
            yield (
                f"{row.place('digitised_on')}: ngày số hóa phải từ ngày cấp {day(issued)} đến hôm nay"
            )
        if told.get("signed") and digitised is None:
            yield f"{row.place('signed')}: đã ký số thì phải ghi ngày số hóa"
