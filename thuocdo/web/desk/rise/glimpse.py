"""What the sheet says of the rest of the year: the rank to expect, the cheapest gain, budgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from thuocdo.apps.rulebooks.queries import simulation_data
from thuocdo.core.scoring import as_points
from thuocdo.core.simulation import (
    Situation,
    Wishes,
    budgets,
    cheapest_step,
    price_of,
    price_text,
)
from thuocdo.core.simulation.wording import act_text, affordable_text, days_text, needed_text
from thuocdo.web.desk.rise.ahead import Ahead
from thuocdo.web.desk.rise.odds import rank_sentence

__all__ = ["Glimpse", "budget_sentences", "glimpse_of"]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A few words for the sheet, each with the page that tells more.

    Attributes:
        rank: the band of ranks to expect; empty where nobody else is known.
        gain: the cheapest way to more points; empty where nothing can be done any more.
        affordable: by criterion, how many bad cases may still come.
    """

    rank: str
    gain: str
    affordable: Mapping[str, str]


def glimpse_of(ahead: Ahead) -> Glimpse:
    """Look ahead for the sheet."""
    situation = ahead.situation
    return Glimpse(
        rank=rank_sentence(ahead.odds(), ahead.out_of) if ahead.rivals else "",
        gain=_gain(situation, ahead.share),
        affordable={one.criterion.code: affordable_text(one) for one in budgets(situation)},
    )


def budget_sentences(situation: Situation, code: str) -> list[str]:
    """Return what a criterion can still bear, what it takes to gain, and what one case is worth."""
    until = situation.scope.period.last_day
    said = []
    for one in budgets(situation):
        if one.criterion.code != code:
            continue
        said += [_sentence(affordable_text(one)), _sentence(needed_text(one, until))]
        if price := price_of(situation, one.lever).bad:
            case = f"{one.lever.counts} {one.lever.bad_text}"
            said.append(f"Thêm một {case} lúc này: {price_text(price)} điểm.")
    return said


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _gain(situation: Situation, share: Fraction) -> str:
    wishes = Wishes(simulation_data().levers.efforts, assumed_share=share)
    step = cheapest_step(situation, wishes)
    if step is None:
        return ""
    codes = ", ".join(leaf.code for leaf in step.group.criteria)
    acts = "; ".join(act_text(act, situation) for act in step.option.acts)
    worth = as_points(Fraction(step.option.gain, situation.unit))
    return f"{codes} {acts} (+{worth} điểm, {days_text(step.option.effort)})"
