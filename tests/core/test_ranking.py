"""Competition ranking on published percents."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thuocdo.core.ranking import rank


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
