"""A year of invented dossiers, exported the way one-stop software exports them."""

import random
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from thuocdo.web.demo import sheet
from thuocdo.web.demo.names import (
    AGENCY_CODE,
    FAMILY_NAMES,
    GIVEN_NAMES,
    MIDDLE_NAMES,
    PROVINCE_CODE,
)

__all__ = ["ExportTotals", "InventedDossier", "invent", "totals_of", "write_export"]

_SATURDAY = 5
_OPENS, _OFFICE_MINUTES = time(7, 30), 540
_OVERDUE_SHARE = 0.028
_ONLINE_SHARE, _POSTAL_SHARE = 0.46, 0.14
_STOPPED_SHARE = 0.004
_FEWEST_TO_SPOIL = 20


@dataclass(frozen=True, slots=True)
class _Procedure:
    code: str
    title: str
    field: str
    working_days: int
    fee: int
    weight: int


_PROCEDURES = (
    _Procedure("1.002809", "Đổi giấy phép lái xe", "Đường bộ", 5, 115_000, 34),
    _Procedure("1.002877", "Cấp, đổi phù hiệu xe kinh doanh vận tải", "Đường bộ", 2, 0, 30),
    _Procedure("2.002288", "Cấp giấy phép kinh doanh vận tải", "Đường bộ", 5, 200_000, 9),
    _Procedure("1.002861", "Cấp giấy phép liên vận", "Vận tải quốc tế", 2, 50_000, 8),
    _Procedure("1.001919", "Cấp giấy phép xe tập lái", "Đường bộ", 3, 0, 7),
    _Procedure("1.004088", "Đăng ký phương tiện thủy nội địa", "Đường thủy", 3, 70_000, 6),
    _Procedure("1.009465", "Chấp thuận vị trí đấu nối vào đường tỉnh", "Hạ tầng", 11, 0, 4),
    _Procedure("1.000660", "Công bố đưa bến xe khách vào khai thác", "Vận tải", 15, 0, 2),
)


@dataclass(frozen=True, slots=True)
class InventedDossier:
    """A dossier as it truly went; the sheet then writes it carelessly."""

    code: str
    procedure: str
    title: str
    field: str
    applicant: str
    channel: str
    received: datetime
    due: datetime
    result: datetime | None
    returned: datetime | None
    state: str
    supplements: int
    parts_digitised: bool
    result_digital: bool
    fee: int
    paid_online: bool
    rating: str


@dataclass(frozen=True, slots=True)
class ExportTotals:
    """What a reader must find in the export, counted from the dossiers as they truly went."""

    read: int
    kept: int
    refused: int
    received: int
    finished: int
    on_time: int
    overdue: int
    open: int
    open_overdue: int
    more_than_one_supplement: int
    online: int


def add_weekdays(start: datetime, days: int) -> datetime:
    """Return the same hour so many weekdays later; holidays are left out of this invention."""
    for _ in range(days):
        start += timedelta(days=1)
        while start.weekday() >= _SATURDAY:
            start += timedelta(days=1)
    return start


def _office_minute(day: date, chance: random.Random) -> datetime:
    opening = datetime.combine(day, _OPENS)
    return opening + timedelta(minutes=chance.randrange(_OFFICE_MINUTES))


def _finish(received: datetime, due: datetime, chance: random.Random) -> datetime:
    """Return when the result was ready: mostly early, seldom late."""
    if chance.random() < _OVERDUE_SHARE:
        return _after(due, timedelta(minutes=chance.randrange(5, 6 * 24 * 60)))
    last = due - timedelta(minutes=5)
    share = chance.betavariate(3, 2)
    ready = received + (last - received) * share
    return min(_after(ready, timedelta()), last)


def _after(moment: datetime, delay: timedelta) -> datetime:
    """Return a minute of a weekday's office hours, no earlier than `moment` + `delay`."""
    moment = (moment + delay).replace(second=0, microsecond=0)
    if moment.weekday() >= _SATURDAY:
        moment += timedelta(days=7 - moment.weekday())
    opens = datetime.combine(moment.date(), _OPENS)
    closes = opens + timedelta(minutes=_OFFICE_MINUTES)
    return max(moment, opens) if moment <= closes else add_weekdays(opens, 1)


def _receipts(dossiers: int, as_of: date, chance: random.Random) -> Iterator[tuple[datetime, int]]:
    """Yield the times of receipt, in order of the days, each with its serial of the day."""
    first = min(date(as_of.year, 1, 2), as_of)
    days = [first + timedelta(days=n) for n in range((as_of - first).days + 1)]
    weekdays = [day for day in days if day.weekday() < _SATURDAY] or days
    chosen = sorted(chance.choices(weekdays, k=dossiers))
    serial, today = 0, None
    for day in chosen:
        serial = serial + 1 if day == today else 1
        today = day
        yield _office_minute(day, chance), serial


def _applicant(chance: random.Random) -> str:
    parts = (chance.choice(names) for names in (FAMILY_NAMES, MIDDLE_NAMES, GIVEN_NAMES))
    name = " ".join(parts)
    return unicodedata.normalize("NFD", name) if chance.random() < 0.02 else name  # noqa: PLR2004 - 2 %


