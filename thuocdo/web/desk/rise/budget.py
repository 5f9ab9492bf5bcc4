"""How many late dossiers are still affordable, and what it takes to gain."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuocdo.core.simulation import Budget, Situation, budgets, price_of, price_text
from thuocdo.core.simulation.wording import affordable_text, needed_text
from thuocdo.kit.formats import number, points, points_of, signed
from thuocdo.kit.guards import page
from thuocdo.web.desk.rise.ahead import ahead_of
from thuocdo.web.desk.rise.tabs import tabs
from thuocdo.web.desk.sheet_view import State
from thuocdo.web.desk.standing import Standing

__all__ = ["ShownBudget", "budget", "shown_budgets"]

_SHORT = 6  # steps that fit beside each other


@dataclass(frozen=True, slots=True)
class ShownBudget:
    """One criterion with what it can still bear."""

    code: str
    title: str
    why: str
    now: str
    expected: str
    change: str
    span: str
    coming: str
    affordable: str
    needed: str
    price: str
    state: State
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Volume:
    """What is expected of one volume, and the field that changes it."""

    name: str
    title: str
    more: int
    counts: str
    basis: str


@page()
def budget(request: HttpRequest) -> HttpResponse:
    """Show the budget of every criterion that a coming case can move."""
    ahead = ahead_of(request)
    situation = ahead.situation
    return render(
        request,
        "desk/rise/budget.html",
        {
            "standing": ahead.standing,
            "tabs": tabs(ahead.standing, "budget"),
            "over": situation.over,
            "until": situation.scope.period.last_day,
            "rows": shown_budgets(ahead.standing, situation),
            "volumes": _volumes(situation),
            "ahead": ahead,
        },
    )


def shown_budgets(standing: Standing, situation: Situation) -> list[ShownBudget]:
    """Return every budget as pages show it."""
    return [_shown(standing, situation, one) for one in budgets(situation)]


def _shown(standing: Standing, situation: Situation, one: Budget) -> ShownBudget:
    lever = one.lever
    price = price_of(situation, lever).bad
    until = situation.scope.period.last_day
    steps = one.steps if len(one.steps) <= _SHORT else ()
    change = one.expected - one.now
    return ShownBudget(
        code=one.criterion.code,
        title=one.criterion.title,
        why=standing.link("why", one.criterion.code),
        now=points_of(one.now, one.criterion.max_points),
        expected=points(one.expected),
        change=signed(change) if change else "",
        span=f"từ {points(one.worst)} đến {points(one.best)}",
        coming=(
            f"{number(one.coming)} {lever.counts}, dự kiến {number(one.expected_bad)} {lever.bad_text}"
        ),
        affordable=affordable_text(one),
        needed=needed_text(one, until),
        price=f"{price_text(price)} điểm" if price else "",
        state=_state(one),
        steps=tuple(
            (f"{points(step.points)} điểm", f"nhiều nhất {number(step.most_bad)} {lever.bad_text}")
            for step in steps
        ),
    )


def _state(one: Budget) -> State:
    if one.affordable == one.coming:
        return State("unknown", "–", "")
    if one.affordable is None or one.affordable < one.expected_bad:
        return State("lost", "✕", "cứ như hiện nay thì không giữ được")
    return State("won", "✓", "")


def _volumes(situation: Situation) -> list[Volume]:
    return [
        Volume(
            volume,
            situation.register[volume].title,
            situation.outlooks[volume].more,
            levers[0].counts,
            situation.outlooks[volume].basis,
        )
        for volume, levers in situation.flows.items()
        if volume in situation.outlooks
    ]
