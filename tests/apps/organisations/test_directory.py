"""Taking a whole directory in: all or nothing, twice the same, what is known is not contradicted."""

from datetime import date

import pytest

from tests.people import NOW, World
from thuocdo.apps.organisations.models import (
    Agency,
    AgencyKind,
    AgencyLevel,
    AgencyName,
    AgencyParent,
    AuditEntry,
    Succession,
    SuccessionKind,
)
from thuocdo.apps.organisations.queries import (
    descendants_as_of,
    predecessors,
    tree_as_of,
    whole_directory,
)
from thuocdo.apps.organisations.services import (
    DirectoryRefused,
    Imported,
    import_directory,
    rename_agency,
)
from thuocdo.apps.rulebooks.queries import agency_directory
from thuocdo.core.agencies import AgencyEntry, Directory, NameChange, ParentChange, SuccessionEntry
from thuocdo.core.tables.agencies import KINDS, LEVELS, LINKS

BORN, MERGED = date(2016, 1, 1), date(2025, 3, 1)


def entry(code: str, **values) -> AgencyEntry:
    return AgencyEntry.model_validate({"code": code, "name": code, "valid_from": BORN} | values)


def take_in(added: Directory) -> Imported:
    return import_directory(
        added=added, place=lambda one: f"{one.table} {one.number}", source="abc", now=NOW
    )


def test_what_ships_is_taken_in_once(db) -> None:
    assert take_in(agency_directory()) == Imported(new=103, changed=0, unchanged=0, successions=64)
    written = AuditEntry.objects.count()
    assert take_in(agency_directory()) == Imported(new=0, changed=0, unchanged=103, successions=0)
    assert AuditEntry.objects.count() == written
    assert Succession.objects.count() == 64
    assert len(tree_as_of(date(2025, 7, 1)).roots) == 34
    assert len(descendants_as_of("TAM.LAMDONG", MERGED)) == 6
    new = Agency.objects.get(code="TAM.LAMDONG.XD.2025")
    assert {link.predecessor.name for link in predecessors(new)} == {
        "Sở Xây dựng",
        "Sở Giao thông vận tải",
    }
    assert new.parent == Agency.objects.get(code="TAM.LAMDONG.2025")


def test_what_is_written_out_is_what_was_taken_in(db) -> None:
    take_in(agency_directory())
    out = whole_directory()

    def as_sets(directory: Directory) -> list[frozenset]:
        return [
            frozenset(getattr(directory, table))
            for table in ("agencies", "names", "parents", "successions")
        ]

    assert as_sets(out) == as_sets(agency_directory())


def test_an_existing_agency_is_ended_renamed_and_moved(world: World) -> None:
    added = Directory(
        agencies=(
            entry("H99.15", name="Sở Giao thông vận tải", parent="H99", valid_to=MERGED),
            entry("H99.33", name="Sở Xây dựng", parent="H99", valid_from=MERGED),
        ),
        names=(NameChange(code="H99.15", name="Sở Giao thông", valid_from=date(2020, 1, 1)),),
        parents=(ParentChange(code="H99.19", parent="", valid_from=date(2022, 1, 1)),),
        successions=(
            SuccessionEntry(
                predecessor="H99.15", successor="H99.33", kind="MERGED", effective_on=MERGED
            ),
        ),
    )
    assert take_in(added) == Imported(new=1, changed=2, unchanged=0, successions=1)
    assert tree_as_of(date(2021, 1, 1)).nodes["H99.15"].name == "Sở Giao thông"
    assert tree_as_of(date(2022, 1, 1)).nodes["H99.19"].parent == ""
    assert "H99.15" not in tree_as_of(MERGED)
    world.transport.refresh_from_db()
    assert (world.transport.name, world.transport.ranking_group) == ("Sở Giao thông", "departments")
    names = AgencyName.objects.filter(agency=world.transport).order_by("valid_from")
    assert [one.valid_to for one in names] == [date(2020, 1, 1), MERGED]


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (
            Directory(agencies=(entry("H99.15", name="Sở Khác", parent="H99"),)),
            "agencies 0: danh bạ đã ghi tên của H99.15 là «Sở Giao thông vận tải», tệp ghi «Sở Khác»",
        ),
        (
            Directory(agencies=(entry("H99.15", name="Sở Giao thông vận tải", valid_from=MERGED),)),
            "mã đã cấp không dùng cho cơ quan khác",
        ),
        (
            Directory(agencies=(entry("H99", name="UBND tỉnh Thử", valid_to=MERGED),)),
            "danh bạ đang có: H99.15 trực thuộc H99 từ 01/01/2016, nhưng H99 chỉ hoạt động",
        ),
        (
            Directory(parents=(ParentChange(code="H99", parent="H99.15", valid_from=MERGED),)),
            "parents 0: H99 trở thành cấp trên của chính nó qua H99.15",
        ),
    ],
)
def test_a_contradiction_is_refused_whole(world: World, added, said) -> None:
    good = entry("H98", name="Một cơ quan đúng")
    whole = added.model_copy(update={"agencies": (*added.agencies, good)})
    with pytest.raises(DirectoryRefused) as refusal:
        take_in(whole)
    assert any(said in one for one in refusal.value.complaints)
    assert not Agency.objects.filter(code="H98").exists()


def test_a_code_from_before_the_decision_stays_valid(world: World) -> None:
    Agency.objects.filter(pk=world.transport.pk).update(code="Sở GTVT cũ")
    here = whole_directory()
    assert take_in(here) == Imported(new=0, changed=0, unchanged=3, successions=0)
    with pytest.raises(DirectoryRefused, match="mã định danh «h-1»"):
        take_in(Directory(agencies=(entry("h-1"),)))
    loop = ParentChange(code="H99", parent="H99.19", valid_from=MERGED)
    with pytest.raises(DirectoryRefused, match="cấp trên của chính nó"):
        take_in(Directory(parents=(loop,)))  # what is borne with hides nothing new


def test_what_is_wrong_here_already_stands_in_nobodys_way(world: World) -> None:
    AgencyParent.objects.filter(agency=world.transport).update(valid_from=date(2010, 1, 1))
    Agency.objects.filter(pk=world.transport.pk).update(valid_from=date(2010, 1, 1))
    assert take_in(Directory(agencies=(entry("H98", name="Cơ quan mới"),))).new == 1


def test_a_rename_made_here_is_kept_when_the_file_comes_again(world: World) -> None:
    before = whole_directory()
    rename_agency(agency=world.transport, name="Mới", short_name="Mới", valid_from=MERGED, now=NOW)
    assert take_in(before) == Imported(new=0, changed=0, unchanged=3, successions=0)
    assert tree_as_of(MERGED).nodes["H99.15"].name == "Mới"


@pytest.mark.parametrize("kind", [AgencyLevel, AgencyKind, SuccessionKind])
def test_the_words_are_those_of_the_pages(kind):
    words = {AgencyLevel: LEVELS, AgencyKind: KINDS, SuccessionKind: LINKS}[kind]
    assert {code: word for code, word in words.items() if code} == {
        member.value: str(member.label) for member in kind
    }
