"""Where papers are printed to PDF."""

from collections.abc import Sequence
from typing import Protocol

from thuocdo.core.papers import Paper

__all__ = ["PaperNotPrinted", "Papers"]


class PaperNotPrinted(Exception):
    """There is no PDF; the message says in Vietnamese why, and what would help."""


class Papers(Protocol):
    """Prints."""

    def pdf(self, paper: Paper) -> bytes:
        """Return the paper as PDF/A; the same paper gives the same bytes.

        Raises:
            PaperNotPrinted: it holds what cannot be printed, or fonts are missing.
        """

    def bundle(self, papers: Sequence[tuple[str, bytes]]) -> bytes:
        """Join PDFs to one, in order, each found by its title among the bookmarks.

        Raises:
            PaperNotPrinted: one of them is not a PDF that can be read, or there is none.
        """
