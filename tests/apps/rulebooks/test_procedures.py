"""Which version of a procedure is in force: what was published here wins over what ships."""

import hashlib
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import NOW
from thuocdo.apps.rulebooks import in_force, shipped
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.models import RulebookKind, RulebookState, RulebookVersion
from thuocdo.apps.rulebooks.queries import (
    procedure_in_force,
    procedure_version,
    procedure_versions,
    procedures_in_force,
)
from thuocdo.core.procedures.model import FeeTime

LICENCE = "1.002809"


@pytest.mark.parametrize(
    ("day", "version", "fee"),
    [
        (date(2021, 1, 1), "1.002809@2021-01-01", 135_000),
        (date(2023, 7, 31), "1.002809@2021-01-01", 135_000),
        (date(2023, 8, 1), "1.002809@2023-08-01", 115_000),
        (date(2025, 7, 1), "1.002809@2025-07-01", 115_000),
    ],
)
def test_the_version_of_the_day(day, version, fee):
    found = procedure_in_force(LICENCE, day)
    assert found.version == version
    assert found.fees_due(FeeTime.AT_RECEIPT) == fee
    assert procedure_version(version) == found


def test_before_the_first_version_it_says_since_when():
    with pytest.raises(CatalogueError, match=r"không có hiệu lực ngày 31/12/2020.*từ 01/01/2021"):
        procedure_in_force(LICENCE, date(2020, 12, 31))


def test_unknown_ones_are_refused():
    with pytest.raises(CatalogueError, match=r"Không có thủ tục mã «1\.999999»"):
        procedure_in_force("1.999999", date(2024, 1, 1))
    with pytest.raises(CatalogueError, match=r"Không có phiên bản «1\.002809@2024-01-01»"):
        procedure_version("1.002809@2024-01-01")


def test_all_of_a_day_by_code():
    found = [one.code for one in procedures_in_force(date(2024, 9, 30))]
    assert found == sorted(found)
    assert len(found) == len({one.code for one in shipped.procedures().values()}) == 12
    assert procedures_in_force(date(2020, 1, 1)) == ()


def published(world, valid_from: str, **changes) -> RulebookVersion:
    """Keep a published version, as the services do."""
    text = f"""
code: {LICENCE}
title: Đổi giấy phép lái xe (bản của tỉnh)
sector: Đường bộ
level: PROVINCE
agency: Sở Giao thông vận tải
decision: Quyết định 12/QĐ-UBND
valid_from: {valid_from}
legal_basis: [Luật]
parts: []
time: {{amount: 4, unit: working_days}}
steps: [{{id: lam, title: Làm, role: DIRECTOR, share: 100}}]
channels: [ONLINE]
result: Giấy phép lái xe
"""
    return RulebookVersion.objects.create(
        kind=RulebookKind.PROCEDURE,
        state=RulebookState.PUBLISHED,
        catalog_id=f"{LICENCE}@{valid_from}",
        title="Đổi giấy phép lái xe",
        texts={"procedure.yaml": text},
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        decision="Quyết định 12/QĐ-UBND",
        valid_from=valid_from,
        created_at=NOW,
        created_by=world.binh,
        published_at=NOW,
        published_by=world.binh,
        **changes,
    )


def test_published_here_wins_over_what_ships_while_it_is_in_force(world):
    published(world, "2024-02-01", valid_to=date(2024, 6, 1))
    assert procedure_in_force(LICENCE, date(2024, 1, 31)).version == "1.002809@2023-08-01"
    assert procedure_in_force(LICENCE, date(2024, 2, 1)).allowance.amount == 4
    assert procedure_in_force(LICENCE, date(2024, 5, 31)).version == "1.002809@2024-02-01"
    assert procedure_in_force(LICENCE, date(2024, 6, 1)).version == "1.002809@2023-08-01"
    found = {one.code: one for one in procedures_in_force(date(2024, 3, 1))}
    assert len(found) == 12
    assert found[LICENCE].title.endswith("(bản của tỉnh)")
    assert [one.version for one in procedure_versions(LICENCE)] == [
        "1.002809@2021-01-01",
        "1.002809@2023-08-01",
        "1.002809@2024-02-01",
        "1.002809@2025-07-01",
    ]


def test_the_same_version_published_here_replaces_the_shipped_one(world):
    published(world, "2023-08-01", valid_to=date(2024, 1, 1))
    assert procedure_version("1.002809@2023-08-01").allowance.amount == 4
    with pytest.raises(CatalogueError, match="không có hiệu lực ngày 01/01/2024"):
        procedure_in_force(LICENCE, date(2024, 1, 1))


def test_a_draft_is_not_in_force(world):
    version = published(world, "2024-02-01")
    RulebookVersion.objects.filter(pk=version.pk).update(
        state=RulebookState.DRAFT, published_at=None, published_by=None
    )
    assert procedure_in_force(LICENCE, date(2024, 3, 1)).version == "1.002809@2023-08-01"


def test_one_query_a_request_whatever_is_asked(world):
    for month in range(1, 10):
        published(world, f"2024-0{month}-01", valid_to=date(2024, month, 20))
    in_force.begin_request()
    try:
        with CaptureQueriesContext(connection) as first:
            procedure_in_force(LICENCE, date(2024, 3, 1))
        with CaptureQueriesContext(connection) as again:
            procedures_in_force(date(2024, 3, 1))
            procedure_version("1.002809@2024-04-01")
            procedure_in_force(LICENCE, date(2024, 5, 1))
    finally:
        in_force.end_request()
    assert len(first) <= 2  # the list of what is published, and once for all the new texts
    assert len(again) == 0
