"""The people of our tests: An works for the transport department, Bình for the province above it,
Cường for another department and must see nothing of An's.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from thuocdo.apps.organisations.models import Agency, AgencyLevel, Role, User
from thuocdo.apps.organisations.services import assign_role, create_agency, create_user
from thuocdo.web.demo.second_step import set_up

__all__ = ["NOW", "PASSWORD", "SINCE", "World", "make_world"]

NOW = datetime(2024, 1, 15, 2, 0, tzinfo=UTC)
PASSWORD = "mat-khau-thu"
SINCE = date(2016, 1, 1)


@dataclass(frozen=True)
class World:
    """Three agencies and a person of each."""

    province: Agency
    transport: Agency
    construction: Agency
    an: User
    binh: User
    cuong: User


def make_world() -> World:
    """Make them through the services."""
    province = _agency("H99", "UBND tỉnh Thử", None)
    transport = _agency("H99.15", "Sở Giao thông vận tải", province)
    construction = _agency("H99.19", "Sở Xây dựng", province)
    binh = _person("binh", "Lê Văn", "Bình", province, Role.APPRAISER)
    assign_role(
        user=binh, role=Role.REFORM_OFFICER, agency=province, valid_from=SINCE, now=NOW
    )  # he also hands in the province's own plan
    set_up(binh)  # an appraiser's password is not enough
    return World(
        province,
        transport,
        construction,
        an=_person("an", "Trần Thị", "An", transport, Role.REFORM_OFFICER),
        binh=binh,
        cuong=_person("cuong", "Phạm Quốc", "Cường", construction, Role.REFORM_OFFICER),
    )


def _agency(code: str, name: str, parent: Agency | None) -> Agency:
    return create_agency(
        code=code,
        name=name,
        short_name=name,
        level=AgencyLevel.PROVINCE,
        parent=parent,
        ranking_group="departments" if parent else "",
        valid_from=SINCE,
        now=NOW,
    )


def _person(username: str, family: str, given: str, agency: Agency, role: Role) -> User:
    return create_user(
        username=username,
        password=PASSWORD,
        family_name=family,
        given_name=given,
        job_title="Chuyên viên",
        agency=agency,
        role=role,
        since=SINCE,
        now=NOW,
    )
