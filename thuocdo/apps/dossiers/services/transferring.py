"""Open dossiers go to the agency that took over; their history and due times stay as they are."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    EventKind,
    EventSource,
    PublishedDossier,
    TransferredDossier,
)
from thuocdo.apps.dossiers.published import row_of, values_of
from thuocdo.apps.organisations.queries import agency_by_code
from thuocdo.core.ports.mover import Holding
from thuocdo.core.workflows.dossier import ENDED
from thuocdo.kit.formats import number

__all__ = ["OpenDossiers"]

AT_ONCE = 500
_MOST_NAMED = 3


class OpenDossiers:
    """The mover of dossiers: those still open move, those that ended stay."""

    key = "dossiers"

    def preview(self, sources: Sequence[str]) -> Holding:
        """Return how many are open and how many ended; codes that two agencies share forbid it."""
        held = PublishedDossier.objects.filter(agency__code__in=sources)
        moves = _open(sources).count()
        return Holding(
            title="Hồ sơ thủ tục hành chính",
            moves=moves,
            stays=held.count() - moves,
            rule="Hồ sơ đang giải quyết sang cơ quan mới, giữ nguyên lịch sử và ngày hẹn trả; hồ sơ "
            "đã xong ở lại cơ quan cũ.",
            problems=tuple(_shared(sources)),
        )

    def move(self, sources: Sequence[str], target: str, *, now: datetime) -> Mapping[str, int]:
        """Move the open dossiers, each by an event; keep them as the old agency left them."""
        taker = _agency_id(target)
        moved: Counter[str] = Counter()
        rows = list(_open(sources).select_related("agency").order_by("pk"))
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            moved.update(row.agency.code for row in some)
            TransferredDossier.objects.bulk_create(
                TransferredDossier(
                    dossier_id=row.pk, agency_id=row.agency_id, **values_of(row_of(row))
                )
                for row in some
            )
            DossierEvent.objects.bulk_create(
                _transfer(row.pk, row.agency_id, (row.agency.code, target), now) for row in some
            )
            _hand_over([row.pk for row in some], taker)
        return dict(moved)

    def hindrance(self, target: str) -> str:
        """Dossiers that the new agency took in itself have no old agency to go back to."""
        held = PublishedDossier.objects.filter(agency__code=target)
        own = held.exclude(dossier__in=_taken_over(target).values("dossier")).count()
        if not own:
            return ""
        return f"cơ quan mới đã có {number(own)} hồ sơ của riêng nó, không thuộc cơ quan cũ nào"

    def move_back(self, target: str, *, now: datetime) -> None:
        """Give every dossier that came by transfer back, by an event."""
        giver = _agency_id(target)
        came = {
            event.dossier_id: event.from_agency
            for event in _taken_over(target).select_related("from_agency").order_by("pk")
        }
        back = [(pk, agency) for pk, agency in came.items() if agency is not None]
        for start in range(0, len(back), AT_ONCE):
            some = back[start : start + AT_ONCE]
            DossierEvent.objects.bulk_create(
                _transfer(pk, giver, (target, agency.code), now, taken_back=True)
                for pk, agency in some
            )
            for agency in {agency.pk: agency for _, agency in some}.values():
                keys = [pk for pk, one in some if one == agency]
                _hand_over(keys, agency.pk)
                # Rows follow from events: it is as if the agency had never let them go.
                TransferredDossier.objects.filter(agency=agency, dossier__in=keys).delete()


def _open(sources: Sequence[str]) -> QuerySet[PublishedDossier]:
    held = PublishedDossier.objects.filter(agency__code__in=sources, result_at__isnull=True)
    return held.exclude(state__in=[int(state) for state in ENDED])


def _shared(sources: Sequence[str]) -> Iterator[str]:
    twice = _open(sources).values("code").annotate(held=Count("pk")).filter(held__gt=1)
    codes = [row["code"] for row in twice.order_by("code")[: _MOST_NAMED + 1]]
    if codes:
        more = " …" if len(codes) > _MOST_NAMED else ""
        yield (
            f"Mã hồ sơ {', '.join(codes[:_MOST_NAMED])}{more} đang giải quyết ở cả hai cơ quan; sửa "
            "mã ở phần mềm một cửa rồi nhập lại trước khi sáp nhập."
        )


def _taken_over(target: str) -> QuerySet[DossierEvent]:
    return DossierEvent.objects.filter(
        Q(dossier__agency__code=target), kind=EventKind.TRANSFERRED
    ).exclude(from_agency__code=target)


def _transfer(
    dossier: int,
    giver: int,
    codes: tuple[str, str],
    now: datetime,
    *,
    taken_back: bool = False,
) -> DossierEvent:
    return DossierEvent(
        dossier_id=dossier,
        kind=EventKind.TRANSFERRED,
        at=now,
        payload={"from": codes[0], "to": codes[1], "taken_back": taken_back},
        source=EventSource.MERGER,
        from_agency_id=giver,
    )


def _hand_over(dossiers: Sequence[int], taker: int) -> None:
    Dossier.objects.filter(pk__in=dossiers).update(agency_id=taker)
    PublishedDossier.objects.filter(pk__in=dossiers).update(agency_id=taker)


def _agency_id(code: str) -> int:
    agency = agency_by_code(code)
    assert agency is not None  # noqa: S101 - the merger has just made it
    return agency.pk
