"""Laws that every rule must keep, whatever its numbers."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from thuocdo.core.facts import Fact, FactDefinition, FactKind, FactScope, Unit
from thuocdo.core.periods import calendar_year
from thuocdo.core.scoring.evaluation import Known, evaluate
from thuocdo.core.scoring.rules import AllOf, Band, Bands, Condition, Judged, Linear, Part, Parts

DAY = date(2024, 9, 30)
SCOPE = FactScope("any", calendar_year(DAY), DAY)
REGISTER = {
    name: FactDefinition(name=name, title=name, unit=unit, kind=kind, reference="x")
    for name, unit, kind in [
        ("a.rate", Unit.PERCENT, FactKind.MEASURE),
        ("a.count", Unit.COUNT, FactKind.MEASURE),
        ("a.yes", Unit.BOOLEAN, FactKind.DECLARED),
        ("a.points", Unit.POINTS, FactKind.JUDGED),
    ]
}
MAXIMUM = Decimal(2)
points = st.decimals(0, 2, places=2)
counts = st.integers(0, 5_000)


def fact(name: str, numerator: int | Decimal, denominator: int = 1) -> Fact:
    definition = REGISTER[name]
    return Fact(
        name, SCOPE, Decimal(numerator), Decimal(denominator), definition.unit, definition.kind
    )


def known(*facts: Fact) -> Known:
    return Known(REGISTER, {one.name: one for one in facts}.get)


@st.composite
def bands(draw: st.DrawFn) -> Bands:
    ends = sorted(draw(st.sets(st.decimals(0, 200, places=1), min_size=1, max_size=4)))
    closed = [draw(st.booleans()) for _ in ends]
    made = []
    for number in range(len(ends) + 1):
        end: dict[str, Decimal] = {}
        if number:
            end["above" if closed[number - 1] else "from"] = ends[number - 1]
        if number < len(ends):
            end["to" if closed[number] else "below"] = ends[number]
        made.append(Band.model_validate({**end, "points": draw(points)}))
    return Bands(fact="a.count", bands=tuple(made))


@st.composite
def linears(draw: st.DrawFn) -> Linear:
    floor = draw(st.decimals(0, 90, places=1))
    cap = draw(st.decimals(floor + 1, 100, places=1))
    return Linear(fact="a.rate", full_at=cap, zero_below=floor, no_case="full")


@given(bands(), counts)
def test_exactly_one_band_is_taken_and_its_points_are_given(rule: Bands, count: int) -> None:
    outcome = evaluate(rule, MAXIMUM, known(fact("a.count", count)))
    taken = [branch for branch in outcome.branches if branch.taken]
    assert len(taken) == 1
    assert outcome.points in {Fraction(band.points) for band in rule.bands}
    assert 0 <= outcome.points <= MAXIMUM


@given(linears(), st.integers(1, 10_000), st.data())
def test_linear_never_falls_when_the_rate_rises(
    rule: Linear, below: int, data: st.DataObject
) -> None:
    low = data.draw(st.integers(0, below))
    high = data.draw(st.integers(low, below))
    first = evaluate(rule, MAXIMUM, known(fact("a.rate", low, below))).points
    second = evaluate(rule, MAXIMUM, known(fact("a.rate", high, below))).points
    assert first is not None
    assert second is not None
    assert 0 <= first <= second <= MAXIMUM


@given(linears(), st.integers(1, 10_000), st.integers(2, 50))
def test_the_same_share_of_more_cases_earns_the_same(rule: Linear, below: int, times: int) -> None:
    one = evaluate(rule, MAXIMUM, known(fact("a.rate", below // 2, below)))
    many = evaluate(rule, MAXIMUM, known(fact("a.rate", below // 2 * times, below * times)))
    assert one.points == many.points


@given(st.one_of(bands(), linears()))
def test_a_missing_fact_leaves_everything_open(rule: Bands | Linear) -> None:
    outcome = evaluate(rule, MAXIMUM, known())
    assert (outcome.points, outcome.floor, outcome.ceiling) == (None, 0, MAXIMUM)
    assert [definition.name for definition in outcome.missing] == [rule.fact]
    assert not any(branch.taken for branch in outcome.branches)


@given(st.decimals(-5, 9, places=2))
def test_judged_points_stay_within_the_maximum(given_points: Decimal) -> None:
    outcome = evaluate(Judged(fact="a.points"), MAXIMUM, known(fact("a.points", given_points)))
    assert outcome.points == min(max(Fraction(given_points), 0), MAXIMUM)


def test_no_case_is_full_or_zero_as_the_rule_says() -> None:
    nothing = known(fact("a.rate", 0, 0))
    full = evaluate(Linear(fact="a.rate", full_at=Decimal(100), no_case="full"), MAXIMUM, nothing)
    zero = evaluate(Linear(fact="a.rate", full_at=Decimal(100), no_case="zero"), MAXIMUM, nothing)
    assert (full.points, zero.points) == (MAXIMUM, 0)
    assert "không có trường hợp nào" in full.reason


def test_one_failed_condition_decides_even_while_another_is_unknown() -> None:
    rule = AllOf(
        conditions=(
            Condition(fact="a.yes", at_least=Decimal(1)),
            Condition(fact="a.rate", above=Decimal(90)),
        )
    )
    failed = evaluate(rule, MAXIMUM, known(fact("a.yes", 0)))
    assert failed.points == 0
    open_still = evaluate(rule, MAXIMUM, known(fact("a.yes", 1)))
    assert open_still.points is None
    met = evaluate(rule, MAXIMUM, known(fact("a.yes", 1), fact("a.rate", 91, 100)))
    assert met.points == MAXIMUM


def test_a_part_without_data_leaves_only_its_own_points_open() -> None:
    step = Bands(
        fact="a.count",
        bands=(
            Band.model_validate({"to": 0, "points": 1}),
            Band.model_validate({"above": 0, "points": 0}),
        ),
    )
    rate = Linear(fact="a.rate", full_at=Decimal(100), no_case="zero")
    rule = Parts(
        parts=(
            Part(title="một", max_points=Decimal(1), rule=step),
            Part(title="hai", max_points=Decimal(1), rule=rate),
        )
    )
    outcome = evaluate(rule, MAXIMUM, known(fact("a.count", 3)))
    assert (outcome.points, outcome.floor, outcome.ceiling) == (None, 0, 1)
    whole = evaluate(rule, MAXIMUM, known(fact("a.count", 0), fact("a.rate", 1, 3)))
    assert whole.points == 1 + Fraction(1, 3)
