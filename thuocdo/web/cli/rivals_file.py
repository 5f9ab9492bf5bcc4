"""A file of the other agencies' results: `code: percent`, or the percents of several years."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from thuocdo.apps.rulebooks.documents import CatalogueError, Yaml, read_yaml
from thuocdo.core.simulation import Rival
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.core.vietnamese import parse_number

__all__ = ["read_rivals_file"]

_HOW = "ghi «mã: tỷ lệ» hoặc «mã: {2022: tỷ lệ, 2023: tỷ lệ}», tỷ lệ từ 0 đến 100"
_LAST_YEAR = 0  # the year of a result that names none
_WHOLE = 100


def read_rivals_file(file: str) -> tuple[Rival, ...]:
    """Read every agency of the file.

    Raises:
        UnreadableFile: there is no such file.
        CatalogueError: what is wrong in it, with file and line.
    """
    path = Path(file)
    try:
        document = read_yaml(path, root=path.parent)
    except OSError:
        raise UnreadableFile(f"Không mở được tệp «{file}».") from None
    if not isinstance(document.content, dict) or not document.content:
        raise CatalogueError([f"{document.file}: {_HOW}"])
    return tuple(_rival(document, agency, told) for agency, told in document.content.items())


def _rival(document: Yaml, agency: str, told: Any) -> Rival:
    years = told if isinstance(told, dict) else {str(_LAST_YEAR): told}
    try:
        percents = {int(year): _percent(percent) for year, percent in years.items()}
    except ValueError:
        raise CatalogueError([f"{document.place((agency,))}: «{agency}»: {_HOW}"]) from None
    return Rival(agency, percents)


def _percent(text: object) -> Decimal:
    percent = parse_number(str(text).replace(".", ","))
    if not 0 <= percent <= _WHOLE:
        raise ValueError
    return percent
