"""Finding dossiers: without accents, in any order, by number and code, and only by who may."""

from datetime import datetime, timedelta

import pytest

from tests.apps.dossiers.test_counter import MONDAY
from tests.counter import Counter, make_counter, party, receive
from tests.people import World
from thuocdo.apps.dossiers import searching
from thuocdo.apps.dossiers.models import Dossier
from thuocdo.apps.dossiers.searching import find_dossiers
from thuocdo.apps.organisations.models import User

PEOPLE = (
    ("Nguyễn Văn Đức", "036088001234"),
    ("Đỗ Thị Ánh Nguyệt", "036088005678"),
    ("Nguyễn Đức Văn", "036088009999"),
    ("Trần Văn Dũng", "001088004321"),
)


@pytest.fixture
def counter(world: World) -> Counter:
    counter = make_counter(world)
    for number, (name, id_number) in enumerate(PEOPLE):
        receive(counter, at(number), of=party(name, id_number))
    return counter


def at(number: int) -> datetime:
    return MONDAY + timedelta(minutes=number)


def found(counter: Counter, text: str, by: User | None = None) -> set[str]:
    keys = find_dossiers(counter.agency, text, by=by or counter.dung).dossiers
    return {
        str(name)
        for name in Dossier.objects.filter(pk__in=keys).values_list("applicant__name", flat=True)
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("nguyen van duc", {"Nguyễn Văn Đức", "Nguyễn Đức Văn"}),
        ("NGUYỄN VĂN ĐỨC", {"Nguyễn Văn Đức", "Nguyễn Đức Văn"}),
        ("duc nguyen", {"Nguyễn Văn Đức", "Nguyễn Đức Văn"}),
        ("đức", {"Nguyễn Văn Đức", "Nguyễn Đức Văn"}),
        ("do anh ngu", {"Đỗ Thị Ánh Nguyệt"}),
        ("van d", {"Nguyễn Văn Đức", "Nguyễn Đức Văn", "Trần Văn Dũng"}),
        ("tran", {"Trần Văn Dũng"}),
        ("uyen van", set()),
        ("nguyen ba duc", set()),
        ("036088001234", {"Nguyễn Văn Đức"}),
        ("036 088 005 678", {"Đỗ Thị Ánh Nguyệt"}),
        ("03608800", set()),
        ("0912.345.678", {name for name, _ in PEOPLE}),
        ("H99.15-240304-0002", {"Đỗ Thị Ánh Nguyệt"}),
        ("h99.15-240304-0002", {"Đỗ Thị Ánh Nguyệt"}),
        ("240304-0004", {"Trần Văn Dũng"}),
        ("240304", {name for name, _ in PEOPLE}),
        ("99.15", set()),
        ("%", set()),
        ("_40304", set()),
        ("", set()),
    ],
)
def test_a_dossier_is_found(counter: Counter, text: str, names: set[str]) -> None:
    assert found(counter, text) == names


def test_the_rarest_word_leads_whichever_it_is(counter: Counter, monkeypatch) -> None:
    for steps in ((0,), (1, 2), (3,), (20_000,)):
        monkeypatch.setattr(searching, "_STEPS", steps)
        assert found(counter, "van nguyen du") == {"Nguyễn Văn Đức", "Nguyễn Đức Văn"}


def test_who_may_not_see_applicants_finds_codes_only(counter: Counter, world: World) -> None:
    for person in (world.an, world.binh):
        answer = find_dossiers(counter.agency, "nguyen van duc", by=person)
        assert not answer.by_people
        assert found(counter, "nguyen van duc", person) == set()
        assert found(counter, "036088001234", person) == set()
        assert found(counter, "240304-0001", person) == {"Nguyễn Văn Đức"}


def test_another_agencys_applicants_are_not_found(counter: Counter, world: World) -> None:
    Dossier.objects.filter(code="H99.15-240304-0001").update(agency=world.construction)
    assert found(counter, "nguyen van duc") == {"Nguyễn Đức Văn"}
    assert not find_dossiers(world.construction, "nguyen van duc", by=counter.dung).dossiers


def test_more_than_are_looked_at_is_said(counter: Counter, monkeypatch) -> None:
    assert not find_dossiers(counter.agency, "van", by=counter.dung).more
    monkeypatch.setattr(searching, "MOST", 2)
    for text in ("van", "240304", "0912345678"):
        answer = find_dossiers(counter.agency, text, by=counter.dung)
        assert answer.more
        assert len(answer.dossiers) == 2
