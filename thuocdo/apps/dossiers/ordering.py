"""The columns of a list of dossiers, and the list sorted and narrowed as its address says."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest

from thuocdo.apps.dossiers.listing import DossierFilter, filtered
from thuocdo.apps.dossiers.models import PublishedDossier
from thuocdo.kit.sorting import Heading, Sorting, TableColumn, headings

__all__ = ["headings_of", "listed", "ordered"]

_COLUMNS = (
    TableColumn("Mã hồ sơ", "ma"),
    TableColumn("Thủ tục", "thu-tuc"),
    TableColumn("Hình thức nộp", "hinh-thuc"),
    TableColumn("Tiếp nhận", "tiep-nhan"),
    TableColumn("Hẹn trả", "hen-tra"),
    TableColumn("Có kết quả", "ket-qua"),
    TableColumn("So với hẹn", "so-voi-hen"),
    TableColumn("Lần bổ sung", "bo-sung", numeric=True, most_first=True),
)
_USUAL = Sorting("tiep-nhan")
_FIELDS: dict[str, str | Case] = {
    "ma": "code",
    "thu-tuc": "procedure",
    "hinh-thuc": "channel",
    "tiep-nhan": "received_at",
    "hen-tra": "due_at",
    "ket-qua": "known_result",
    "so-voi-hen": Case(  # overdue, on time, no result yet, no due time
        When(known_result=None, then=Value(2)),
        When(due_at=None, then=Value(3)),
        When(known_result__gt=F("due_at"), then=Value(0)),
        default=Value(1),
    ),
    "bo-sung": "supplement_requests",
}
_ALWAYS_SAID = {"code", "procedure", "received_at"}


def headings_of(request: HttpRequest) -> list[Heading]:
    """Return the headings of the list."""
    return headings(request, _COLUMNS, Sorting.read(request, _COLUMNS, _USUAL))


def listed(
    request: HttpRequest,
    rows: QuerySet[PublishedDossier],
    known_before: datetime | None = None,
) -> QuerySet[PublishedDossier] | Sequence[PublishedDossier]:
    """Sort and narrow a list; what happened from `known_before` on is not yet known."""
    in_order = _ordered(rows, Sorting.read(request, _COLUMNS, _USUAL), known_before)
    return filtered(in_order, DossierFilter.read(request.GET), known_before)


def ordered(request: HttpRequest, rows: QuerySet[PublishedDossier]) -> QuerySet[PublishedDossier]:
    """Sort a list as its address says."""
    return _ordered(rows, Sorting.read(request, _COLUMNS, _USUAL), None)


def _ordered(
    rows: QuerySet[PublishedDossier], sorting: Sorting, known_before: datetime | None
) -> QuerySet[PublishedDossier]:
    """Sort by one column, what nobody said last."""
    known: F | Case = F("result_at")
    if known_before is not None:
        known = Case(When(result_at__lt=known_before, then=F("result_at")))
    field = _FIELDS[sorting.key]
    by = F(field) if isinstance(field, str) else field
    last = None if field in _ALWAYS_SAID else True  # where nothing is empty, an index serves
    first = by.desc(nulls_last=last) if sorting.descending else by.asc(nulls_last=last)
    return rows.annotate(known_result=known).order_by(first, "received_at", "code")
