"""Why a due time is what it is, day by day: what counted, what did not, and by which notice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thuocdo.core.worktime.allowance import TimeUnit
from thuocdo.core.worktime.clock import WorkClock
from thuocdo.core.worktime.days import Day, DayKind
from thuocdo.core.worktime.deadline import CountedStop, Deadline
from thuocdo.core.worktime.line import DAY
from thuocdo.core.worktime.stops import StopEffect
from thuocdo.core.worktime.wording import EFFECTS, STOPS, amount, day_name

__all__ = ["DayLine", "Explanation", "explain"]

_IN_DAYS = frozenset((TimeUnit.WORKING_DAYS,))
_BY_CALENDAR = frozenset((TimeUnit.CALENDAR_DAYS, TimeUnit.MONTHS))


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day between receipt and due time.

    Attributes:
        day: what the calendar says of it, with law and notice.
        number: which working (or calendar) day of the allowance it is; None where it is none.
        minutes: working minutes that counted on it.
        stopped: working minutes that did not count because of stops.
        text: the line in Vietnamese, without the date.
    """

    day: Day
    number: int | None
    minutes: int
    stopped: int
    text: str

    @property
    def full_text(self) -> str:
        """The line with its date."""
        return f"{day_name(self.day.on)}: {self.text}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole reasoning.

    Attributes:
        heading: receipt, allowance and way of counting, with the law.
        days: every day from receipt to due time.
        remarks: what is assumed or provisional.
        due: the due time as the receipt prints it.
    """

    heading: tuple[str, ...]
    days: tuple[DayLine, ...]
    remarks: tuple[str, ...]
    due: str


def explain(clock: WorkClock, deadline: Deadline) -> Explanation:
    """Return the reasoning behind a deadline, counted with the same clock."""
    term, line = deadline.term, clock.line
    received = clock.minute(term.received)
    days, number = [], 0
    for ordinal in range(received // DAY, deadline.due_minute // DAY + 1):
        day = clock.calendar.day(date.fromordinal(ordinal))
        minutes = _counted(clock, deadline, ordinal)
        stopped = sum(line.worked(b) - line.worked(a) for _, a, b in _stops_on(deadline, ordinal))
        numbered = _is_numbered(deadline, day, ordinal)
        number += numbered
        told = number if numbered else None
        text = "; ".join(_parts(clock, deadline, day, (told, minutes))) or "chưa bắt đầu tính"
        days.append(DayLine(day, told, minutes, stopped, text))
    return Explanation(_heading(clock, deadline), tuple(days), _remarks(deadline), deadline.text)


def _heading(clock: WorkClock, deadline: Deadline) -> tuple[str, ...]:
    term = deadline.term
    lines = [
        f"Tiếp nhận {clock.moment(clock.minute(term.received)):%H:%M %d/%m/%Y}, "
        f"thời hạn {term.allowance.text}.",
        f"Cách tính: {term.rule.title} ({term.rule.law}).",
    ]
    if deadline.received_as != clock.minute(term.received):
        as_if = clock.moment(deadline.received_as)
        lines.append(f"Được tính như tiếp nhận {as_if:%H:%M %d/%m/%Y}.")
    return tuple(lines)


def _remarks(deadline: Deadline) -> tuple[str, ...]:
    rule = deadline.term.rule
    remarks = [f"Giả định: {rule.assumption}"] if rule.assumption else []
    if deadline.waiting_since is not None:
        remarks.append("Đồng hồ đang dừng: thời hạn dưới đây là khi được tính tiếp ngay.")
    if deadline.too_many is not None:
        remarks.append(f"Quá hạn: {STOPS[deadline.too_many]} nhiều lần hơn cho phép.")
    if deadline.provisional:
        remarks.append("Dự kiến: có năm chưa có thông báo ngày nghỉ, ngày Tết là ước tính.")
    return tuple(remarks)


def _is_numbered(deadline: Deadline, day: Day, ordinal: int) -> bool:
    """Return whether a day gets the next number of the allowance's days."""
    unit = deadline.term.allowance.unit
    since = ordinal - deadline.received_as // DAY
    if deadline.stops or since <= 0:
        return False
    if unit is TimeUnit.CALENDAR_DAYS:
        return since <= deadline.term.allowance.pieces
    return unit in _IN_DAYS and day.kind.worked


