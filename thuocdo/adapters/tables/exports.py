"""The export of a one-stop software, whatever kind of file it came as."""

from thuocdo.adapters.tables.delimited import read_delimited
from thuocdo.adapters.tables.kinds import check_readable, kind_of
from thuocdo.adapters.tables.sheets import read_sheets
from thuocdo.core.tables.encodings import repair_document
from thuocdo.core.tables.grid import Document, UnreadableFile

__all__ = ["open_export"]

ENOUGH_ROWS = 100  # to tell an old font by


def open_export(name: str, data: bytes) -> Document:
    """Read an Excel workbook or a CSV file; the content decides which it is, not the name.

    Raises:
        UnreadableFile: it is neither, or cannot be opened; the message says what to do.
    """
    kind = kind_of(name, data)
    if kind in {"xlsx", "xls"}:
        document = read_sheets(name, data)  # which checks what it opens
        return repair_document(document, rows_looked_at=ENOUGH_ROWS)
    if kind == "docx":
        raise UnreadableFile(
            f"«{name}» là tệp Word, không phải danh sách hồ sơ; hãy dùng tệp Excel (.xlsx, .xls)"
            " hoặc CSV xuất từ phần mềm một cửa."
        )
    check_readable(name, data)
    return read_delimited(name, data)