def _channel(chance: random.Random) -> str:
    point = chance.random()
    if point < _ONLINE_SHARE:
        return "Trực tuyến"
    return "Bưu chính công ích" if point < _ONLINE_SHARE + _POSTAL_SHARE else "Trực tiếp"


def _state(
    result: datetime | None, returned: datetime | None, due: datetime, chance: random.Random
) -> str:
    if result is None:
        return "Đang xử lý"
    if chance.random() < _STOPPED_SHARE:
        return "Dừng xử lý"
    said = "Đã xử lý xong" if returned is None else "Đã trả kết quả"
    return f"{said} (quá hạn)" if result > due else said


def invent(*, seed: int, dossiers: int, as_of: date) -> list[InventedDossier]:
    """Invent a department's dossiers from the year's start to the day `as_of`."""
    chance = random.Random(seed)  # noqa: S311 - an invention to be repeated, no secret
    end = datetime.combine(as_of + timedelta(days=1), time.min)
    weights = [procedure.weight for procedure in _PROCEDURES]
    made = []
    for received, serial in _receipts(dossiers, as_of, chance):
        procedure = chance.choices(_PROCEDURES, weights)[0]
        channel = _channel(chance)
        due = add_weekdays(received, procedure.working_days)
        ready = _finish(received, due, chance)
        result = ready if ready < end else None
        fetched = _after(ready, timedelta(minutes=chance.randrange(10, 3000)))
        returned = fetched if fetched < end else None
        suffix = f".000.00.00.{PROVINCE_CODE}" if chance.random() < 0.5 else ""  # noqa: PLR2004 - half
        made.append(
            InventedDossier(
                code=f"{AGENCY_CODE}-{received:%y%m%d}-{serial:04d}",
                procedure=procedure.code + suffix,
                title=procedure.title,
                field=procedure.field,
                applicant=_applicant(chance),
                channel=channel,
                received=received,
                due=due,
                result=result,
                returned=returned,
                state=_state(result, returned, due, chance),
                supplements=chance.choices((0, 1, 2, 3), (935, 60, 4, 1))[0],
                parts_digitised=chance.random() < 0.86,  # noqa: PLR2004 - a share
                result_digital=result is not None and chance.random() < 0.79,  # noqa: PLR2004 - a share
                fee=procedure.fee,
                paid_online=bool(procedure.fee) and channel == "Trực tuyến",
                rating=chance.choice(("", "", "Hài lòng", "Rất hài lòng", "Bình thường")),
            )
        )
    return made


def _mistakes(
    good: Sequence[InventedDossier], chance: random.Random
) -> list[tuple[int, sheet.Line]]:
    """Return a handful of rows that no reader may count, each with the place of its model."""
    if len(good) < _FEWEST_TO_SPOIL:
        return []
    places = chance.sample(range(len(good)), 6)
    same, other, channel, early, day, count = (good[place] for place in places)
    lines = (
        sheet.Line(same),
        sheet.Line(replace(other, channel="Bưu chính công ích", supplements=4)),
        sheet.Line(_renamed(replace(channel, channel="Qua người quen"))),
        sheet.Line(_renamed(replace(early, result=early.received - timedelta(days=2)))),
        sheet.Line(_renamed(day), received=f"31/02/{day.received:%Y %H:%M}"),
        sheet.Line(_renamed(count), supplements="nhiều lần"),
    )
    return list(zip(places, lines, strict=True))


def _renamed(dossier: InventedDossier) -> InventedDossier:
    return replace(dossier, code=f"{dossier.code}-B")


def totals_of(dossiers: Sequence[InventedDossier], as_of: date, refused: int) -> ExportTotals:
    """Count the dossiers as they went; `refused` rows stand in the export beside them."""
    end = datetime.combine(as_of + timedelta(days=1), time.min)
    finished = [dossier for dossier in dossiers if dossier.result is not None]
    late = sum(1 for dossier in finished if dossier.result and dossier.result > dossier.due)
    still = [dossier for dossier in dossiers if dossier.result is None]
    return ExportTotals(
        read=len(dossiers) + refused,
        kept=len(dossiers),
        refused=refused,
        received=len(dossiers),
        finished=len(finished),
        on_time=len(finished) - late,
        overdue=late,
        open=len(still),
        open_overdue=sum(1 for dossier in still if dossier.due < end),
        more_than_one_supplement=sum(1 for dossier in dossiers if dossier.supplements > 1),
        online=sum(1 for dossier in dossiers if dossier.channel == "Trực tuyến"),
    )


def write_export(
    path: Path, *, seed: int = 1, dossiers: int = 8000, as_of: date, mistakes: bool = True
) -> ExportTotals:
    """Write the export of the year of `as_of`; the same seed gives the same file."""
    good = invent(seed=seed, dossiers=dossiers, as_of=as_of)
    chance = random.Random(seed + 1)  # noqa: S311 - an invention to be repeated, no secret
    bad = _mistakes(good, chance) if mistakes else []
    lines = [sheet.Line(dossier) for dossier in good]
    for place, line in sorted(bad, key=lambda pair: pair[0], reverse=True):
        lines.insert(place + 1, line)
    sheet.write(path, lines, as_of=as_of, chance=chance)
    return totals_of(good, as_of, len(bad))
