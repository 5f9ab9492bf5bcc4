"""The people of the one-stop desk of An's department: Dung at the counter, Em handles, Giang heads
the room, Hải directs.
"""

from dataclasses import dataclass
from datetime import datetime

from tests.people import NOW, PASSWORD, SINCE, World
from thuocdo.apps.dossiers.models import Dossier, PartyKind
from thuocdo.apps.dossiers.services import HandedPart, Intake, Party, receive_dossier
from thuocdo.apps.organisations.models import Agency, Role, User
from thuocdo.apps.organisations.services import create_user
from thuocdo.apps.rulebooks.queries import procedure_in_force
from thuocdo.core.procedures.model import Procedure

__all__ = ["LICENCE", "Counter", "make_counter", "party", "receive"]

LICENCE = "1.002809"
"""Đổi giấy phép lái xe."""


@dataclass(frozen=True)
class Counter:
    """Four people of one agency."""

    agency: Agency
    dung: User
    em: User
    giang: User
    hai: User


def make_counter(world: World) -> Counter:
    """Give the transport department its desk."""
    agency = world.transport
    return Counter(
        agency,
        dung=_person("dung", "Vũ Thị", "Dung", agency, Role.COUNTER_CLERK),
        em=_person("em", "Đặng Văn", "Em", agency, Role.HANDLING_OFFICIAL),
        giang=_person("giang", "Hồ Thị", "Giang", agency, Role.HEAD_OF_UNIT),
        hai=_person("hai", "Đỗ Minh", "Hải", agency, Role.DIRECTOR),
    )


def party(name: str = "Nguyễn Văn Đức", id_number: str = "036088001234") -> Party:
    """A citizen."""
    return Party(
        kind=PartyKind.CITIZEN,
        name=name,
        id_number=id_number,
        phone="0912 345 678",
        address="Số 5, phố Huế",
    )


def receive(
    counter: Counter, at: datetime, *, code: str = LICENCE, of: Party | None = None
) -> Dossier:
    """Take a complete dossier in."""
    procedure = procedure_in_force(code, at.date())
    intake = Intake(procedure=procedure, party=of or party(), parts=every_part(procedure))
    return receive_dossier(agency=counter.agency, intake=intake, by=counter.dung, now=at)


def every_part(procedure: Procedure) -> tuple[HandedPart, ...]:
    """All that the procedure asks for."""
    return tuple(
        HandedPart(number, part.copy_kind, part.count)
        for number, part in enumerate(procedure.parts, start=1)
    )


def _person(username: str, family: str, given: str, agency: Agency, role: Role) -> User:
    return create_user(
        username=username,
        password=PASSWORD,
        family_name=family,
        given_name=given,
        job_title=str(role.label).capitalize(),
        agency=agency,
        role=role,
        since=SINCE,
        now=NOW,
    )
