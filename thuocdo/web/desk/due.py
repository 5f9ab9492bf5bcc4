"""The calculator's answer: the due time as a sentence, then why, day by day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import Form

from thuocdo.apps.rulebooks.calendars import ClockData
from thuocdo.core.worktime import (
    Deadline,
    Explanation,
    Term,
    TimeUnit,
    UnableToCount,
    deadline,
    explain,
)
from thuocdo.core.worktime.days import DayKind
from thuocdo.core.worktime.wording import day_name
from thuocdo.kit.formats import number
from thuocdo.web.desk.due_form import DueForm, StopForm

__all__ = ["Answer", "answer_to"]

_OFF = {
    DayKind.WEEKEND: "ngày thứ Bảy, Chủ nhật",
    DayKind.HOLIDAY: "ngày nghỉ lễ, Tết",
    DayKind.SUBSTITUTE: "ngày nghỉ bù",
    DayKind.SWAPPED_OUT: "ngày nghỉ hoán đổi",
}
_BY_CALENDAR = {TimeUnit.CALENDAR_DAYS, TimeUnit.MONTHS}
_MANY = 45  # days of an explanation that still stands open


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One day of the explanation."""

    day: str
    text: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it; with refusals nothing else is told.

    Attributes:
        incomplete: nothing is wrong, only something is not yet written.
        sentence: `Hẹn trả lúc 08:37, thứ Tư 25/12/2019`.
        reason: the allowance, and how many days were not counted.
        long: whether the days are better folded away.
    """

    refusals: tuple[str, ...] = ()
    incomplete: bool = False
    sentence: str = ""
    reason: str = ""
    provisional: bool = False
    heading: tuple[str, ...] = ()
    lines: tuple[ShownLine, ...] = ()
    remarks: tuple[str, ...] = ()
    long: bool = False


def answer_to(data: ClockData, form: DueForm, stops: Sequence[StopForm]) -> Answer:
    """Count, or say why it cannot be counted."""
    asked = [stop for stop in stops if stop.is_bound]
    complaints = [error for one in (form, *asked) for error in _complaints(one)]
    if complaints:
        return Answer(
            refusals=tuple(str(said) for error in complaints for said in error.messages),
            incomplete=all(error.code == "required" for error in complaints),
        )
    wanted = form.cleaned_data
    rule = data.rule(wanted["rule"] or "default")
    clock = data.clock(wanted["office"] or "default")
    if not rule.is_valid_on(wanted["received"].date()):
        return Answer(
            refusals=(
                f"Cách tính «{rule.title}» áp dụng từ {rule.valid_from:%d/%m/%Y}; "
                f"ngày {wanted['received']:%d/%m/%Y} hãy chọn cách tính khác.",
            )
        )
    term = Term(
        wanted["received"],
        wanted["allowance"],
        rule,
        tuple(stop.cleaned_data["stop"] for stop in asked),
    )
    try:
        due = deadline(clock, term)
        return _answer(due, explain(clock, due))
    except UnableToCount as refusal:
        return Answer(refusals=(str(refusal),))


def _complaints(form: Form) -> list[ValidationError]:
    return [error for errors in form.errors.as_data().values() for error in errors]


def _answer(due: Deadline, explanation: Explanation) -> Answer:
    name = day_name(due.due.date())
    name = name if name.startswith("Chủ") else f"{name[0].lower()}{name[1:]}"
    return Answer(
        sentence=f"Hẹn trả lúc {due.due:%H:%M}, {name}",
        reason=_reason(due, explanation),
        provisional=due.provisional,
        heading=explanation.heading,
        lines=tuple(
            ShownLine(
                day_name(line.day.on),
                f"{line.text[:1].upper()}{line.text[1:]}",
                counted=line.number is not None or line.minutes > 0,
            )
            for line in explanation.days
        ),
        remarks=explanation.remarks,
        long=len(explanation.days) > _MANY,
    )


def _stopped(due: Deadline) -> str:
    return f", {number(len(due.stops))} lần dừng" if due.stops else ""


def _reason(due: Deadline, explanation: Explanation) -> str:
    """`25 ngày làm việc, không tính 10 ngày thứ Bảy, Chủ nhật`."""
    said = due.term.allowance.text
    said = f"{said[0].upper()}{said[1:]}{_stopped(due)}"
    if due.term.allowance.unit in _BY_CALENDAR:
        return f"{said}."
    kinds = Counter(line.day.kind for line in explanation.days)
    off = [f"{number(kinds[kind])} {words}" for kind, words in _OFF.items() if kinds[kind]]
    if not off:
        return f"{said}."
    listed = off[0] if len(off) == 1 else f"{'; '.join(off[:-1])} và {off[-1]}"
    return f"{said}, không tính {listed}."
