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
_LONGEST_FIELD = 1_000_000  # characters


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
    if "\x00" in text:
        raise UnreadableFile(f"«{name}» không phải tệp văn bản CSV, hoặc đã hỏng.")
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFile(
            f"«{name}» không đọc được như tệp CSV; hãy mở bằng Excel và lưu thành .xlsx."
        ) from error
    return Document(name, [Grid("", rows, first_row=first_row)])


def _delimiter_of(text: str) -> str:
    """Return the delimiter that cuts most lines into the same number of cells, two or more.

    A comma inside unquoted titles or a semicolon inside a cell cuts a few lines only.
    """
    lines = list(_lines(text))

    def agreement(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(lines, delimiter=delimiter)
        widths = Counter(len(row) for row in rows)
        width, count = max(
            ((width, count) for width, count in widths.items() if width > 1),
            key=lambda pair: pair[0] * pair[1],
            default=(0, 0),
        )
        return width * count, count

    return max(_DELIMITERS, key=agreement)


def _lines(text: str) -> Iterator[str]:
    stream = io.StringIO(text, newline="")
    for _ in range(_SAMPLE_LINES):
        line = stream.readline()
        if not line:
            return
        yield line
