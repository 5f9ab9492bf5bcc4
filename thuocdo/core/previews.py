"""A document as plain blocks: what a page can show of it without running anything that is in it."""

from dataclasses import dataclass

__all__ = ["Block", "Heading", "Paragraph", "Preview", "TableBlock", "UnableToPreview"]


class UnableToPreview(Exception):
    """The file cannot be shown; the message says why. It can still be taken away."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 for the highest."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a point of a list."""

    text: str
    in_list: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table, every cell as text."""

    rows: tuple[tuple[str, ...], ...]
    title: str = ""


Block = Heading | Paragraph | TableBlock


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown; `shortened` tells that the file holds more."""

    blocks: tuple[Block, ...]
    shortened: bool = False
