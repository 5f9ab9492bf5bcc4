"""Sheets of Excel workbooks (.xlsx, .xls), read by python-calamine."""

import io
from collections.abc import Iterator
from itertools import islice
from typing import cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from thuocdo.adapters.tables.kinds import check_readable
from thuocdo.core.tables.grid import CellValue, Document, Grid, UnreadableFile

__all__ = ["read_sheets"]


def _merged(
    sheet: CalamineSheet, start: tuple[int, int], end: tuple[int, int]
) -> dict[tuple[int, int], tuple[int, int]]:
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        # A careless merge may run to the sheet's last row: only where there are cells.
        holder = (top - start[0], left - start[1])
        covered.update(
            ((row - start[0], column - start[1]), holder)
            for row in range(max(top, start[0]), min(bottom, end[0]) + 1)
            for column in range(max(left, start[1]), min(right, end[1]) + 1)
            if (row, column) != (top, left)
        )
    return covered


def _grid(sheet: CalamineSheet) -> Grid | None:
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return None
    rows = _rows(sheet, start[0])
    if not rows:
        return None
    return Grid(
        sheet=sheet.name,
        rows=rows,
        first_row=start[0] + 1,
        first_column=start[1] + 1,
        merged=_merged(sheet, start, (start[0] + len(rows) - 1, end[1])),
    )


def _rows(sheet: CalamineSheet, first: int) -> list[list[CellValue]]:
    """Return the rows from the first that holds anything to the last; blank ones are one list."""
    rows: list[list[CellValue]] = []
    blank: list[CellValue] = [""] * sheet.width
    waiting = 0
    for row in cast("Iterator[list[CellValue]]", islice(sheet.iter_rows(), first, None)):
        if all(isinstance(cell, str) and not cell.strip() for cell in row):
            waiting += 1
            continue
        rows.extend([blank] * waiting)
        rows.append(row)
        waiting = 0
    return rows


def _grids(book: CalamineWorkbook) -> list[Grid]:
    visible = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    grids = (_grid(book.get_sheet_by_name(name)) for name in visible)
    return [grid for grid in grids if grid is not None]


def read_sheets(name: str, data: bytes) -> Document:
    """Read the visible sheets of a workbook that hold anything, with their true positions.

    Empty cells are empty strings, as calamine gives them; dates and numbers keep their types.

    Raises:
        UnreadableFile: not a workbook, damaged, or protected by a password.
    """
    if check_readable(name, data) not in {"xlsx", "xls"}:
        raise UnreadableFile(f"«{name}» không phải tệp Excel (.xlsx, .xls).")
    try:
        with load_workbook(io.BytesIO(data)) as book:
            grids = _grids(book)
    except PasswordError as error:
        raise UnreadableFile(
            f"«{name}» được bảo vệ bằng mật khẩu; hãy mở tệp, bỏ mật khẩu, lưu lại rồi thử lại."
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(name) from error
    except BaseException as error:
        # A damaged workbook can make the Rust library panic, which is no Exception in Python.
        if type(error).__name__ == "PanicException":
            raise _damaged(name) from error
        raise
    if not grids:
        raise UnreadableFile(f"«{name}» không có trang tính nào có dữ liệu.")
    return Document(name, grids)


def _damaged(name: str) -> UnreadableFile:
    return UnreadableFile(f"«{name}» bị hỏng nên không đọc được; hãy lấy lại tệp gốc rồi thử lại.")
