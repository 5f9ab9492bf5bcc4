"""Every address, asked by every role in every method, against the table in `access.yaml`.

An address that the table does not know fails, and so does one that is no more. What a table of
answers is worth: whoever adds a page has to say who may open it, and a reader sees it at a glance.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests import procedure_book
from tests.adapters.tables import annex_files
from tests.counter import make_counter, receive
from tests.people import NOW
from tests.staffing import read_rows
from tests.web.crew import everybody, who
from tests.web.merging import carry_out
from tests.web.office import Office
from tests.web.pages.test_rulebooks import hand_in
from thuocdo.apps.dossiers.models import DossierImport
from thuocdo.apps.organisations.models import User
from thuocdo.apps.organisations.services import import_people
from thuocdo.apps.rulebooks.documents import read_yaml
from thuocdo.apps.rulebooks.models import RulebookVersion
from thuocdo.apps.rulebooks.services import draft_procedure
from thuocdo.apps.rulebooks.shipped import people_rules

TABLE_FILE = Path(__file__).with_name("access.yaml")
TABLE: list[dict[str, Any]] = read_yaml(TABLE_FILE, root=TABLE_FILE.parent).content
RECEIVED = datetime(2024, 3, 4, 1, 30, tzinfo=UTC)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OTHERS = "OTHERS"
"""The word of the table for everybody whom a line does not name."""


def routes(resolver: Any, before: str = "") -> list[str]:
    """Return every address of a resolver as it is written."""
    found: list[str] = []
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        found += routes(pattern, route) if isinstance(pattern, URLResolver) else [route]
    return found


def line(answers: dict[str, int]) -> dict[str, int]:
    """Write answers the short way: the commonest for all others, then who differs."""
    codes = list(answers.values())
    usual = max(set(codes), key=codes.count)
    return {OTHERS: usual} | {name: code for name, code in answers.items() if code != usual}


def shown(row: dict[str, Any], answers: dict[str, dict[str, int]]) -> str:
    """Return the row as it would have to stand, for whoever has checked that it should."""
    said = [f"- route: {row['route']}", f"  asked: {row['asked']}"]
    for method, given in answers.items():
        inner = ", ".join(f"{name}: {code}" for name, code in line(given).items())
        said.append(f"  {method}: {{{inner}}}")
    return "\n".join(said)


def test_every_address_is_in_the_table_and_no_other():
    assert sorted(row["route"] for row in TABLE) == sorted(routes(get_resolver()))


def test_the_table_names_only_people_that_there_are():
    named = {name for row in TABLE for method in METHODS for name in row[method]}
    assert named <= {OTHERS, *who()}


def expected(row: dict[str, Any], method: str) -> dict[str, int]:
    """Return what each person should be answered."""
    said = {name: int(code) for name, code in row[method].items()}
    return {name: said.get(name, said[OTHERS]) for name in who()}


def target(row: dict[str, Any], office: Office) -> str:
    """Return the address to ask, making what it speaks of: a draft, a merger, an import."""
    asked: str = row["asked"]
    if "<draft>" in asked:
        client = Client()
        client.force_login(office.binh)
        assert hand_in(client, annex_files.word()).status_code == 302
        return asked.replace("<draft>", str(RulebookVersion.objects.get().pk))
    if asked.startswith("/can-bo/"):
        staff(office)
        return asked
    if "<version>" in asked:
        book = procedure_book.read_rows().procedures[0]
        made = draft_procedure(procedure=book.procedure, by=office.an, now=NOW)
        return asked.replace("<version>", str(made.pk))
    if "<merger>" in asked:
        return asked.replace("<merger>", str(carry_out(office).pk))
    if "<counter>" in asked:
        return asked.replace("<counter>", receive(make_counter(office), RECEIVED).code)
    return asked.replace("<import>", str(DossierImport.objects.earliest("pk").pk))


def staff(office: Office) -> None:
    """Give the department the people that its pages speak of."""
    import_people(
        agency=office.transport, read=read_rows(), source="f", rules=people_rules(), now=NOW
    )


def answer(method: str, address: str, person: User | None) -> int:
    """Ask once, and take back whatever that wrote: the next one asks of the same office."""
    client = Client()
    cache.clear()  # what limits how often one may ask
    with transaction.atomic():
        if person is not None:
            client.force_login(person)
        code: int = client.generic(
            method, address, content_type="application/x-www-form-urlencoded"
        ).status_code
        transaction.set_rollback(True)
    return code


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["route"] or "/")
def test_each_role_is_answered_as_the_table_says(row, merging):
    people = everybody(merging)
    address = target(row, merging)
    found: dict[str, dict[str, int]] = {method: {} for method in METHODS}
    for method in METHODS:
        for name, person in people.items():
            found[method][name] = answer(method, address, person)
    wanted = {method: expected(row, method) for method in METHODS}
    assert found == wanted, f"\n{shown(row, found)}"
