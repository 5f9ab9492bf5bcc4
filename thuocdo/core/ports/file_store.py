"""Where the bytes of files are kept, under keys that never change their content."""

from typing import Protocol

__all__ = ["FileMissing", "FileStore", "StoreUnavailable"]


class FileMissing(Exception):
    """Nothing is kept under this key."""


class StoreUnavailable(Exception):
    """The place where files are kept does not answer; nothing was kept or read."""


class FileStore(Protocol):
    """Keeps bytes. A key is made of the content's hash, so that putting it twice changes nothing."""

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes; when this returns they are safe.

        Raises:
            StoreUnavailable: they could not be kept.
        """

    def get(self, key: str) -> bytes:
        """Return the bytes.

        Raises:
            FileMissing: nothing is kept under the key.
            StoreUnavailable: they could not be read.
        """

    def has(self, key: str) -> bool:
        """Whether something is kept under the key.

        Raises:
            StoreUnavailable: nobody can tell now.
        """
