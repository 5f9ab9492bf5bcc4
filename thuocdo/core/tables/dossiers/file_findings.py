"""What can be said of a file as a whole, beside its rows."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date

from thuocdo.core.tables.dossiers.headings import TITLES, Column, Table
from thuocdo.core.tables.dossiers.reading import ReadDossier
from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.grid import Grid
from thuocdo.core.vietnamese import format_number

__all__ = [
    "blank_codes",
    "day_from_last_event",
    "hourless",
    "missing_columns",
    "no_table",
    "received_later",
    "repeated_column",
    "skipped_rows",
    "skipped_sheet",
    "total_differs",
]

_WITHOUT: Mapping[Column, tuple[Severity, str]] = {
    Column.DUE: (Severity.WARNING, "không tính được số đúng hạn, quá hạn"),
    Column.CHANNEL: (Severity.WARNING, "không tính được số hồ sơ trực tuyến"),
    Column.SUPPLEMENTS: (Severity.WARNING, "không tính được số hồ sơ bổ sung quá một lần"),
    Column.STATE: (Severity.NOTE, "trạng thái được suy ra từ các ngày"),
    Column.PROCEDURE: (Severity.NOTE, "không phân được theo thủ tục"),
    Column.PARTS_DIGITISED: (Severity.NOTE, "không biết hồ sơ nào đã số hóa"),
    Column.RESULT_DIGITAL: (Severity.NOTE, "không biết kết quả nào là điện tử"),
    Column.PAID_ONLINE: (Severity.NOTE, "không biết hồ sơ nào thanh toán trực tuyến"),
}
_HOURLESS = {
    Column.RECEIVED: "coi như đầu ngày",
    Column.DUE: "coi như đến hết ngày đó",
    Column.RESULT: "coi như kịp trong ngày đó",
    Column.RETURNED: "coi như kịp trong ngày đó",
}
_ROWS_NAMED = 20


def no_table(name: str, headings: Sequence[str]) -> str:
    """Return why a file is refused in which no table of dossiers was found."""
    seen = "; ".join(headings) or "không có"
    return (
        f"«{name}» không có bảng danh sách hồ sơ: cần một dòng tiêu đề có ít nhất cột"
        f" «{TITLES[Column.CODE]}», cột «{TITLES[Column.RECEIVED]}» và một cột khác như"
        f" «{TITLES[Column.DUE]}». Các tiêu đề gặp trong tệp: {seen}."
    )


def skipped_sheet(grid: Grid) -> Finding:
    """Return the note on a sheet without a table of dossiers."""
    message = "Trang này không có bảng danh sách hồ sơ nên không đọc."
    return Finding("skipped_sheet", Severity.NOTE, message, sheet=grid.sheet)


def skipped_rows(grid: Grid, indexes: Sequence[int]) -> Finding:
    """Return the note on rows below the headings that are no dossiers."""
    named = ", ".join(str(grid.first_row + index) for index in indexes[:_ROWS_NAMED])
    rest = len(indexes) - _ROWS_NAMED
    more = f" và {format_number(rest)} dòng khác" if rest > 0 else ""
    message = (
        f"Bỏ qua {format_number(len(indexes))} dòng không phải hồ sơ"
        f" (đánh số cột, tên tháng, tổng số, chữ ký …): dòng {named}{more}."
    )
    return Finding("skipped_rows", Severity.NOTE, message, sheet=grid.sheet)


def total_differs(grid: Grid, index: int, total: int, read: int) -> Finding:
    """Return the warning that the file's own total is not the number of its rows."""
    message = (
        f"Dòng tổng ghi {format_number(total)} hồ sơ nhưng đọc được {format_number(read)};"
        " hãy xem tệp có bị cắt bớt hoặc lọc bớt dòng không."
    )
    row = grid.first_row + index
    return Finding("total_differs", Severity.WARNING, message, sheet=grid.sheet, row=row)


