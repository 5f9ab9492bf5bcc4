"""One person of every role, for tests that ask for each: the department's, then the province's."""

from tests.people import NOW, PASSWORD, SINCE
from tests.web.office import Office
from thuocdo.apps.organisations.models import Role, User
from thuocdo.apps.organisations.policies import STRONG_SIGN_IN
from thuocdo.apps.organisations.services import create_user
from thuocdo.web.demo.second_step import set_up

__all__ = ["PROVINCIAL", "STRANGER", "WITHOUT", "everybody", "who"]

STRANGER, WITHOUT = "STRANGER", "WITHOUT_ROLE"
PROVINCIAL = frozenset({Role.APPRAISER, Role.PANEL_MEMBER, Role.AUDITOR, Role.ADMINISTRATOR})


def who() -> list[str]:
    """Return everybody's key: nobody signed in, somebody without a role, then the roles."""
    return [STRANGER, WITHOUT, *Role.names]


def everybody(office: Office) -> dict[str, User | None]:
    """Make them; the stranger is None."""
    people: dict[str, User | None] = {STRANGER: None}
    roles: list[Role | None] = [None, *Role]
    for role in roles:
        people[role.name if role else WITHOUT] = made = create_user(
            username=role.value.lower() if role else "khong-vai-tro",
            password=PASSWORD,
            family_name="Người",
            given_name="Thử",
            job_title="",
            agency=office.province if role in PROVINCIAL else office.transport,
            role=role,
            since=SINCE,
            now=NOW,
        )
        if role in STRONG_SIGN_IN:
            set_up(made)
    return people
