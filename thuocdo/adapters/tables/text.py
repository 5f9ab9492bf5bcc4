"""Plain text whose table is tab-separated, as it comes out of a copied or converted letter."""

from thuocdo.adapters.tables.kinds import check_readable
from thuocdo.core.tables.encodings import decode
from thuocdo.core.tables.grid import Document, Grid, UnreadableFile

__all__ = ["read_text"]

_FONT_ENCODINGS = {"tcvn3", "vni-windows"}


def read_text(name: str, data: bytes) -> Document:
    """Read a text: lines with tabs are the table, the others paragraphs.

    Rows keep the numbers of the file's lines, so that a finding can be looked up.

    Raises:
        UnreadableFile: not a text, or an empty one.
    """
    if check_readable(name, data) != "text":
        raise UnreadableFile(f"«{name}» không phải tệp văn bản.")
    text, encoding = decode(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tabbed = [index for index, line in enumerate(lines) if "\t" in line.strip(" ")]
    converted_from = encoding if encoding in _FONT_ENCODINGS else ""
    if not tabbed:
        return Document(name, [], _paragraphs(lines), converted_from)
    first, last = tabbed[0], tabbed[-1]
    grid = Grid(
        sheet="", rows=[line.split("\t") for line in lines[first : last + 1]], first_row=first + 1
    )
    around = [*_paragraphs(lines[:first]), *_paragraphs(lines[last + 1 :])]
    return Document(name, [grid], around, converted_from)


def _paragraphs(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]
