"""The people of our tests: An works for the transport department, Bình for the province above it,
Cường for another department and must see nothing of An's.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from thuocdo.apps.organisations.models import Agency, AgencyLevel, User
from thuocdo.apps.organisations.services import create_agency, create_user

__all__ = ["NOW", "PASSWORD", "World", "make_world"]

NOW = datetime(2024, 1, 15, 2, 0, tzinfo=UTC)
PASSWORD = "mat-khau-thu"


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
    return World(
        province,
        transport,
        construction,
        an=_person("an", "Trần Thị", "An", transport),
        binh=_person("binh", "Lê Văn", "Bình", province),
        cuong=_person("cuong", "Phạm Quốc", "Cường", construction),
    )


def _agency(code: str, name: str, parent: Agency | None) -> Agency:
    return create_agency(
        code=code,
        name=name,
        short_name=name,
        level=AgencyLevel.PROVINCE,
        parent=parent,
        ranking_group="departments" if parent else "",
        valid_from=date(2016, 1, 1),
        now=NOW,
    )


def _person(username: str, family: str, given: str, agency: Agency) -> User:
    return create_user(
        username=username,
        password=PASSWORD,
        family_name=family,
        given_name=given,
        job_title="Chuyên viên",
        agency=agency,
        now=NOW,
    )
