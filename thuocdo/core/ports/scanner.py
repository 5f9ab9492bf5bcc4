"""Looking for what harms in a file before it is kept."""

from typing import Protocol

__all__ = ["ScanFailed", "Scanner"]


class ScanFailed(Exception):
    """The scanner did not answer or could not judge; the file must not be taken for clean."""


class Scanner(Protocol):
    """Judges bytes."""

    def __call__(self, data: bytes) -> str:
        """Return the name of what was found, or an empty text for a clean file.

        Raises:
            ScanFailed: it could not be judged.
        """
