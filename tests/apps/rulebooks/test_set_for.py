"""Which set scores whom: by the group it names, in force on the day, else the nearest in time."""

from datetime import date

import pytest

from thuocdo.apps.rulebooks import queries, shipped
from thuocdo.core.index_sets import IndexSet

SHIPPED = shipped.index_set("department/2024")


def version(year: int, end: date | None, *groups: str) -> IndexSet:
    changes = {"id": f"any/{year}", "valid_from": date(year, 1, 1), "valid_to": end}
    return SHIPPED.model_copy(update=changes | {"groups": groups})


SETS = (
    version(2019, date(2022, 1, 1), "departments"),
    version(2023, date(2025, 1, 1), "departments"),
    version(2025, None, "departments"),
    version(2024, None, "communes"),
)


@pytest.fixture
def sets(monkeypatch) -> None:
    by_id = {one.id: one for one in SETS}
    monkeypatch.setattr(queries, "index_set_ids", lambda: tuple(by_id))
    monkeypatch.setattr(queries, "index_set", by_id.__getitem__)


@pytest.mark.parametrize(
    ("group", "day", "expected"),
    [
        ("departments", date(2023, 1, 1), "any/2023"),
        ("departments", date(2024, 12, 31), "any/2023"),
        ("departments", date(2025, 1, 1), "any/2025"),
        ("departments", date(2010, 5, 5), "any/2019"),
        ("departments", date(2022, 2, 1), "any/2019"),
        ("departments", date(2022, 12, 1), "any/2023"),
        ("communes", date(2020, 1, 1), "any/2024"),
        ("", date(2026, 1, 1), "any/2025"),
    ],
)
def test_the_set_in_force_or_the_nearest(sets, group, day, expected):
    assert queries.set_for(group, day).id == expected


def test_the_set_of_departments_ships():
    assert queries.set_for("departments", date(2023, 12, 31)).id == "department/2024"
