"""Simulations for the terminal and for programs; decimals are strings in JSON."""

import json
import textwrap
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thuocdo.core.scoring import as_points
from thuocdo.core.simulation import (
    BackTest,
    Budget,
    Odds,
    Path,
    Paths,
    Situation,
    Spread,
    WhatIf,
    price_of,
    price_text,
)
from thuocdo.core.simulation.wording import (
    act_text,
    affordable_text,
    choice_reason,
    days_text,
    needed_text,
)
from thuocdo.core.vietnamese import format_number, round_half_up
from thuocdo.web.cli.inputs import plain_number

__all__ = ["budgets", "odds", "paths", "what_if"]

WIDTH = 96
_BAR = 40  # signs of the longest bar of the odds


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)


def _wrapped(text: str, indent: int) -> str:
    margin = " " * indent
    return textwrap.fill(text, WIDTH, initial_indent=margin, subsequent_indent=margin)


def what_if(told: WhatIf, *, json_asked: bool) -> str:
    """Tell what changes."""
    if json_asked:
        return _json(
            {
                "before": _total(told.before.total, told.before.percent, told.rank_before),
                "after": _total(told.after.total, told.after.percent, told.rank_after),
                "change": plain_number(told.change),
                "moved": [
                    {
                        "code": one.code,
                        "title": one.title,
                        "before": plain_number(one.before),
                        "after": plain_number(one.after),
                        "change": plain_number(one.change),
                    }
                    for one in told.moved
                ],
            }
        )
    ranks = ""
    if told.rank_before is not None:
        ranks = f", hạng {told.rank_before} thành {told.rank_after}"
    lines = [
        f"Từ {format_number(told.before.total)} thành {format_number(told.after.total)}"
        f"/{format_number(told.after.scale)} điểm ({_signed(told.change)}){ranks}."
    ]
    for one in told.moved:
        was, now = (
            "–" if points is None else format_number(points) for points in (one.before, one.after)
        )
        lines.append(f"  {one.code:<6} {one.title}: {was} thành {now} ({_signed(one.change)})")
    return "\n".join(lines if told.moved else [*lines, "  Không tiêu chí nào đổi điểm."])


def _total(points: Decimal, percent: Decimal, rank: int | None) -> dict[str, Any]:
    return {"total": plain_number(points), "percent": str(percent), "rank": rank}


def _signed(points: Decimal) -> str:
    return f"{'+' if points >= 0 else '-'}{format_number(abs(points))}"


def budgets(situation: Situation, found: Sequence[Budget], *, json_asked: bool) -> str:
    """Tell what is still affordable, and what it takes to gain."""
    until = situation.scope.period.last_day
    if json_asked:
        return _json(
            {
                "set": situation.index_set.id,
                "as_of": situation.scope.as_of.isoformat(),
                "until": until.isoformat(),
                "budgets": [_budget(situation, one) for one in found],
            }
        )
    if not found:
        return (
            f"Kỳ đã hết ngày {until:%d/%m/%Y}, không còn trường hợp nào để tính."
            if situation.over
            else "Chưa có tiêu chí nào đủ số liệu để tính: cần --dossiers hoặc số khai dạng 45/50."
        )
    lines = [
        f"{situation.index_set.title}, từ {situation.scope.as_of:%d/%m/%Y} đến {until:%d/%m/%Y}"
    ]
    for one in found:
        outlook = situation.outlooks[one.lever.volume]
        head = f"{one.criterion.code} {one.criterion.title}: đang được {format_number(one.now)}"
        price = price_of(situation, one.lever)
        lines += [
            "",
            f"{head}/{format_number(one.criterion.max_points)} điểm",
            _wrapped(
                f"Dự kiến còn {format_number(one.coming)} {one.lever.counts} ({outlook.basis}), "
                f"trong đó {format_number(one.expected_bad)} {one.lever.bad_text}: cuối kỳ "
                f"{format_number(one.expected)} điểm, từ {format_number(one.worst)} đến "
                f"{format_number(one.best)}.",
                2,
            ),
            _wrapped(
                f"Muốn giữ {format_number(one.now)} điểm: {affordable_text(one)}. "
                f"{_capital(needed_text(one, until))}.",
                2,
            ),
        ]
        if price.bad:
            lines.append(
                f"  Thêm một {one.lever.counts} {one.lever.bad_text} lúc này: "
                f"{price_text(price.bad)} điểm."
            )
    return "\n".join(lines)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _budget(situation: Situation, one: Budget) -> dict[str, Any]:
    price = price_of(situation, one.lever)
    return {
        "code": one.criterion.code,
        "title": one.criterion.title,
        "max_points": plain_number(one.criterion.max_points),
        "lever": one.lever.key,
        "fact": one.lever.fact,
        "coming": one.coming,
        "basis": situation.outlooks[one.lever.volume].basis,
        "expected_bad": one.expected_bad,
        "points_now": plain_number(one.now),
        "points_expected": plain_number(one.expected),
        "points_best": plain_number(one.best),
        "points_worst": plain_number(one.worst),
        "affordable": one.affordable,
        "keeps_best": one.keeps_best,
        "needed": one.needed,
        "gain": plain_number(one.gain),
        "reachable": one.needed is not None,
        "on_course": one.on_course,
        "last_day": one.last_day.isoformat() if one.last_day else None,
        "price_good": _exact(price.good),
        "price_bad": _exact(price.bad),
        "steps": [
            {"points": plain_number(step.points), "most_bad": step.most_bad} for step in one.steps
        ],
    }


