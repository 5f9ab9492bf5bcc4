"""Whatever the prose: what is read can be scored, within its bounds, and doubts are said."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.core.index_sets.drafting.reading import as_criterion
from tests.core.index_sets.drafting.reading import points as points_of
from thuocdo.core.facts import Unit
from thuocdo.core.index_sets.drafting import Confidence, Prose, read_rule
from thuocdo.core.scoring.bounds import bounds
from thuocdo.core.vietnamese import format_number

maxima = st.decimals("0.25", 20, places=2)
numbers = st.integers(0, 120).map(str) | st.decimals(0, 120, places=1).map(
    lambda number: str(number).replace(".", ",")
)
ends = st.sampled_from(
    ["từ {a}% trở lên", "dưới {a}%", "trên {a}%", "từ {a}% đến {b}%", "từ {a}% đến dưới {b}%", "{a} - {b}", "{a} hồ sơ", "từ {a} sáng kiến trở lên", "≥ {a}%", "{a}% ≤ tỷ lệ < {b}%", "kịp thời", "không kịp thời", "không ban hành", "có", "không", "mỗi trường hợp", "không phát sinh", "đạt 100%"]
)  # fmt: skip
worths = st.sampled_from(
    [": {p} điểm", ": {p}", " được {p} điểm", " thì tính theo tỷ lệ", " không tính điểm", " thì không đánh giá", " trừ {p} điểm", ": {p}% số điểm", " = {p}", ", tối đa {p} điểm", ""]
)  # fmt: skip
joins = st.sampled_from(["; ", " ¶ ", ", ", ". ", " ¶ - "])


@st.composite
def proses(draw: st.DrawFn) -> str:
    said = []
    for _ in range(draw(st.integers(1, 5))):
        when = draw(ends).format(a=draw(numbers), b=draw(numbers))
        said += [when + draw(worths).format(p=draw(numbers)), draw(joins)]
    return "".join(said)


def check(text: str, maximum: Decimal) -> None:
    reading = read_rule(Prose(text, maximum))
    rule = as_criterion(reading, maximum).rule  # the catalogue refuses what cannot be right
    assert rule is not None
    low, high = bounds(rule, maximum)
    assert 0 <= low <= high <= maximum
    assert (reading.confidence is Confidence.CERTAIN) == (not reading.assumptions)
    if reading.asks[0].unit is Unit.PERCENT:
        assert "no_case" in str(reading.rule)


@given(proses(), maxima)
def test_clauses_in_any_order_give_a_rule_that_holds(text: str, maximum: Decimal) -> None:
    check(text, maximum)


@given(st.text(max_size=200), maxima)
def test_any_text_gives_a_rule_that_holds(text: str, maximum: Decimal) -> None:
    check(text, maximum)


@st.composite
def staircases(draw: st.DrawFn) -> tuple[str, dict[Decimal, Decimal]]:
    """Bands that cover everything, their clauses in any order, with the points at every bound."""
    bounds_ = draw(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True).map(sorted))
    worth = draw(st.lists(st.integers(0, 4), min_size=len(bounds_), max_size=len(bounds_)))
    steps = [*(Decimal(one) / 4 for one in worth), Decimal(1)]  # the highest gives everything
    said = [f"dưới {bounds_[0]}%"]
    said += [f"từ {a}% đến dưới {b}%" for a, b in pairwise(bounds_)]
    said.append(f"từ {bounds_[-1]}% trở lên")
    clauses = [
        f"{one}: {format_number(points)} điểm" for one, points in zip(said, steps, strict=True)
    ]
    expected = {Decimal(0): steps[0]}
    expected |= {Decimal(a): points for a, points in zip(bounds_, steps[1:], strict=True)}
    expected |= {a - Decimal("0.5"): points for a, points in zip(bounds_, steps[:-1], strict=True)}
    return draw(joins).join(draw(st.permutations(clauses))), expected


@given(staircases())
def test_bands_in_any_order_give_the_points_of_each(
    staircase: tuple[str, dict[Decimal, Decimal]],
) -> None:
    text, expected = staircase
    reading = read_rule(Prose(text, Decimal(1)))
    assert reading.confidence is Confidence.LIKELY, text
    for value, worth in expected.items():
        assert points_of(reading, "1", str(value)) == worth, text
