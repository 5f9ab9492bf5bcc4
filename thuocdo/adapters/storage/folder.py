"""Files in a folder of this machine: the store that is there without setting anything up."""

import os
import tempfile
from pathlib import Path, PurePosixPath

from thuocdo.core.ports.file_store import FileMissing, StoreUnavailable

__all__ = ["FolderStore"]


class FolderStore:
    """Keeps each file under its key below `folder`; a file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: str, data: bytes) -> None:
        """Write beside, then rename: a crash leaves no half file under the key."""
        place = self._place(key)
        if place.exists():
            return
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, fresh = tempfile.mkstemp(dir=place.parent, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                Path(fresh).replace(place)
            except BaseException:
                Path(fresh).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise StoreUnavailable(f"Không ghi được tệp vào kho ({error.strerror}).") from error

    def get(self, key: str) -> bytes:
        """Read the whole file."""
        try:
            return self._place(key).read_bytes()
        except FileNotFoundError as error:
            raise FileMissing(key) from error
        except OSError as error:
            raise StoreUnavailable(f"Không đọc được tệp từ kho ({error.strerror}).") from error

    def has(self, key: str) -> bool:
        """Whether the file is there."""
        return self._place(key).is_file()

    def _place(self, key: str) -> Path:
        parts = PurePosixPath(key).parts
        if not parts or key.startswith("/") or ".." in parts:
            raise ValueError(f"{key}: no key of a store")
        return self._folder.joinpath(*parts)
