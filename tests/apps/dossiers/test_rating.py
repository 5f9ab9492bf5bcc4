"""Rating a dossier: one invitation, one answer, points by the records, totals by the circular."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests.counter import Counter, make_counter, receive
from tests.people import World
from thuocdo.apps.dossiers.models import (
    Dossier,
    DossierEvent,
    DossierRating,
    EventKind,
    RatingInvitation,
)
from thuocdo.apps.dossiers.services import (
    Receiver,
    finish,
    hand_over,
    invite_to_rate,
    rate,
    rebuild_published,
    refuse,
)
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.apps.rulebooks.queries import handling_quality
from thuocdo.kit.refusals import NotAllowed

MONDAY = datetime(2024, 3, 4, 1, 30, tzinfo=UTC)


@pytest.fixture
def counter(world: World) -> Counter:
    return make_counter(world)


def finished(counter: Counter, days: float = 1) -> Dossier:
    """A dossier whose result is ready after some days."""
    dossier = receive(counter, MONDAY)
    way = [(counter.dung, counter.em), (counter.em, counter.giang), (counter.giang, counter.hai)]
    for number, (giver, taker) in enumerate(way, 1):
        hand_over(
            dossier=dossier,
            to=Receiver(person=taker),
            by=giver,
            now=MONDAY + timedelta(minutes=number),
        )
    finish(dossier=dossier, by=counter.hai, now=MONDAY + timedelta(days=days), digital=True)
    return dossier


def invited(counter: Counter, days: float = 1) -> RatingInvitation:
    return invite_to_rate(dossier=finished(counter, days), by=counter.dung, now=NEXT_DAY)


NEXT_DAY = MONDAY + timedelta(days=10)


def test_an_open_dossier_is_not_rated_yet(counter: Counter) -> None:
    dossier = receive(counter, MONDAY)
    with pytest.raises(NotAllowed, match="Được tiếp nhận"):
        invite_to_rate(dossier=dossier, by=counter.dung, now=MONDAY)
    refuse(dossier=dossier, reason="trùng", by=counter.dung, now=MONDAY)
    assert invite_to_rate(dossier=dossier, by=counter.dung, now=MONDAY).contact == "0912345678"


def test_a_dossier_has_one_invitation_and_only_the_counter_makes_it(counter: Counter) -> None:
    dossier = finished(counter)
    with pytest.raises(NotAllowed, match="bộ phận một cửa"):
        invite_to_rate(dossier=dossier, by=counter.em, now=NEXT_DAY)
    first = invite_to_rate(dossier=dossier, by=counter.dung, now=NEXT_DAY)
    assert invite_to_rate(dossier=dossier, by=counter.dung, now=NEXT_DAY) == first
    assert AuditEntry.objects.filter(action="dossiers.rating.invited").count() == 1


def test_one_tap_is_kept_with_what_the_record_tells_and_without_a_name(counter: Counter) -> None:
    invitation = invited(counter)
    rate(invitation=invitation, satisfaction=0, answers={}, now=NEXT_DAY)
    kept = DossierRating.objects.get()
    assert kept.satisfaction == 2
    assert kept.points == {"1": 2, "2": 2}, "finished before the due day"
    assert kept.official == counter.em
    event = DossierEvent.objects.get(kind=EventKind.RATED)
    assert (event.by, event.source) == (None, "APPLICANT")
    entry = AuditEntry.objects.get(action="dossiers.dossier.rated")
    assert entry.actor is None
    assert "Đức" not in str(entry.after) + str(event.payload)


@pytest.mark.parametrize(("days", "points"), [(1, 2), (7, 1), (8, 0)])
def test_early_on_time_and_overdue_have_their_points(
    counter: Counter, days: float, points: int
) -> None:
    rate(invitation=invited(counter, days), satisfaction=1, answers={}, now=NEXT_DAY)
    assert DossierRating.objects.get().points["1"] == points


def test_the_first_answer_stands_and_what_was_left_open_may_follow(counter: Counter) -> None:
    invitation = invited(counter)
    rate(invitation=invitation, satisfaction=2, answers={}, now=NEXT_DAY)
    with pytest.raises(NotAllowed, match="đánh giá hồ sơ này rồi"):
        rate(invitation=invitation, satisfaction=0, answers={}, now=NEXT_DAY)
    rate(invitation=invitation, satisfaction=None, answers={3: 0, 6: 1}, now=NEXT_DAY)
    with pytest.raises(NotAllowed, match="đánh giá hồ sơ này rồi"):
        rate(invitation=invitation, satisfaction=None, answers={6: 0}, now=NEXT_DAY)
    kept = DossierRating.objects.get()
    assert (kept.satisfaction, kept.points) == (0, {"1": 2, "2": 2, "3": 2, "6": 1})


@pytest.mark.parametrize(
    ("satisfaction", "answers"),
    [
        (None, {}),
        (3, {}),
        (-1, {}),
        (None, {1: 0}),
        (None, {5: 0}),
        (None, {3: 3}),
        (None, {3: -1}),
    ],
)
def test_an_answer_that_there_is_not_is_refused(
    counter: Counter, satisfaction: int | None, answers: dict[int, int]
) -> None:
    with pytest.raises(NotAllowed):
        rate(invitation=invited(counter), satisfaction=satisfaction, answers=answers, now=NEXT_DAY)
    assert not DossierRating.objects.exists()


def test_after_the_days_of_the_questionnaire_it_is_too_late(counter: Counter) -> None:
    invitation = invited(counter)
    late = NEXT_DAY + timedelta(days=handling_quality().answer_within_days, seconds=1)
    with pytest.raises(NotAllowed, match="30 ngày"):
        rate(invitation=invitation, satisfaction=0, answers={}, now=late)


def test_ratings_rebuilt_from_events_do_not_differ(counter: Counter) -> None:
    rate(invitation=invited(counter), satisfaction=0, answers={7: 1}, now=NEXT_DAY)
    assert rebuild_published() == 0
    DossierRating.objects.update(satisfaction=1, points={})
    assert rebuild_published() == 1
    kept = DossierRating.objects.get()
    assert (kept.satisfaction, kept.points["7"]) == (2, 1)


def test_means_are_rounded_to_one_decimal_and_summed() -> None:
    quality = handling_quality()
    ratings = [{1: 2, 2: 1, 3: 2, 4: 2, 6: 2, 7: 1}, {1: 1, 2: 1, 3: 2, 4: 2, 6: 2, 7: 1}, {1: 1}]
    of_agency = {5: Decimal(2), 8: Decimal(2), 9: Decimal(1)}
    totals = quality.totals(ratings, of_agency)
    assert [one.mean for one in totals.means][:3] == [
        Decimal("1.3"),
        Decimal("1.0"),
        Decimal("2.0"),
    ]
    assert [one.count for one in totals.means] == [3, 2, 2, 2, 1, 2, 2, 1, 1]
    assert totals.total == Decimal("14.3")
    assert totals.title == "Tốt"
    assert quality.totals(ratings, {}).total is None
    assert quality.totals(ratings, {}).title == ""
