"""Tables and paragraphs of Word files (.docx, .docm), read from their XML by python-docx.

Its high-level cells repeat the text of a merged cell in every place; here a merged cell counts
once, and the places that it covers are known as such.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from thuocdo.adapters.tables.kinds import check_readable
from thuocdo.core.tables.encodings import FontEncoding, convert, recognise, repair_each
from thuocdo.core.tables.grid import Document, Grid, UnreadableFile

__all__ = ["read_docx"]

_HEADERS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag")}
_DAMAGE = (OpcError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile)  # lxml: SyntaxError
_MOST_COLUMNS = 500  # a span beyond this is damage, not a table


def read_docx(name: str, data: bytes) -> Document:
    """Read a Word file: each table as a grid, other paragraphs in reading order.

    Text deleted under tracked changes is left out; text inserted is read. A table inside a cell
    is read as lines of that cell.

    Raises:
        UnreadableFile: not a Word file, or damaged.
    """
    if check_readable(name, data) != "docx":
        raise UnreadableFile(f"«{name}» không phải tệp Word (.docx).")
    try:
        package = OpcPackage.open(io.BytesIO(data))
        main = package.part_related_by(RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        roots = [_root(main), *_headers(main)]
        fonts = _Fonts.of(main)
    except _DAMAGE as error:
        raise UnreadableFile(
            f"«{name}» bị hỏng nên không đọc được; hãy lấy lại tệp Word gốc rồi thử lại."
        ) from error
    texts = ["".join(text for _, text in _runs(found)) for root in roots for found in _all(root)]
    reading = _Reading(recognise(texts), fonts)
    for root in roots:
        reading.read(root)
    return Document(name, reading.grids, reading.paragraphs, reading.encoding or "")


def _root(part: Part) -> BaseOxmlElement:
    return parse_xml(part.blob)


def _headers(main: Part) -> Iterator[BaseOxmlElement]:
    for relation in main.rels.values():
        if relation.reltype in _HEADERS and not relation.is_external:
            yield _root(relation.target_part)


def _all(root: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    yield from root.iter(qn("w:p"))


def _value(element: BaseOxmlElement | None, path: str) -> str | None:
    """Return the `w:val` of the first element at the path."""
    found = None if element is None else element.find(path)
    return None if found is None else found.get(qn("w:val"), "")


def _runs(paragraph: BaseOxmlElement) -> Iterator[tuple[BaseOxmlElement, str]]:
    """Yield the paragraph's runs with their text, without what was deleted."""
    for run in paragraph.iter(qn("w:r")):
        pieces = [
            (child.text or "") if child.tag == qn("w:t") else _BREAKS.get(child.tag, "")
            for child in run
        ]
        yield run, "".join(pieces)


def _fonts_in(element: BaseOxmlElement | None) -> str:
    found = None if element is None else element.find(qn("w:rPr") + "/" + qn("w:rFonts"))
    return "" if found is None else found.get(qn("w:ascii")) or found.get(qn("w:hAnsi")) or ""


@dataclass
class _Fonts:
    """Which font a run is in; capitals of `.VnTimeH` are known by nothing else."""

    styles: dict[str, BaseOxmlElement] = field(default_factory=dict)

    @classmethod
    def of(cls, main: Part) -> "_Fonts":
        try:
            part = main.part_related_by(RELATIONSHIP_TYPE.STYLES)
        except KeyError:
            return cls()
        styles = _root(part).iter(qn("w:style"))
        return cls({style.get(qn("w:styleId"), ""): style for style in styles})

    def capitals(self, run: BaseOxmlElement, paragraph: BaseOxmlElement) -> bool:
        """Return whether the run is in one of the fonts that draw small letters as capitals."""
        run_style = _value(run, qn("w:rPr") + "/" + qn("w:rStyle"))
        paragraph_style = _value(paragraph, qn("w:pPr") + "/" + qn("w:pStyle"))
        fonts = (_fonts_in(run), self._of_style(run_style), self._of_style(paragraph_style))
        font = next((font for font in fonts if font), "")
        return font.startswith(".Vn") and font.endswith("H")

    def _of_style(self, name: str | None) -> str:
        seen: set[str] = set()
        while name and name in self.styles and name not in seen:
            seen.add(name)
            font = _fonts_in(self.styles[name])
            if font:
                return font
            name = _value(self.styles[name], qn("w:basedOn"))
        return ""


@dataclass
class _Reading:
    """Reads body and headers in order, in the encoding that the whole file was found to have."""

    encoding: FontEncoding | None
    fonts: _Fonts
    grids: list[Grid] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)

    def read(self, element: BaseOxmlElement) -> None:
        for child in element:
            if child.tag == qn("w:p"):
                text = self.text(child).strip()
                if text:
                    self.paragraphs.append(text)
            elif child.tag == qn("w:tbl"):
                self.grids.append(self._grid(child))
            elif child.tag == qn("w:body") or child.tag in _WRAPPERS:
                self.read(child)

    def text(self, paragraph: BaseOxmlElement) -> str:
        runs = list(_runs(paragraph))
        whole = "".join(text for _, text in runs)
        if self.encoding is None:
            return whole
        if self.encoding == "tcvn3" and repair_each([whole], "tcvn3") != [whole]:
            return "".join(self._tcvn3(run, paragraph, text) for run, text in runs)
        return repair_each([whole], self.encoding)[0]

    def _tcvn3(self, run: BaseOxmlElement, paragraph: BaseOxmlElement, text: str) -> str:
        converted = convert(text, "tcvn3")
        return converted.upper() if self.fonts.capitals(run, paragraph) else converted

    def _grid(self, table: BaseOxmlElement) -> Grid:
        rows: list[list[str]] = []
        merged: dict[tuple[int, int], tuple[int, int]] = {}
        holders: dict[int, tuple[int, int]] = {}  # column: the cell that a vertical merge is of
        for index, row in enumerate(_children(table, qn("w:tr"))):
            cells: list[str] = [""] * _grid_before(row)
            for cell in _children(row, qn("w:tc")):
                place = (index, len(cells))
                span = _span(cell)
                holder = self._holder(cell, place, holders)
                cells += [self._cell(cell) if holder == place else "", *[""] * (span - 1)]
                for column in range(place[1], place[1] + span):
                    if (index, column) != holder:
                        merged[index, column] = holder
            rows.append(cells)
        return Grid(sheet=f"Bảng {len(self.grids) + 1}", rows=rows, merged=merged)

    @staticmethod
    def _holder(
        cell: BaseOxmlElement, place: tuple[int, int], holders: dict[int, tuple[int, int]]
    ) -> tuple[int, int]:
        """Return which cell holds the value of this one, and remember it for the rows below."""
        merge = cell.find(qn("w:tcPr") + "/" + qn("w:vMerge"))
        continues = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
        holder = holders.get(place[1], place) if continues else place
        holders[place[1]] = holder
        return holder

    def _cell(self, cell: BaseOxmlElement) -> str:
        texts = (self.text(paragraph) for paragraph in _all(cell))
        return "\n".join(text for text in texts if text.strip())


def _children(element: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """Yield the children of that tag, also inside content controls and insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _number(text: str | None, default: int) -> int:
    return min(int(text), _MOST_COLUMNS) if text and text.isdecimal() else default


def _span(cell: BaseOxmlElement) -> int:
    return max(1, _number(_value(cell, qn("w:tcPr") + "/" + qn("w:gridSpan")), 1))


def _grid_before(row: BaseOxmlElement) -> int:
    return _number(_value(row, qn("w:trPr") + "/" + qn("w:gridBefore")), 0)
