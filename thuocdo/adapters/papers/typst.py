"""Papers set by Typst: one template for each form, values handed over as data and never as markup."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from thuocdo.core.papers import Paper
from thuocdo.core.papers.wording import day_in_words, moment_in_words, money_in_words
from thuocdo.core.ports.papers import PaperNotPrinted
from thuocdo.core.vietnamese import clean

if TYPE_CHECKING:
    import typst

__all__ = ["FACES", "TypstPapers", "fonts_missing"]

TEMPLATES = Path(__file__).parent / "templates"
FACES = ("Tinos-Regular.ttf", "Tinos-Italic.ttf", "Tinos-Bold.ttf", "Tinos-BoldItalic.ttf")
_NOT_IN_FONT = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)


def fonts_missing(folder: Path) -> str:
    """Return a sentence when fonts are not there, with what to do; else nothing."""
    missing = [face for face in FACES if not (folder / face).is_file()]
    if not missing:
        return ""
    return (
        f"Chưa in được giấy tờ: thiếu phông chữ {', '.join(missing)} trong {folder}. Chạy «make setup» "
        "(hoặc cài lại gói thuocdo) để lấy phông chữ, rồi in lại."
    )


@dataclass(frozen=True, slots=True)
class TypstPapers:
    """Prints with the fonts of one folder.

    Attributes:
        fonts: the folder of the four faces of Tinos.
        zone: in which time zone moments are written.
    """

    fonts: Path
    zone: tzinfo

    def pdf(self, paper: Paper) -> bytes:
        """Return the paper as PDF/A-2b; the same paper gives the same bytes."""
        import typst

        if missing := fonts_missing(self.fonts):
            raise PaperNotPrinted(missing)
        content = _plain(paper, self.zone)
        try:
            return typst.compile(
                TEMPLATES / f"{_template(paper)}.typ",
                root=TEMPLATES,
                font_paths=_fonts(str(self.fonts)),
                ignore_system_fonts=True,
                sys_inputs={"paper": json.dumps(content), "qr": _qr(content.get("lookup", ""))},
                format="pdf",
                pdf_standards="a-2b",
                timestamp=datetime(
                    paper.head.on.year, paper.head.on.month, paper.head.on.day, tzinfo=UTC
                ),
            )
        except typst.TypstError as error:
            raise _refused(error, content) from error

    def bundle(self, papers: Sequence[tuple[str, bytes]]) -> bytes:
        """Join PDFs to one, each with a bookmark."""
        from pypdf import PdfReader, PdfWriter
        from pypdf.errors import PyPdfError

        if not papers:
            raise PaperNotPrinted("Chưa có giấy tờ nào để gộp; hãy in giấy tờ trước.")
        writer = PdfWriter()
        for number, (title, data) in enumerate(papers, start=1):
            try:
                writer.append(PdfReader(BytesIO(data)), outline_item=title, import_outline=False)
            except (PyPdfError, OSError, ValueError, KeyError, TypeError) as error:
                raise PaperNotPrinted(
                    f"Không gộp được tệp thứ {number} («{title}»): tệp không phải là PDF đọc được "
                    "hoặc có mật khẩu; hãy thay tệp đó rồi gộp lại."
                ) from error
        out = BytesIO()
        writer.write(out)
        return out.getvalue()


@cache
def _fonts(folder: str) -> "typst.Fonts":
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def _template(paper: Paper) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(paper).__name__).lower()


def _qr(text: str) -> str:
    """Return the code as an SVG, or nothing for no text."""
    if not text:
        return ""
    import segno

    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode("utf-8")


def _plain(value: Any, zone: tzinfo) -> Any:
    """Return a paper as what JSON holds; days, moments and money already in words."""
    match value:
        case tuple():
            return [_plain(one, zone) for one in value]
        case Mapping():
            return {key: _plain(one, zone) for key, one in value.items()}
        case BaseModel():
            return _plain(value.model_dump(), zone)
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name), zone) for one in fields(value)}
    return _told(value, zone)


def _told(value: Any, zone: tzinfo) -> Any:
    match value:
        case str():
            return _lines(value)
        case Decimal():
            return money_in_words(value)
        case datetime():
            local = value.astimezone(zone)
            return {
                "moment": moment_in_words(local),
                "day": day_in_words(local),
                "slashed": f"{local.hour:02} giờ {local.minute:02} phút, ngày {local:%d/%m/%Y}",
                "short": f"{local:%H:%M %d/%m/%Y}",
            }
        case date():
            return {"day": day_in_words(value), "short": f"{value:%d/%m/%Y}"}
    return value


def _lines(text: str) -> str:
    """Return text in NFC without control characters; lines stay lines."""
    kept = "".join(c if c.isprintable() or c.isspace() else " " for c in text)
    return "\n".join(line for line in map(clean, kept.splitlines()) if line)


def _texts(content: Any) -> Iterator[str]:
    match content:
        case str():
            yield content
        case list():
            for one in content:
                yield from _texts(one)
        case dict():
            yield from _texts(list(content.values()))


def _refused(error: "typst.TypstError", content: Any) -> PaperNotPrinted:
    """Say which text the font cannot show, and where it stands."""
    found = _NOT_IN_FONT.search(error.message)
    if found is None:
        return PaperNotPrinted(f"Không in được giấy tờ: {error.message}.")
    sign = found[1]
    where = next((text for text in _texts(content) if sign in text), sign)
    return PaperNotPrinted(
        f"Không in được ký tự «{sign}» trong «{where}»: phông chữ không có ký tự này. "
        "Sửa lại nội dung đó rồi in lại."
    )
