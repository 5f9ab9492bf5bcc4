"""Lists as text: CSV with comma, semicolon or tab, in any of the encodings that offices use."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from thuocdo.core.tables.encodings import decode
from thuocdo.core.tables.grid import Document, Grid, UnreadableFile

__all__ = ["read_delimited"]

_DELIMITERS = ("\t", ";", ",", "|")
_SAMPLE_LINES = 200
_MOST_LINES_IN_A_ROW = 20  # of a file: people break lines inside cells, yet not so often


def read_delimited(name: str, data: bytes) -> Document:
    """Read a list of values as one table; cells are texts, rows may differ in length.

    The delimiter is told by the lines themselves, or by Excel's own `sep=;` in the first line.

    Raises:
        UnreadableFile: the text is no list, or is damaged.
    """
    text, _ = decode(data)
    text = text.lstrip("\ufeff")
    first, _, rest = text.partition("\n")
    first_row = 1
    if first.strip().strip('"').lower().startswith("sep="):
        delimiter = first.strip().strip('"')[4:5] or "\t"
        text, first_row = rest, 2
    else:
        delimiter = _delimiter_of(text)
    rows = _rows(name, text, delimiter)
    return Document(name, [Grid("", rows, first_row=first_row)])


def _rows(name: str, text: str, delimiter: str) -> list[list[str]]:
    """Cut the text into cells; a quotation mark that is never closed would swallow rows."""
    rows: list[list[str]] = []
    try:
        rows.extend(_cut(text, delimiter))
    except csv.Error as error:
        raise UnreadableFile(
            f"«{name}» không đọc được như tệp CSV: sau dòng {len(rows)} có dấu ngoặc kép không"
            " đóng hoặc ô quá dài; hãy mở bằng Excel, sửa chỗ đó và lưu thành .xlsx."
        ) from error
    return rows


def _cut(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    last = 0
    for row in reader:
        if reader.line_num - last > _MOST_LINES_IN_A_ROW:
            raise csv.Error
        last = reader.line_num
        yield row


def _delimiter_of(text: str) -> str:
    """Return the delimiter that cuts most lines into the same number of cells, two or more.

    A comma inside unquoted titles or a semicolon inside a cell cuts a few lines only.
    """
    lines = list(_lines(text))

    def agreement(delimiter: str) -> int:
        widths = Counter(_widths(lines, delimiter))
        return max((width * count for width, count in widths.items() if width > 1), default=0)

    return max(_DELIMITERS, key=agreement)


def _widths(lines: list[str], delimiter: str) -> Iterator[int]:
    try:
        yield from map(len, csv.reader(lines, delimiter=delimiter))
    except csv.Error:  # said when all is read
        return


def _lines(text: str) -> Iterator[str]:
    stream = io.StringIO(text, newline="")
    for _ in range(_SAMPLE_LINES):
        yield stream.readline()
