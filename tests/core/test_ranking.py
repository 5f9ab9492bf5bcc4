"""Competition ranking on published percents."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.apps.rulebooks.catalogue import read_index_set
from thuocdo.core.index_sets.model import class_of
from thuocdo.core.ranking import Entry, Ranking, Ties, rank, rank_groups, rescaled


def test_equals_share_a_rank_and_the_next_is_skipped() -> None:
    results = [
        ("a", Decimal(90), Decimal(100)),
        ("b", Decimal(45), Decimal(50)),
        ("c", Decimal(80), Decimal(100)),
        ("d", Decimal(95), Decimal(100)),
    ]
    assert [(one.agency, one.rank) for one in rank(results)] == [
        ("d", 1),
        ("a", 2),
        ("b", 2),
        ("c", 4),
    ]


def test_ranks_follow_the_two_decimals_that_are_published() -> None:
    results = [("a", Decimal("84.594"), Decimal(100)), ("b", Decimal("84.586"), Decimal(100))]
    assert {one.rank for one in rank(results)} == {1}


agencies = st.lists(
    st.tuples(
        st.text(min_size=1, max_size=5), st.decimals(0, 100, places=2), st.just(Decimal(100))
    ),
    unique_by=lambda result: result[0],
)


@given(agencies, st.randoms())
def test_the_order_of_entry_does_not_matter(results: list, chance) -> None:
    shuffled = list(results)
    chance.shuffle(shuffled)
    assert rank(results) == rank(shuffled)


FOUR = [
    ("d", Decimal(95), Decimal(100)),
    ("a", Decimal(90), Decimal(100)),
    ("b", Decimal(45), Decimal(50)),
    ("c", Decimal(80), Decimal(100)),
]


@pytest.mark.parametrize(
    ("ties", "ranks"),
    [("competition", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3]), ("ordinal", [1, 2, 3, 4])],
)
def test_equals_are_ranked_as_was_chosen(ties: Ties, ranks: list[int]) -> None:
    ranked = rank(FOUR, Ranking(ties=ties))
    assert [one.agency for one in ranked] == ["d", "a", "b", "c"]
    assert [one.rank for one in ranked] == ranks


def test_rounding_decides_what_is_equal() -> None:
    close = [("a", Decimal("84.594"), Decimal(100)), ("b", Decimal("84.586"), Decimal(100))]
    assert [one.rank for one in rank(close, Ranking(places=3))] == [1, 2]
    assert [str(one.percent) for one in rank(close, Ranking(places=0))] == ["85", "85"]


def test_the_published_percent_of_2023() -> None:
    (one,) = rank([("sgtvt", Decimal("80.36"), Decimal(95))])
    assert one.percent == Decimal("84.59")


def test_places_won_and_lost_are_printed_with_their_sign() -> None:
    previous = {"d": 4, "a": 2, "b": 1}
    changes = {one.agency: one for one in rank(FOUR, Ranking(previous=previous))}
    assert {code: one.change_text for code, one in changes.items()} == {
        "d": "+3",
        "a": "giữ hạng",
        "b": "-1",
        "c": "",
    }
    assert (changes["d"].change, changes["c"].change) == (3, None)


def test_a_merged_agency_is_not_compared_with_its_forerunner() -> None:
    ranked = rank(FOUR, Ranking(previous={"d": 4}, not_comparable={"d"}))
    assert (ranked[0].change, ranked[0].change_text) == (None, "không so sánh trực tiếp")


def test_groups_are_ranked_apart() -> None:
    entries = [
        Entry("x", Decimal(50), Decimal(100), "departments"),
        Entry("y", Decimal(90), Decimal(100), "communes"),
        Entry("z", Decimal(60), Decimal(100), "departments"),
    ]
    groups = rank_groups(entries)
    assert list(groups) == ["communes", "departments"]
    assert [(one.agency, one.rank) for one in groups["departments"]] == [("z", 1), ("x", 2)]
    assert [(one.agency, one.rank) for one in groups["communes"]] == [("y", 1)]


def test_component_indices_and_classes() -> None:
    classes = read_index_set("qd766/2022").classes
    components = {"3": (Decimal("9.25"), Decimal("12.5")), "8": (Decimal(0), Decimal(0))}
    entries = [Entry("a", Decimal(90), Decimal(100), components=components)]
    (one,) = rank(entries, Ranking(classes=classes))
    assert one.components == {"3": Decimal("74.00")}
    assert one.class_title == "Xuất sắc"


@pytest.mark.parametrize(
    ("percent", "title"),
    [("100", "Xuất sắc"), ("90", "Xuất sắc"), ("89.99", "Tốt"), ("50", "Trung bình"), ("0", "Yếu")],
)
def test_the_lower_end_of_a_class_belongs_to_it_and_100_to_the_last(
    percent: str, title: str
) -> None:
    found = class_of(read_index_set("qd766/2022").classes, Decimal(percent))
    assert found is not None
    assert found.title == title


def test_without_a_survey_points_are_brought_onto_the_full_scale() -> None:
    assert rescaled(Decimal("56"), Decimal(70), Decimal(100)) == 80
    assert rescaled(Decimal("1"), Decimal(3), Decimal(100)) == Decimal("33.33")


@given(agencies)
def test_a_rank_counts_those_who_are_better(results: list) -> None:
    ranked = rank(results)
    for one in ranked:
        assert one.rank == 1 + sum(other.percent > one.percent for other in ranked)
