"""The odds of each rank at the year's end, and how far they are to be trusted."""

from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from thuocdo.apps.rulebooks.queries import simulation_data
from thuocdo.core.simulation import BackTest, Odds, Spread, back_test
from thuocdo.core.vietnamese import round_half_up
from thuocdo.kit.bars import Segment, segments
from thuocdo.kit.charts import COLOURS, as_svg
from thuocdo.kit.formats import number, percent, points
from thuocdo.kit.guards import page
from thuocdo.web.desk.rise.ahead import SEED, Ahead, ahead_of
from thuocdo.web.desk.rise.tabs import tabs

if TYPE_CHECKING:
    import altair as alt

__all__ = ["ShownRank", "odds", "odds_picture", "rank_sentence", "shown_ranks"]

SCENARIOS = 10_000
_TOP = 10


@dataclass(frozen=True, slots=True)
class ShownRank:
    """One row of the table: a rank, how likely it is, and its bar."""

    rank: int
    share: str
    at_most: str
    bar: tuple[Segment, ...]
    inside: bool


@page()
def odds(request: HttpRequest) -> HttpResponse:
    """Show the odds of each rank."""
    ahead = ahead_of(request)
    told = ahead.odds(scenarios=SCENARIOS)
    tested = _tested(ahead)
    top = min(_TOP, ahead.out_of - 1)
    return render(
        request,
        "desk/rise/odds.html",
        {
            "standing": ahead.standing,
            "tabs": tabs(ahead.standing, "odds"),
            "ahead": ahead,
            "share": number(ahead.share * 100, 2),
            "sentence": rank_sentence(told, ahead.out_of),
            "points": span(told.points, "điểm"),
            "percent": f"{percent(told.percent.low)} đến {percent(told.percent.high)}",
            "top": top,
            "chance": whole_percent(told.chance(top)) if told.low else "",
            "rows": shown_ranks(told),
            "picture": ahead.standing.link("odds_chart", tinh=request.GET.get("tinh", "")),
            "chart_sentence": chart_sentence(told),
            "tested": tested,
            "held": whole_percent(float(tested.share)),
            "band": told.band,
            "forecast": simulation_data().forecast,
            "scenarios": number(SCENARIOS),
            "most": max((len(one.percents) for one in ahead.rivals), default=0),
        },
    )


@page()
@cache_control(private=True, no_cache=True)
def odds_picture(request: HttpRequest) -> HttpResponse:
    """Draw the odds as a histogram."""
    told = ahead_of(request).odds(scenarios=SCENARIOS)
    tag = f'"{sha256(repr(told).encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    svg = as_svg(_chart(told), description=chart_sentence(told))
    return HttpResponse(svg, content_type="image/svg+xml", headers={"ETag": tag})


def rank_sentence(told: Odds, out_of: int) -> str:
    """Say the band of ranks: `hạng dự kiến 9–12 trong 21 (80 %)`."""
    if told.low is None or told.high is None:
        return ""
    between = str(told.low) if told.low == told.high else f"{told.low}–{told.high}"
    return f"hạng dự kiến {between} trong {out_of} ({told.band} %)"


def chart_sentence(told: Odds) -> str:
    """Say the finding: the chart's title."""
    if not told.ranks:
        return "Chưa có cơ quan khác để so"
    likely = max(told.ranks, key=lambda rank: told.ranks[rank])
    return f"Dễ xảy ra nhất là hạng {likely}: {whole_percent(told.odds(likely))}"


def shown_ranks(told: Odds) -> list[ShownRank]:
    """Return a row for every rank from the best to the worst that occurs."""
    if not told.ranks:
        return []
    most = max(told.ranks.values())
    return [
        ShownRank(
            rank,
            whole_percent(told.odds(rank)),
            whole_percent(told.chance(rank)),
            segments(
                [("share", round_half_up(told.ranks.get(rank, 0), 0))], round_half_up(most, 0)
            ),
            (told.low or 0) <= rank <= (told.high or 0),
        )
        for rank in range(min(told.ranks), max(told.ranks) + 1)
    ]


def span(spread: Spread, unit: str) -> str:
    """Write a band: `72,4 đến 79,3 điểm`."""
    if spread.low == spread.high:
        return f"{points(spread.low)} {unit}"
    return f"{points(spread.low)} đến {points(spread.high)} {unit}"


def whole_percent(share: float) -> str:
    """Write a chance: `37 %`, `dưới 1 %`, `trên 99 %`."""
    exact = Fraction(share) * 100
    if 0 < exact < 1:
        return "dưới 1 %"
    if 99 < exact < 100:  # noqa: PLR2004 - percent
        return "trên 99 %"
    return f"{number(round_half_up(exact, 0))} %"


def _tested(ahead: Ahead) -> BackTest:
    """Put the forecast to the test; the same question is answered once."""
    asked = repr((ahead.situation.facts, ahead.situation.outlooks, ahead.share)).encode()
    return caches["memory"].get_or_set(  # type: ignore[return-value]  # what is set is never None
        f"back-test:{sha256(asked).hexdigest()}",
        lambda: back_test(
            ahead.situation,
            simulation_data().forecast,
            assumed_share=ahead.share,
            seed=SEED,
        ),
    )


def _chart(told: Odds) -> "alt.TopLevelMixin":
    import altair as alt

    rows = [
        {
            "rank": rank,
            "share": told.odds(rank) * 100,
            "said": whole_percent(told.odds(rank)).replace("dưới ", "<"),
            "inside": (told.low or 0) <= rank <= (told.high or 0),
            "description": f"Hạng {rank}: {whole_percent(told.odds(rank))}",
        }
        for rank in range(min(told.ranks, default=1), max(told.ranks, default=0) + 1)
    ]
    base = alt.Chart({"values": rows}).encode(
        x=alt.X("rank:O", title="hạng", axis=alt.Axis(labelAngle=0, grid=False)),
        description="description:N",
    )
    bars = base.mark_bar(size=24).encode(
        y=alt.Y("share:Q", title=None, axis=None),
        color=alt.condition(
            "datum.inside", alt.value(COLOURS["accent"]), alt.value(COLOURS["unknown"])
        ),
    )
    words = base.mark_text(dy=-8, fontSize=12).encode(y=alt.Y("share:Q"), text="said:N")
    sized: alt.TopLevelMixin = alt.layer(bars, words).properties(width=alt.Step(44), height=200)
    return sized
