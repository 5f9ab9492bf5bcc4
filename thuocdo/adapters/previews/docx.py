"""Word documents as blocks: headings, paragraphs, points of lists, tables. Nothing of their looks."""

import io
import re
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph as DocxParagraph

from thuocdo.core.previews import Block, Heading, Paragraph, Preview, TableBlock, UnableToPreview

__all__ = ["preview_docx"]

MOST_BLOCKS = 2_000
MOST_ROWS = 500
# Broken XML is a SyntaxError of the parser's.
_DAMAGE = (OpcError, SyntaxError, zipfile.BadZipFile, KeyError, ValueError, OSError)
_HEADING = re.compile(r"^(?:Heading|Tiêu đề) (\d)$")
_LIST = re.compile(r"^List\b")


def preview_docx(data: bytes) -> Preview:
    """Return the document's blocks in order.

    Raises:
        UnableToPreview: it cannot be opened.
    """
    try:
        document = Document(io.BytesIO(data))
        blocks: list[Block] = []
        for block in _blocks(document):
            if len(blocks) == MOST_BLOCKS:
                return Preview(tuple(blocks), shortened=True)
            blocks.append(block)
    except _DAMAGE as error:
        raise UnableToPreview("Tệp Word bị hỏng nên không xem trước được.") from error
    return Preview(tuple(blocks))


def _blocks(document: DocumentObject) -> Iterator[Block]:
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield _table(part)
        elif part.text.strip():
            yield _paragraph(part)


def _paragraph(part: DocxParagraph) -> Block:
    style = (part.style.name if part.style is not None else "") or ""
    heading = _HEADING.match(style)
    if style in {"Title", "Tiêu đề"}:
        return Heading(part.text.strip(), 1)
    if heading:
        return Heading(part.text.strip(), int(heading[1]))
    properties = part._p.pPr
    numbered = properties is not None and properties.numPr is not None
    return Paragraph(part.text.strip(), in_list=numbered or bool(_LIST.match(style)))


def _table(table: Table) -> TableBlock:
    rows = []
    for row in table.rows[:MOST_ROWS]:
        cells = row.cells
        rows.append(
            tuple(
                # A merged cell is listed once for each column that it covers; it is shown once.
                "" if index and cell._tc is cells[index - 1]._tc else cell.text
                for index, cell in enumerate(cells)
            )
        )
    return TableBlock(tuple(rows))
