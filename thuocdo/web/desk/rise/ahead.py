"""What every page about the rest of the year stands on: the situation, the rivals, the guesses."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.http import HttpRequest

from thuocdo.apps.assessments.queries import percents_of_group
from thuocdo.apps.rulebooks.queries import simulation_data
from thuocdo.core.simulation import (
    Odds,
    Rival,
    Situation,
    draw_totals,
    odds_of,
    rank_among,
    rival_percents,
    seed_of,
)
from thuocdo.core.vietnamese import parse_number
from thuocdo.kit.formats import percent
from thuocdo.web.ahead import situation_of
from thuocdo.web.desk.standing import Standing, standing_of

__all__ = ["SEED", "Ahead", "ahead_for", "ahead_of"]

SEED = 1  # the same page shows the same odds to everybody
SCENARIOS = 2_000
_MOST_COMING = 200_000
_WHOLE = 100


@dataclass(frozen=True)
class Ahead:
    """Where a department stands in the year, and among which others.

    Attributes:
        rivals: the other agencies of the group, with their published results.
        own: its own published results, by year.
        asked_share: the share that criteria without data are taken to give, where one was asked.
        told: volumes that the address expects otherwise. `refusals`: what could not be read.
    """

    standing: Standing
    rivals: tuple[Rival, ...]
    own: Mapping[int, Decimal]
    asked_share: Decimal | None = None
    told: Mapping[str, int] = field(default_factory=dict)
    refusals: tuple[str, ...] = ()

    @cached_property
    def situation(self) -> Situation:
        """The agency's situation, from the same facts as its sheet."""
        standing = self.standing
        return situation_of(standing.index_set, standing.scope, standing.book.fact, self.told)

    @property
    def share(self) -> Fraction:
        """The share of their maximum that criteria without data are taken to give."""
        if self.asked_share is not None:
            return Fraction(self.asked_share) / 100
        if self.own:
            return Fraction(self.own[max(self.own)]) / 100
        if self.rivals:
            return sum((Fraction(one.last) for one in self.rivals), Fraction(0)) / (
                len(self.rivals) * 100
            )
        return Fraction(0)

    @property
    def share_text(self) -> str:
        """Where that share comes from."""
        said = percent(self.share * 100)
        if self.asked_share is not None:
            return f"{said} điểm tối đa, theo số đã ghi"
        if self.own:
            return f"{said} điểm tối đa, như kết quả năm {max(self.own)}"
        if self.rivals:
            return f"{said} điểm tối đa, như trung bình các cơ quan khác năm trước"
        return "0 điểm, vì chưa có kết quả năm nào"

    @property
    def mid_year(self) -> str:
        """A day on which there is still something to play for; offered when the year is over."""
        return date(self.standing.year, 9, 30).isoformat()

    @property
    def percents(self) -> tuple[Decimal, ...]:
        """The rivals' last results."""
        return tuple(one.last for one in self.rivals)

    @property
    def out_of(self) -> int:
        """How many agencies are ranked."""
        return len(self.rivals) + 1

    def rank(self, reached: Decimal) -> int | None:
        """Return the place of a percent if all others keep their last result."""
        return rank_among(reached, self.percents)

    def odds(self, situation: Situation | None = None, scenarios: int = SCENARIOS) -> Odds:
        """Return the odds of each rank at the year's end."""
        chosen, forecast = situation or self.situation, simulation_data().forecast
        own = draw_totals(
            chosen,
            forecast,
            assumed_share=self.share,
            scenarios=scenarios,
            seed=seed_of(SEED, chosen.scope.agency),
        )
        places = chosen.index_set.percent_places
        others = [
            rival_percents(one, forecast, scenarios=scenarios, seed=SEED, percent_places=places)
            for one in self.rivals
        ]
        return odds_of(own, others, forecast, chosen.index_set)


def ahead_of(request: HttpRequest) -> Ahead:
    """Read the address: whose year, and what it expects otherwise (`tinh=85`, `con-…=1500`).

    Raises:
        NotAllowed: the person may not see the agency.
    """
    refusals: list[str] = []
    told, share = dict(_told(request, refusals)), _share(request, refusals)
    return replace(
        ahead_for(standing_of(request)),
        asked_share=share,
        told=told,
        refusals=tuple(refusals),
    )


def ahead_for(standing: Standing) -> Ahead:
    """Return what is ahead of an agency, as it is expected."""
    percents = percents_of_group(standing.agency.ranking_group, standing.year)
    own = percents.pop(standing.agency.code, {})
    rivals = tuple(Rival(code, years) for code, years in sorted(percents.items()))
    return Ahead(standing, rivals, own)


def _told(request: HttpRequest, refusals: list[str]) -> list[tuple[str, int]]:
    found = []
    for name in request.GET:
        text = request.GET.get(name, "")
        volume = name.removeprefix("con-")
        if volume == name or not text.strip():
            continue
        digits = text.replace(".", "").strip()
        if digits.isdecimal() and int(digits) <= _MOST_COMING:
            found.append((volume, int(digits)))
        else:
            refusals.append(f"«{text}»: số dự kiến còn lại phải là số nguyên từ 0 đến 200.000.")
    return found


def _share(request: HttpRequest, refusals: list[str]) -> Decimal | None:
    text = request.GET.get("tinh", "").replace("%", "").strip()
    if not text:
        return None
    try:
        share = parse_number(text)
    except ValueError:
        share = Decimal(-1)
    if 0 <= share <= _WHOLE:
        return share
    refusals.append(f"«{text}»: tỷ lệ phải là số từ 0 đến 100, ví dụ 84,59.")
    return None
