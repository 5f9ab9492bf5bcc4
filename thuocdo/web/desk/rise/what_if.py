"""What if: play with the rest of the year and see, at once, which points and which rank move."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from thuocdo.core.simulation import WhatIf, facts_at_end, projected, what_if
from thuocdo.kit.formats import percent, points, signed
from thuocdo.kit.guards import page
from thuocdo.kit.htmx import wants_fragment
from thuocdo.web.desk.rise.ahead import Ahead, ahead_of
from thuocdo.web.desk.rise.odds import ShownRank, rank_sentence, shown_ranks
from thuocdo.web.desk.rise.tabs import tabs
from thuocdo.web.desk.rise.what_if_form import Play, read_play

__all__ = ["what_if_page"]


@dataclass(frozen=True, slots=True)
class ShownMove:
    """One criterion whose points move."""

    code: str
    title: str
    before: str
    after: str
    change: str
    better: bool


@dataclass(frozen=True, slots=True)
class WhatIfView:
    """The answer.

    Attributes:
        sentence: the total at the period's end, and how much it differs.
        projection: the same with what nobody knows yet, and the rank.
        moves: criteria that move. `ranks`: the odds if it comes so.
    """

    sentence: str
    projection: str
    moves: tuple[ShownMove, ...]
    ranks: list[ShownRank]
    rank_sentence: str


@page()
@vary_on_headers("HX-Request")
def what_if_page(request: HttpRequest) -> HttpResponse:
    """Show the fields, and what comes of them."""
    ahead = ahead_of(request)
    play = read_play(ahead.situation, request.GET)
    told = {
        "standing": ahead.standing,
        "tabs": tabs(ahead.standing, "what_if"),
        "ahead": ahead,
        "play": play,
        "view": _view(ahead, play),
        "over": ahead.situation.over,
        "until": ahead.situation.scope.period.last_day,
        "now": f"{points(ahead.situation.sheet.total)}/{points(ahead.situation.sheet.scale)} điểm",
    }
    name = "desk/rise/_what_if.html" if wants_fragment(request) else "desk/rise/what_if.html"
    return render(request, name, told)


def _view(ahead: Ahead, play: Play) -> WhatIfView:
    now = ahead.situation.started
    expected = now.changed(facts_at_end(now, bad={}, done={}))
    changes = {**facts_at_end(now, bad=play.bad, done=play.done), **play.told}
    told = what_if(expected, changes)
    end = replace(expected.changed(changes), outlooks={})
    odds = ahead.odds(end)
    return WhatIfView(
        sentence=_sentence(told, play),
        projection=_projection(ahead, told),
        moves=tuple(
            ShownMove(
                one.code,
                one.title,
                points(one.before),
                points(one.after),
                signed(one.change),
                one.change > 0,
            )
            for one in told.moved
        ),
        ranks=shown_ranks(odds),
        rank_sentence=rank_sentence(odds, ahead.out_of),
    )


def _sentence(told: WhatIf, play: Play) -> str:
    after = f"{points(told.after.total)}/{points(told.after.scale)} điểm"
    if not play.touched:
        return f"Cứ như hiện nay, cuối kỳ được {after}"
    if not told.change:
        return f"Cuối kỳ vẫn được {after}"
    return f"Cuối kỳ được {after} ({signed(told.change)} so với cứ như hiện nay)"


def _projection(ahead: Ahead, told: WhatIf) -> str:
    if not told.after.shares.unknown and not ahead.rivals:
        return ""
    said = ""
    before, after = (projected(sheet, ahead.share) for sheet in (told.before, told.after))
    if told.after.shares.unknown:
        said = (
            f"Còn {points(told.after.shares.unknown)} điểm chưa có dữ liệu; nếu phần đó được "
            f"{ahead.share_text} thì cả thảy {points(after[0])} điểm ({percent(after[1])})"
        )
    else:
        said = f"Cả thảy {points(after[0])} điểm ({percent(after[1])})"
    return f"{said}{_ranks(ahead, before[1], after[1])}."


def _ranks(ahead: Ahead, before: Decimal, after: Decimal) -> str:
    was, now = ahead.rank(before), ahead.rank(after)
    if now is None:
        return ""
    change = "" if was == now else f", cứ như hiện nay là {was}"
    return f", hạng {now}/{ahead.out_of} nếu các cơ quan khác giữ kết quả năm trước{change}"
