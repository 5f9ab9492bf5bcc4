"""The cheapest way to a total or a rank, with efforts that everybody may change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from thuocdo.apps.rulebooks.queries import simulation_data
from thuocdo.core.scoring import as_points
from thuocdo.core.simulation import (
    Effort,
    Path,
    Paths,
    Situation,
    Wishes,
    cheapest_paths,
    points_for_rank,
)
from thuocdo.core.simulation.wording import act_text, choice_reason, days_text
from thuocdo.core.vietnamese import parse_number
from thuocdo.kit.formats import number, points
from thuocdo.kit.guards import page
from thuocdo.kit.htmx import wants_fragment
from thuocdo.web.desk.rise.ahead import Ahead, ahead_of
from thuocdo.web.desk.rise.tabs import tabs

__all__ = ["cheapest"]

_TOP = 10
_MOST_DAYS = 10_000
_BY = {"hang": "thứ hạng", "diem": "số điểm"}


class GoalForm(forms.Form):
    """What to reach; the words of the address are Vietnamese."""

    theo = forms.ChoiceField(
        label="Mục tiêu theo",
        choices=list(_BY.items()),
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "Chọn thứ hạng hoặc số điểm."},
    )
    dat = forms.CharField(
        label="Cần đạt",
        max_length=12,
        required=False,
        widget=forms.TextInput(
            attrs={"class": "form-control", "inputmode": "decimal", "autocomplete": "off"}
        ),
    )

    def __init__(self, ahead: Ahead, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ahead = ahead

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if self.errors:
            return cleaned
        by_rank = (cleaned.get("theo") or "hang") == "hang"
        most = self.ahead.out_of if by_rank else int(self.ahead.situation.sheet.scale)
        try:
            wanted = parse_number(cleaned["dat"])
        except ValueError:
            wanted = Decimal(-1)
        low = 1 if by_rank else 0
        if not low <= wanted <= most or (by_rank and wanted != int(wanted)):
            what = f"hạng từ 1 đến {most}" if by_rank else f"số điểm từ 0 đến {number(most)}"
            self.add_error("dat", f"Hãy ghi {what}.")
        cleaned["rank"] = int(wanted) if by_rank else None
        cleaned["points"] = None if by_rank else wanted
        return cleaned


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """One improvement of a path."""

    codes: str
    title: str
    why_url: str
    acts: tuple[str, ...]
    gain: str
    effort: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShownPath:
    """A path with its totals."""

    effort: str
    points: str
    rank: str
    choices: tuple[ShownChoice, ...]


@dataclass(frozen=True, slots=True)
class EffortField:
    """One effort that can be changed."""

    name: str
    title: str
    unit: str
    value: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class PathView:
    """The whole answer."""

    sentence: str
    detail: str
    best: ShownPath | None
    others: tuple[ShownPath, ...]


@page()
@vary_on_headers("HX-Request")
def cheapest(request: HttpRequest) -> HttpResponse:
    """Show the set of improvements with the least effort."""
    ahead = ahead_of(request)
    given = {name: request.GET[name] for name in ("theo", "dat") if request.GET.get(name)}
    usual = _usual(ahead)
    form = GoalForm(ahead, data=usual | given if usual or given else None)
    efforts = list(_efforts(ahead.situation, request.GET))
    wishes = _wishes(ahead, efforts)
    view = None
    if form.is_bound and form.is_valid():
        view = _view(ahead, form.cleaned_data, wishes)
    told = {
        "standing": ahead.standing,
        "tabs": tabs(ahead.standing, "path"),
        "ahead": ahead,
        "form": form,
        "efforts": efforts,
        "efforts_open": any(one.name in request.GET for one in efforts),
        "share": number(ahead.share * 100, 2),
        "view": view,
    }
    name = "desk/rise/_path.html" if wants_fragment(request) else "desk/rise/path.html"
    return render(request, name, told)


def _usual(ahead: Ahead) -> dict[str, str]:
    """Return the goal to begin with: the top ten, or one place better than last year."""
    if not ahead.rivals:
        return {}
    if not ahead.own:
        return {"theo": "hang", "dat": str(min(_TOP, ahead.out_of))}
    last = ahead.rank(ahead.own[max(ahead.own)]) or ahead.out_of
    return {"theo": "hang", "dat": str(_TOP if last > _TOP else max(last - 1, 1))}


def _efforts(situation: Situation, asked: Mapping[str, Any]) -> Iterator[EffortField]:
    for lever in situation.levers:
        name = f"cong-{lever.key}"
        yield _effort(name, lever.title, lever.counts, lever.effort.each, asked)
    efforts = simulation_data().levers.efforts
    for score in situation.sheet.scores:
        if score.outcome.missing and score.unknown:
            needs = sum(
                (efforts.of(one.unit).each + efforts.of(one.unit).once)
                for one in score.outcome.missing
            )
            title = f"{score.code} {score.title}"
            yield _effort(f"cong-{score.code}", title, "tiêu chí", Decimal(needs), asked)


def _effort(
    name: str, title: str, counts: str, usual: Decimal, asked: Mapping[str, Any]
) -> EffortField:
    typed = str(asked.get(name, "")).strip()
    unit = f"công/{counts}" if counts else "công"
    if not typed:
        return EffortField(name, title, unit, number(usual))
    try:
        days = parse_number(typed)
    except ValueError:
        days = Decimal(-1)
    error = "" if 0 <= days <= _MOST_DAYS else "Ghi số công từ 0 đến 10.000, ví dụ 0,5."
    return EffortField(name, title, unit, typed, error)


def _wishes(ahead: Ahead, efforts: list[EffortField]) -> Wishes:
    told = {
        one.name.removeprefix("cong-"): parse_number(one.value) for one in efforts if not one.error
    }
    levers = {lever.key: lever.effort.once for lever in ahead.situation.levers}
    return Wishes(
        simulation_data().levers.efforts,
        of_lever={
            key: Effort(each=told[key], once=once) for key, once in levers.items() if key in told
        },
        of_criterion={key: days for key, days in told.items() if key not in levers},
        assumed_share=ahead.share,
    )


def _view(ahead: Ahead, goal: dict[str, Any], wishes: Wishes) -> PathView:
    rank = goal["rank"]
    wanted = (
        points_for_rank(rank, ahead.percents, ahead.situation)
        if rank is not None
        else goal["points"]
    )
    found = cheapest_paths(ahead.situation, wanted, wishes)
    aim = f"hạng {rank}/{ahead.out_of}" if rank is not None else f"{points(wanted)} điểm"
    others = "nếu các cơ quan khác giữ kết quả năm trước" if rank is not None else ""
    detail = (
        f"Cần {points(found.goal)} điểm{f' ({others})' if others else ''}; cứ như hiện nay cuối kỳ được {points(found.expected)} điểm, "
        f"làm hết mọi việc còn làm được thì {points(found.most)} điểm."
    )
    return PathView(
        _sentence(aim, found),
        detail,
        _shown(ahead, found.best) if found.best else None,
        tuple(_shown(ahead, one) for one in found.others),
    )


def _sentence(aim: str, found: Paths) -> str:
    if found.best is None:
        return f"Không còn cách nào đạt {aim} trong kỳ này"
    if not found.best.choices:
        return f"Không phải làm gì thêm cũng đạt {aim}"
    return f"Rẻ nhất để đạt {aim}: {days_text(found.best.effort)}, {len(found.best.choices)} việc"


def _shown(ahead: Ahead, found: Path) -> ShownPath:
    situation, scale = ahead.situation, Fraction(ahead.situation.sheet.scale)
    reached = found.points
    rank = ahead.rank(Decimal(round(Fraction(reached) * 10_000 / scale)) / 100) if scale else None
    return ShownPath(
        days_text(found.effort),
        f"{points(reached)} điểm",
        f"hạng {rank}/{ahead.out_of}" if rank else "",
        tuple(
            ShownChoice(
                codes=", ".join(leaf.code for leaf in choice.group.criteria),
                title="; ".join(leaf.title for leaf in choice.group.criteria),
                why_url=ahead.standing.link("why", choice.group.key),
                acts=tuple(act_text(act, situation) for act in choice.option.acts),
                gain=f"+{as_points(Fraction(choice.option.gain, situation.unit))}",
                effort=days_text(choice.option.effort),
                reason=choice_reason(choice),
            )
            for choice in found.choices
        ),
    )
