"""Archives that somebody tampered with."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["manifest_of", "rewritten"]

Parts = dict[str, bytes]


def manifest_of(path: Path) -> dict[str, Any]:
    """Return the table of contents."""
    with zipfile.ZipFile(path) as archive:
        content: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return content


def rewritten(
    path: Path,
    change: Callable[[Parts, dict[str, Any]], object],
    *,
    hashes: bool = False,
) -> Path:
    """Write the archive again after `change(parts, manifest)`; `hashes` makes the manifest fit."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    change(parts, manifest)
    if hashes:
        for part in [*manifest["tables"], *manifest["files"]]:
            data = parts[part["path"]]
            part["size"], part["sha256"] = len(data), hashlib.sha256(data).hexdigest()
            if "rows" in part:
                part["rows"] = data.count(b"\n")
    there = path.with_name(f"rewritten-{path.name}")
    with zipfile.ZipFile(there, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", json.dumps(manifest))
    return there
