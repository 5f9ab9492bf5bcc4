"""Opening a plan's file, whatever program it was made with."""

from thuocdo.adapters.tables.kinds import check_readable, kind_of
from thuocdo.core.tables.grid import Document

__all__ = ["kind_of", "open_document"]


def open_document(name: str, data: bytes) -> Document:
    """Read a Word, Excel or text file into its tables and paragraphs, told by its content.

    Raises:
        UnreadableFile: it cannot be read; the message says why and what to do.
    """
    kind = check_readable(name, data)
    # Imported when used: the command line should not load Word's reader for a text.
    if kind == "docx":
        from thuocdo.adapters.tables.docx import read_docx

        return read_docx(name, data)
    if kind == "text":
        from thuocdo.adapters.tables.text import read_text

        return read_text(name, data)
    from thuocdo.adapters.tables.sheets import read_sheets

    return read_sheets(name, data)