def _counted(clock: WorkClock, deadline: Deadline, ordinal: int) -> int:
    """Return the working minutes of a day that were used up."""
    line = clock.line
    start = max(ordinal * DAY, deadline.started)
    end = min((ordinal + 1) * DAY, deadline.due_minute)
    if end <= start:
        return 0
    stopped = sum(line.worked(b) - line.worked(a) for stop, a, b in _stops_on(deadline, ordinal))
    return line.worked(end) - line.worked(start) - stopped


def _stops_on(deadline: Deadline, ordinal: int) -> Iterator[tuple[CountedStop, int, int]]:
    """Yield (stop, from, to) for the part of each stop on a day."""
    for stop in deadline.stops:
        start, end = max(stop.start, ordinal * DAY), min(stop.end, (ordinal + 1) * DAY)
        if start < end:
            yield stop, start, end


def _parts(
    clock: WorkClock, deadline: Deadline, day: Day, counted: tuple[int | None, int]
) -> Iterator[str]:
    ordinal = day.on.toordinal()
    counts = counted[1] and (_in_hours(deadline) or deadline.stops)
    if ordinal == clock.minute(deadline.term.received) // DAY:
        yield f"ngày tiếp nhận{'' if counts else ', không tính'}"
    elif ordinal == deadline.received_as // DAY:
        yield f"được coi là ngày tiếp nhận{'' if counts else ', không tính'}"
    yield from _about_day(deadline, day, counted[0])
    for stop, start, end in _stops_on(deadline, ordinal):
        spent = clock.line.worked(end) - clock.line.worked(start)
        said = f"{amount(spent)} làm việc, " if spent else ""  # a day off costs no working time
        yield f"dừng {said}{STOPS[stop.kind]}, {EFFECTS[stop.effect]}"
        if stop.effect is StopEffect.RESTART and stop.end == end:
            yield "từ đây tính lại từ đầu"
    if counts:
        yield f"tính {amount(counted[1])}, cộng dồn {amount(_total(clock, deadline, ordinal))}"
    if ordinal == deadline.due_minute // DAY:
        yield f"đến hạn lúc {deadline.due:%H:%M}"


def _total(clock: WorkClock, deadline: Deadline, ordinal: int) -> int:
    """Return the working minutes used up by the end of a day, since the time last (re)started."""
    line = clock.line
    end = min((ordinal + 1) * DAY, deadline.due_minute)
    restarts = [stop.end for stop in deadline.stops if stop.effect is StopEffect.RESTART]
    start = max([deadline.started, *(minute for minute in restarts if minute <= end)])
    if end >= deadline.counted_from:
        start = deadline.counted_from
    stopped = sum(
        line.worked(min(stop.end, end)) - line.worked(stop.start)
        for stop in deadline.stops
        if start <= stop.start < end
    )
    return line.worked(end) - line.worked(start) - stopped


def _in_hours(deadline: Deadline) -> bool:
    unit = deadline.term.allowance.unit
    return unit not in _IN_DAYS | _BY_CALENDAR


def _about_day(deadline: Deadline, day: Day, number: int | None) -> Iterator[str]:
    unit = deadline.term.allowance.unit
    last = day.on.toordinal() == deadline.due_minute // DAY
    if number is not None:
        yield f"{'ngày làm việc' if unit in _IN_DAYS else 'ngày'} thứ {number}"
    source = f" ({day.source})" if day.source else ""
    if day.kind.worked:
        if day.title:
            yield f"{_title(day)}{source}"
        elif last and unit is TimeUnit.MONTHS:
            yield f"hết {deadline.term.allowance.text}"
        elif (
            number is None
            and unit in _BY_CALENDAR
            and day.on.toordinal() != deadline.received_as // DAY
        ):
            yield "ngày làm việc"
        return
    yield f"{_title(day)}{'' if unit in _BY_CALENDAR else ', không tính'}{source}"
    if unit in _BY_CALENDAR and number == deadline.term.allowance.pieces and not last:
        yield "ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc kế tiếp"


def _title(day: Day) -> str:
    """Return what the day is, inside a sentence."""
    if day.kind is DayKind.HOLIDAY:
        return f"nghỉ {day.title}"
    return f"{day.title[:1].lower()}{day.title[1:]}"
