"""`thuocdo clock moved`: a year's notice is out; which dossiers move, and whom to tell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from thuocdo.adapters.tables.exports import open_export
from thuocdo.apps.rulebooks.calendars import ClockData, with_notice
from thuocdo.core.tables.dossiers.moments import UnreadableTime, parse_moment
from thuocdo.core.tables.grid import CellValue, UnreadableFile, cell_name
from thuocdo.core.vietnamese import clean, fold, parse_number
from thuocdo.core.worktime import Allowance, ClockRule, Deadline, Term, TimeUnit, moved
from thuocdo.web.cli.inputs import read_input

__all__ = ["moved_lines"]

_HEADINGS = {
    "code": "ma ho so",
    "received": "ngay tiep nhan",
    "allowance": "thoi han",
    "contact": "lien he",
}
_UNITS = {
    "": TimeUnit.WORKING_DAYS,
    "ngay lam viec": TimeUnit.WORKING_DAYS,
    "gio": TimeUnit.WORKING_HOURS,
    "gio lam viec": TimeUnit.WORKING_HOURS,
    "ngay": TimeUnit.CALENDAR_DAYS,
    "thang": TimeUnit.MONTHS,
}
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(.*)")


@dataclass(frozen=True, slots=True)
class _Row:
    term: Term
    contact: str


def moved_lines(register: str, notice: str, data: ClockData) -> Iterator[str]:
    """Yield one line per dossier of the register whose due time the notice moves.

    Args:
        register: a sheet with the headings Mã hồ sơ, Ngày tiếp nhận, Thời hạn and, where people
            are to be told, Liên hệ; one open dossier a row.
        notice: the year's file with its notices, `2027.yaml`.
        data: the clock that the printed due times came from.

    Raises:
        UnreadableFile: a file or cell cannot be read; the message says which.
        CatalogueError: the notice's file is wrong.
    """
    before = data.clock()
    after = with_notice(data, Path(notice)).clock()
    rows = _register(register, data.rule(), before.zone)
    count = 0
    for one in moved(((code, row.term) for code, row in rows.items()), before, after):
        count += 1
        contact = rows[one.key].contact or "không ghi liên hệ"
        yield f"{one.key}: {_said(one.before)} → {_said(one.after)}; báo: {contact}"
    yield f"{count} trong {len(rows)} hồ sơ đổi ngày hẹn trả."


def _said(due: Deadline | None) -> str:
    return "chưa tính được" if due is None else due.text


def _register(file: str, rule: ClockRule, zone: tzinfo) -> Mapping[str, _Row]:
    grid = open_export(*read_input(file)).grids[0]
    rows = enumerate(grid.rows, start=grid.first_row)
    columns = _columns(file, (row for _, row in rows))
    found = {}
    for number, cells in rows:  # below the headings
        code, received, allowance, contact = (_cell(cells, columns[key]) for key in _HEADINGS)
        if not code:
            continue
        try:
            moment = parse_moment(received, zone)
            if moment is None:
                raise UnreadableTime  # noqa: TRY301 - an empty cell is no time either
            term = Term(moment.replace(tzinfo=zone), _allowance(allowance), rule)
        except (UnreadableTime, ValueError) as error:
            place = cell_name(number, grid.first_column + (columns["received"] or 0))
            raise UnreadableFile(
                f"Dòng {number} (ô {place}): cần ngày giờ tiếp nhận và thời hạn như «15 ngày làm việc»."
            ) from error
        found[clean(str(code))] = _Row(term, clean(str(contact or "")))
    return found


def _columns(file: str, rows: Iterator[Sequence[CellValue]]) -> dict[str, int | None]:
    """Take rows until the headings have passed; return where each column stands."""
    for row in rows:
        names = [fold(cell) if isinstance(cell, str) else "" for cell in row]
        columns = {key: _column(names, heading) for key, heading in _HEADINGS.items()}
        if all(columns[key] is not None for key in columns if key != "contact"):
            return columns
    raise UnreadableFile(
        f"«{file}» không có dòng tiêu đề với đủ các cột Mã hồ sơ, Ngày tiếp nhận, Thời hạn."
    )


def _column(names: Sequence[str], heading: str) -> int | None:
    return next((number for number, name in enumerate(names) if name.startswith(heading)), None)


def _cell(cells: Sequence[CellValue], column: int | None) -> CellValue:
    return cells[column] if column is not None and column < len(cells) else None


def _allowance(value: CellValue) -> Allowance:
    said = _AMOUNT.fullmatch(fold(f"{value:g}" if isinstance(value, float) else str(value or "")))
    if said is None or said[2] not in _UNITS:
        raise ValueError(f"no allowance: {value}")
    return Allowance(parse_number(said[1]), _UNITS[said[2]])