def repeated_column(grid: Grid, table: Table, heading: str) -> Finding:
    """Return the warning on a second column with a heading of the same meaning."""
    used = ", ".join(f"«{text}»" for text in table.headings.values() if text != heading)
    message = (
        f"Cột «{heading}» trùng nghĩa với một cột đã đọc nên không đọc. Các cột đã đọc: {used}."
    )
    return Finding(
        "repeated_column",
        Severity.WARNING,
        message,
        sheet=grid.sheet,
        row=grid.first_row + table.first - 1,
        column=heading,
    )


def missing_columns(found: Sequence[tuple[Grid, Table]], columns: Set[Column]) -> Iterator[Finding]:
    """Return what the numbers lose by columns that the file, or one of its sheets, lacks."""
    yield from _one_time_column(columns)
    for column, (severity, effect) in _WITHOUT.items():
        title = TITLES[column]
        if column not in columns:
            message = f"Tệp không có cột «{title}»: {effect}."
            yield Finding("missing_column", severity, message, column=title)
            continue
        for grid, table in found:
            if column not in table.places:
                message = f"Trang này không có cột «{title}» như các trang khác; coi như để trống."
                yield Finding(
                    "missing_column", Severity.WARNING, message, sheet=grid.sheet, column=title
                )


def _one_time_column(columns: Set[Column]) -> Iterator[Finding]:
    result, returned = TITLES[Column.RESULT], TITLES[Column.RETURNED]
    if Column.RESULT in columns and Column.RETURNED in columns:
        return
    if Column.RESULT in columns:
        message = f"Tệp không có cột «{returned}»; đúng hạn vẫn xét theo «{result}»."
        yield Finding("missing_column", Severity.NOTE, message, column=returned)
    elif Column.RETURNED in columns:
        message = (
            f"Tệp không có cột «{result}»; đúng hạn được xét theo «{returned}», có thể muộn hơn"
            " lúc có kết quả."
        )
        yield Finding("missing_column", Severity.WARNING, message, column=result)
    else:
        message = (
            f"Tệp không có cột «{result}» lẫn cột «{returned}»: không tính được số đã giải quyết,"
            " đúng hạn, quá hạn."
        )
        yield Finding("missing_column", Severity.WARNING, message, column=result)


def hourless(counts: Mapping[Column, int]) -> Iterator[Finding]:
    """Return the notes on times without an hour, one per column."""
    for column, count in counts.items():
        message = f"{format_number(count)} ô «{TITLES[column]}» không ghi giờ: {_HOURLESS[column]}."
        yield Finding("hour_missing", Severity.NOTE, message, column=TITLES[column])


def blank_codes(count: int) -> Finding:
    """Return the warning that no row has a code: formulas whose values were never saved."""
    title = TITLES[Column.CODE]
    message = (
        f"Cột «{title}» trống ở cả {format_number(count)} dòng có dữ liệu. Nếu cột này là công thức"
        " thì tệp chưa lưu giá trị: hãy mở bằng Excel rồi lưu lại, sau đó đọc tệp vừa lưu."
    )
    return Finding("blank_codes", Severity.WARNING, message, column=title)


def received_later(as_of: date, count: int) -> Finding:
    """Return the note on dossiers received after the day that the numbers speak for."""
    message = (
        f"{format_number(count)} hồ sơ tiếp nhận sau ngày {as_of:%d/%m/%Y}"
        " được giữ lại nhưng không tính vào số liệu của ngày này."
    )
    return Finding("received_later", Severity.NOTE, message)


def day_from_last_event(day: date, last: ReadDossier) -> Finding:
    """Return the note that the day was taken from the last event."""
    message = (
        f"Tệp không ghi «đến ngày»; số liệu tính đến {day:%d/%m/%Y}, ngày cuối cùng có việc"
        " trong tệp. Nếu không phải, hãy cho biết ngày."
    )
    return Finding(
        "as_of_last_event", Severity.NOTE, message, sheet=last.sheet, row=last.row_number
    )
