"""Changing a copy of the catalogue, to see what its check says."""

from pathlib import Path


def change(root: Path, file: str, old: str, new: str) -> int:
    """Replace the first `old`; return the line on which it stood."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
