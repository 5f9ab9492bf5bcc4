"""The demo's counter: some invented dossiers of the last days, at least one in each state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from thuocdo.apps.dossiers import services
from thuocdo.apps.dossiers.services import HandedPart, Intake, Party, PartyKind, Receiver
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.rulebooks.queries import clock, procedure_in_force
from thuocdo.web.demo.names import FAMILY_NAMES, GIVEN_NAMES, MIDDLE_NAMES

if TYPE_CHECKING:
    from thuocdo.apps.dossiers.models import Dossier

__all__ = ["DESK", "Desk", "load_counter"]

DESK = ("dung", "em", "giang", "hai")
_LICENCE, _BADGE = "1.002809", "1.002877"
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works on dossiers: clerk, official, head of room, director."""

    dung: User
    em: User
    giang: User
    hai: User


@dataclass(frozen=True, slots=True)
class _Taken:
    """A dossier that was taken in, and when."""

    dossier: "Dossier"
    desk: Desk
    at: datetime

    def after(self, hours: int) -> datetime:
        """Return the moment some hours later."""
        return self.at + hours * _HOUR


def load_counter(agency: Agency, desk: Desk, now: datetime) -> None:
    """Take dossiers in and let things happen to them, through the services that pages use."""
    for number, (days, happens) in enumerate(_STORIES):
        at = _working_morning(now, days)
        taken = _Taken(_receive(agency, desk, number, at), desk, at)
        happens(taken)


def _working_morning(now: datetime, days: int) -> datetime:
    """Return 08:30 or so on the working day some working days ago, never later than an hour ago."""
    office = clock()
    day = office.day_of(now)
    while days or not office.calendar.is_working(day):
        day -= timedelta(days=1)
        days -= bool(days) and office.calendar.is_working(day)
    morning = office.midnight(day) + 8 * _HOUR + timedelta(minutes=30)
    return min(morning, now - _HOUR)


def _receive(agency: Agency, desk: Desk, number: int, at: datetime) -> "Dossier":
    code = _BADGE if number % 3 == 1 else _LICENCE
    procedure = procedure_in_force(code, clock().day_of(at))
    parts = tuple(
        HandedPart(place, part.copy_kind, part.count)
        for place, part in enumerate(procedure.parts, start=1)
    )
    owed = services.owed_for(procedure)
    intake = Intake(
        procedure=procedure,
        party=_party(number),
        parts=parts,
        channel=procedure.channels[0],
        return_by_post=number % 4 == 0,
        paid=owed,
    )
    dossier = services.receive_dossier(agency=agency, intake=intake, by=desk.dung, now=at)
    services.issue_paper(dossier=dossier, form=services.RECEIPT, by=desk.dung, now=at)
    return dossier


def _party(number: int) -> Party:
    words = (
        FAMILY_NAMES[number * 7 % len(FAMILY_NAMES)],
        MIDDLE_NAMES[number * 3 % len(MIDDLE_NAMES)],
        GIVEN_NAMES[number * 5 % len(GIVEN_NAMES)],
    )
    return Party(
        kind=PartyKind.CITIZEN,
        name=" ".join(words),
        id_number=f"0990{number:08}",
        phone=f"0900 000 {number:03}",
        address=f"Số {number + 1}, đường Thử, phường Trung Tâm",
    )


def _received(taken: _Taken) -> None:
    """Lie at the counter."""


def _with_official(taken: _Taken) -> None:
    _hand(taken, taken.desk.dung, taken.desk.em, 1)


def _supplement(taken: _Taken) -> None:
    _with_official(taken)
    services.request_supplement(
        dossier=taken.dossier,
        parts=["Giấy khám sức khỏe còn hạn"],
        reason="Giấy đã nộp hết hạn",
        by=taken.desk.em,
        now=taken.after(3),
    )


def _payment(taken: _Taken) -> None:
    _with_official(taken)
    services.request_payment(
        dossier=taken.dossier,
        amount=Decimal(50_000),
        reason="Gửi kết quả qua bưu chính",
        by=taken.desk.em,
        now=taken.after(2),
    )


def _with_director(taken: _Taken) -> None:
    _with_official(taken)
    _hand(taken, taken.desk.em, taken.desk.giang, 5)
    _hand(taken, taken.desk.giang, taken.desk.hai, 7)


def _apologised(taken: _Taken) -> None:
    _with_director(taken)
    due = taken.dossier.publisheddossier.due_at or taken.at
    services.apologise(
        dossier=taken.dossier,
        until=clock().add_working_days(due, 2),
        reason="Máy in phôi hỏng, đang sửa",
        by=taken.desk.hai,
        now=taken.after(8),
    )


def _finished(taken: _Taken) -> None:
    _with_director(taken)
    services.finish(
        dossier=taken.dossier, digital=True, number="123/GP", by=taken.desk.hai, now=taken.after(9)
    )


def _returned(taken: _Taken) -> None:
    _finished(taken)
    desk, at = taken.desk, taken.after(10)
    services.issue_paper(dossier=taken.dossier, form=services.CONTROL_SLIP, by=desk.dung, now=at)
    services.return_result(dossier=taken.dossier, by=desk.dung, now=at)


def _refused(taken: _Taken) -> None:
    reason = "Không thuộc thẩm quyền giải quyết của Sở"
    services.refuse(dossier=taken.dossier, reason=reason, by=taken.desk.dung, now=taken.after(1))


def _stopped(taken: _Taken) -> None:
    _with_official(taken)
    reason = "Người nộp không bổ sung trong thời hạn"
    services.stop(dossier=taken.dossier, reason=reason, by=taken.desk.hai, now=taken.after(4))


def _withdrawn(taken: _Taken) -> None:
    reason = "Người nộp xin rút"
    services.withdraw(dossier=taken.dossier, reason=reason, by=taken.desk.dung, now=taken.after(2))


def _hand(taken: _Taken, giver: User, taker: User, hours: int) -> None:
    services.hand_over(
        dossier=taken.dossier, to=Receiver(person=taker), by=giver, now=taken.after(hours)
    )


# Working days ago, and what happened since; all in the past whatever the hour is now.
_STORIES: tuple[tuple[int, Callable[[_Taken], None]], ...] = (
    (0, _received),
    (1, _received),
    (2, _with_official),
    (2, _supplement),
    (2, _payment),
    (3, _with_director),
    (4, _apologised),
    (7, _with_director),
    (6, _finished),
    (8, _returned),
    (9, _returned),
    (3, _refused),
    (5, _stopped),
    (4, _withdrawn),
)
