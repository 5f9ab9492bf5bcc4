"""Simulations in Vietnamese: what is still affordable, what to do, and why."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from thuocdo.core.simulation.budget import Budget
from thuocdo.core.simulation.options import Act
from thuocdo.core.simulation.path import Choice
from thuocdo.core.simulation.situation import Situation
from thuocdo.core.vietnamese import format_number, round_half_up

__all__ = [
    "act_text",
    "affordable_text",
    "choice_reason",
    "days_text",
    "needed_text",
]

_LITTLE = 1  # a day's work shows two decimals below, one above


def affordable_text(budget: Budget) -> str:
    """Say how many bad cases may still come: `còn được 12 hồ sơ quá hạn`."""
    lever = budget.lever
    if budget.affordable is None:
        return f"không giữ được {_points(budget.now)} điểm"
    if budget.affordable == budget.coming:
        return "không còn gì để mất"
    return f"còn được {format_number(budget.affordable)} {lever.counts} {lever.bad_text}"


def needed_text(budget: Budget, until: date) -> str:
    """Say what it takes to gain, whether it can be had, and until when."""
    lever, coming = budget.lever, format_number(budget.coming)
    if budget.needed is None:
        top = budget.now >= budget.criterion.max_points
        return (
            "đã đạt điểm tối đa"
            if top
            else f"đến {until:%d/%m/%Y} không thể cao hơn {_points(budget.best)} điểm"
        )
    gain = f"thêm {_points(budget.gain)} điểm"
    needed = f"cần {format_number(budget.needed)}/{coming} {lever.counts} tới {lever.good_text}"
    if budget.on_course:
        return f"cứ như hiện nay sẽ {gain} ({needed})"
    if budget.last_day is None:
        return f"muốn {gain}: {needed}"
    return (
        f"muốn {gain}: {needed}; cứ như hiện nay thì chậm nhất sau ngày "
        f"{budget.last_day:%d/%m/%Y} không được thêm {lever.counts} {lever.bad_text} nào"
    )


def act_text(act: Act, situation: Situation) -> str:
    """Say what to do: `chỉ để 12 hồ sơ quá hạn trong 1.975 hồ sơ tới (dự kiến 58)`."""
    lever = act.lever
    if lever is None:
        return act.title
    if not lever.counts:
        return f"{lever.good_text} «{lever.title}»"
    if not lever.flows:
        return f"{lever.good_text} {format_number(act.many)} {lever.counts}"
    expected = situation.expected_bad(lever)
    left = expected - act.many
    few = f"chỉ để {format_number(left)} {lever.counts}" if left else f"không để {lever.counts} nào"
    return (
        f"{few} {lever.bad_text} trong "
        f"{format_number(situation.coming(lever))} {lever.counts} tới "
        f"(dự kiến {format_number(expected)})"
    )


def choice_reason(choice: Choice) -> str:
    """Say why it is in the path."""
    if choice.without is None:
        return "không có thì không đạt được mục tiêu"
    if not choice.without:
        return "có việc khác ngang giá thay được"
    return f"không có thì phải tốn thêm {days_text(choice.without)}"


def days_text(hundredths: int) -> str:
    """Write an effort: `2,5 công`."""
    days = Fraction(hundredths, 100)
    return f"{format_number(round_half_up(days, 2 if days < _LITTLE else 1))} công"


def _points(points: Decimal) -> str:
    return format_number(points)
