"""Declared facts: the newest counts, earlier ones stay, and a later day's is not known yet."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.people import NOW, World
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.apps.reports.models import DeclaredFact
from thuocdo.apps.reports.services import declare_fact
from thuocdo.core.facts import FactScope
from thuocdo.core.periods import calendar_year
from thuocdo.kit.refusals import NotAllowed
from thuocdo.web.wiring import fact_book

NAME = "dossiers.apology_notes"


def scope(day: date = date(2024, 6, 30), agency: str = "H99.15") -> FactScope:
    return FactScope(agency, calendar_year(day), day)


def declare(
    world: World, value: int, *, day: date = date(2024, 6, 30), **changes: Any
) -> DeclaredFact:
    values: dict[str, Any] = {
        "agency": world.transport,
        "by": world.an,
        "numerator": Decimal(value),
        "denominator": Decimal(1),
    }
    return declare_fact(
        name=NAME, scope=scope(day), note="Sổ theo dõi", now=NOW, **(values | changes)
    )


def test_the_newest_declaration_counts_and_the_former_stays_on_record(world: World) -> None:
    declare(world, 3)
    declare(world, 5)
    fact = fact_book().fact(NAME, scope())
    assert fact is not None
    assert (fact.numerator, fact.title) == (5, "Thư xin lỗi đã gửi cho hồ sơ quá hạn")
    assert DeclaredFact.objects.count() == 2
    assert AuditEntry.objects.filter(action="reports.fact.declared").count() == 2


def test_as_of_an_earlier_day_the_later_number_is_not_known(world: World) -> None:
    declare(world, 3, day=date(2024, 6, 30))
    assert fact_book().fact(NAME, scope(date(2024, 5, 31))) is None
    assert fact_book().fact(NAME, scope(date(2024, 12, 31))) is not None


def test_mending_an_earlier_number_does_not_undo_a_later_one(world: World) -> None:
    declare(world, 3, day=date(2024, 3, 31))
    declare(world, 9, day=date(2024, 6, 30))
    declare(world, 4, day=date(2024, 3, 31))
    assert fact_book().fact(NAME, scope(date(2024, 4, 30))).numerator == 4
    assert fact_book().fact(NAME, scope(date(2024, 7, 31))).numerator == 9


def test_another_year_and_another_agency_have_their_own(world: World) -> None:
    declare(world, 3)
    assert fact_book().fact(NAME, scope(date(2025, 6, 30))) is None
    assert fact_book().fact(NAME, scope(agency="H99.19")) is None


def test_only_ones_own_numbers_are_declared(world: World) -> None:
    with pytest.raises(NotAllowed):
        declare(world, 3, by=world.cuong)
    assert DeclaredFact.objects.count() == 0


def test_the_database_refuses_a_negative_number(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        declare(world, -1)
