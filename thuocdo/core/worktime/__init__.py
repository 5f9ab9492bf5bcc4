"""The legal clock: when is a duty due, how much time was used, and why. Pure, worth using alone.

Times are aware datetimes and count to the whole minute; amounts of working time are whole minutes
of the office's sessions. Nothing is counted down or stored: everything follows from events, an
allowance, a rule and a calendar, and is computed again when a notice changes the calendar.

Law: Bộ luật Dân sự 2015, Điều 147-148 (counting); Bộ luật Lao động 45/2019/QH14, Điều 111-112
(holidays, substitute days); the numbers themselves are data with their references.

Example:
    >>> from datetime import datetime, timedelta, timezone
    >>> from decimal import Decimal
    >>> holiday = {"on": "2019-12-25", "kind": "holiday", "title": "Lễ", "law": "Điều 115"}
    >>> calendar = WorkCalendar([YearDays(year=2019, basis="decreed", days=[holiday])])
    >>> hours = OfficeHours.model_validate({
    ...     "id": "office", "title": "Giờ hành chính", "zone": "Asia/Ho_Chi_Minh",
    ...     "hours_per_day": 8, "reference": "Quyết định của tỉnh",
    ...     "sessions": [{"from": "07:30", "to": "11:30"}, {"from": "13:30", "to": "17:30"}]})
    >>> clock = WorkClock(calendar, hours, timezone(timedelta(hours=7)))
    >>> rule = ClockRule(
    ...     id="plain", title="Giữ giờ", valid_from="2019-01-01", begins="at_receipt",
    ...     outside_hours="as_received", last_day_off="next_working_day", late_after="due_time",
    ...     law="Bộ luật Dân sự 2015, Điều 147")
    >>> received = datetime(2019, 11, 20, 8, 37, tzinfo=clock.zone)
    >>> term = Term(received, Allowance.of(25, TimeUnit.WORKING_DAYS), rule)
    >>> deadline(clock, term).text
    '08:37 26/12/2019'
"""

from thuocdo.core.worktime.allowance import Allowance, Commitment, TimeUnit
from thuocdo.core.worktime.bulk import BulkClock
from thuocdo.core.worktime.calendar import WorkCalendar
from thuocdo.core.worktime.clock import WorkClock
from thuocdo.core.worktime.days import Day, DayKind, Notice, SpecialDay, YearDays, disagreements
from thuocdo.core.worktime.deadline import Deadline, Moved, Term, deadline, moved
from thuocdo.core.worktime.duties import BeforeDue, Duty, DutyDate, before_due, occurrences
from thuocdo.core.worktime.errors import (
    CommitmentNotAllowed,
    UnableToCount,
    UnusableCalendar,
    WrongAllowance,
    WrongStop,
    YearNotDecreed,
    YearNotInCalendar,
    ZoneMissing,
)
from thuocdo.core.worktime.estimate import FixedHolidays, LunarYear, estimate_year
from thuocdo.core.worktime.explanation import DayLine, Explanation, explain
from thuocdo.core.worktime.hours import OfficeHours
from thuocdo.core.worktime.rules import ClockRule
from thuocdo.core.worktime.standing import (
    Leg,
    LegStanding,
    Standing,
    Timeliness,
    judge,
    judge_legs,
)
from thuocdo.core.worktime.stops import Stop, StopEffect, StopKind

__all__ = [
    "Allowance",
    "BeforeDue",
    "BulkClock",
    "ClockRule",
    "Commitment",
    "CommitmentNotAllowed",
    "Day",
    "DayKind",
    "DayLine",
    "Deadline",
    "Duty",
    "DutyDate",
    "Explanation",
    "FixedHolidays",
    "Leg",
    "LegStanding",
    "LunarYear",
    "Moved",
    "Notice",
    "OfficeHours",
    "SpecialDay",
    "Standing",
    "Stop",
    "StopEffect",
    "StopKind",
    "Term",
    "TimeUnit",
    "Timeliness",
    "UnableToCount",
    "UnusableCalendar",
    "WorkCalendar",
    "WorkClock",
    "WrongAllowance",
    "WrongStop",
    "YearDays",
    "YearNotDecreed",
    "YearNotInCalendar",
    "ZoneMissing",
    "before_due",
    "deadline",
    "disagreements",
    "estimate_year",
    "explain",
    "judge",
    "judge_legs",
    "moved",
    "occurrences",
]
