"""Reading files back."""

from thuocdo.apps.documents.models import File

__all__ = ["read_file"]


def read_file(file: File) -> bytes:
    """Return the bytes of a kept file."""
    with file.content.open("rb") as content:
        return bytes(content.read())
