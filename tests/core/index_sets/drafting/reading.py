"""Reading prose in tests: the points that a reading gives for a value."""

from decimal import Decimal
from fractions import Fraction

from tests.core.scoring.supplying import Value, fact, known
from thuocdo.core.facts import FactDefinition
from thuocdo.core.index_sets.drafting import Prose, RuleReading, read_rule
from thuocdo.core.index_sets.model import Criterion
from thuocdo.core.scoring.evaluation import evaluate


def read(text: str, maximum: str = "1", title: str = "") -> RuleReading:
    return read_rule(Prose(text, Decimal(maximum), title))


def as_criterion(reading: RuleReading, maximum: Decimal) -> Criterion:
    """What the catalogue makes of a reading; it refuses a rule that cannot be right."""
    return Criterion.model_validate(
        {
            "code": "1.1",
            "title": "Một tiêu chí",
            "max_points": maximum,
            "reference": {"document": "Quyết định thử"},
            "rule": reading.rule,
            "assumed": bool(reading.assumptions),
            "assumption": " ".join(reading.assumptions),
        }
    )


def points(reading: RuleReading, maximum: str, *values: Value) -> Fraction | None:
    """Score the reading with one value for each fact that it asks for."""
    register = {
        ask.name: FactDefinition(
            name=ask.name, title=ask.name, unit=ask.unit, kind=ask.kind, reference="x"
        )
        for ask in reading.asks
    }
    criterion = as_criterion(reading, Decimal(maximum))
    assert criterion.rule is not None
    supplied = [
        fact(register, ask.name, value) for ask, value in zip(reading.asks, values, strict=True)
    ]
    return evaluate(criterion.rule, criterion.max_points, known(register, supplied)).points