def _exact(points: Fraction | None) -> str | None:
    return None if points is None else plain_number(round_half_up(points, 6))


def paths(situation: Situation, found: Paths, share: Fraction, *, json_asked: bool) -> str:
    """Tell the cheapest path, the next best ones, and why each part is in."""
    if json_asked:
        return _json(
            {
                "goal": plain_number(found.goal),
                "expected": plain_number(found.expected),
                "most": plain_number(found.most),
                "assumed_percent": str(round_half_up(share * 100, 2)),
                "reachable": found.best is not None,
                "best": _path(situation, found.best) if found.best else None,
                "others": [_path(situation, one) for one in found.others],
            }
        )
    lines = [
        f"Mục tiêu {format_number(found.goal)} điểm; cứ như hiện nay được "
        f"{format_number(found.expected)}, làm hết mọi việc được {format_number(found.most)}.",
        f"Tiêu chí chưa có dữ liệu tính {format_number(round_half_up(share * 100, 2))} % điểm tối đa.",
    ]
    if found.best is None:
        return "\n".join([*lines, "Không còn cách nào đạt mục tiêu này trong kỳ."])
    if not found.best.choices:
        return "\n".join([*lines, "Không phải làm gì thêm cũng đạt."])
    for number, one in enumerate((found.best, *found.others)):
        title = f"Phương án khác {number}" if number else "Đường ít công nhất"
        lines += [
            "",
            f"{title}: {days_text(one.effort)}, được {format_number(one.points)} điểm",
        ]
        for choice in one.choices:
            codes = ", ".join(leaf.code for leaf in choice.group.criteria)
            what = "; ".join(act_text(act, situation) for act in choice.option.acts)
            worth = as_points(Fraction(choice.option.gain, situation.unit))
            why = "" if number else f"; {choice_reason(choice)}"
            lines.append(
                _wrapped(
                    f"{codes}: {what} (+{worth} điểm, {days_text(choice.option.effort)}{why})", 2
                )
            )
    return "\n".join(lines)


def _path(situation: Situation, path: Path) -> dict[str, Any]:
    return {
        "effort_days": plain_number(Decimal(path.effort) / 100),
        "points": plain_number(path.points),
        "choices": [
            {
                "criteria": [leaf.code for leaf in choice.group.criteria],
                "gain": plain_number(Decimal(choice.option.gain) / situation.unit),
                "effort_days": plain_number(Decimal(choice.option.effort) / 100),
                "acts": [
                    {
                        "lever": act.lever.key if act.lever else None,
                        "many": act.many,
                        "text": act_text(act, situation),
                    }
                    for act in choice.option.acts
                ],
                "without_days": None
                if choice.without is None
                else plain_number(Decimal(choice.without) / 100),
                "why": choice_reason(choice),
            }
            for choice in path.choices
        ],
    }


def odds(
    situation: Situation, told: Odds, tested: BackTest, share: Fraction, *, json_asked: bool
) -> str:
    """Tell the odds of each rank, and how often the band held."""
    held = round_half_up(tested.share * 100, 0)
    if json_asked:
        return _json(
            {
                "as_of": situation.scope.as_of.isoformat(),
                "scenarios": told.scenarios,
                "assumed_percent": str(round_half_up(share * 100, 2)),
                "band": told.band,
                "points": _spread(told.points),
                "percent": _spread(told.percent),
                "rank_low": told.low,
                "rank_high": told.high,
                "ranks": {str(rank): f"{told.odds(rank):.4f}" for rank in told.ranks},
                "back_test": {"years": tested.years, "held": tested.held, "percent": str(held)},
            }
        )
    lines = [
        f"Cuối kỳ được {_between(told.points)} điểm ({told.band} %), "
        f"giữa là {format_number(told.points.middle)}.",
        f"Tiêu chí chưa có dữ liệu tính {format_number(round_half_up(share * 100, 2))} % điểm tối đa.",
    ]
    if told.low is not None:
        lines += [f"Hạng {told.low} đến {told.high} ({told.band} %):", ""]
        most = max(told.ranks.values())
        for rank, many in told.ranks.items():
            bar = "█" * max(round(_BAR * many / most), 1)
            lines.append(f"  hạng {rank:>3}  {_percent(told.odds(rank)):>7}  {bar}")
    lines += [
        "",
        f"Kiểm lại trên {tested.years} năm giả lập: dải {tested.band} % đúng {tested.held} năm "
        f"({format_number(held)} %).",
    ]
    return "\n".join(lines)


def _between(spread: Spread) -> str:
    return f"từ {format_number(spread.low)} đến {format_number(spread.high)}"


def _percent(share: float) -> str:
    return f"{format_number(round_half_up(Fraction(share) * 100, 1), places=1)} %"


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "low": plain_number(spread.low),
        "middle": plain_number(spread.middle),
        "high": plain_number(spread.high),
    }
