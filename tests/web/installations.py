"""Empty places to restore into, on the database that is being tested and on SQLite."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection
from psycopg import sql

__all__ = ["Place", "a_place", "files_in", "here", "rows_in"]


@dataclass(frozen=True)
class Place:
    """An installation: its data folder and its database."""

    folder: Path
    url: str

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `thuocdo` there."""
        place = {"THUOCDO_DATABASE_URL": self.url, "THUOCDO_DATA_DIR": str(self.folder)}
        return subprocess.run(
            [sys.executable, "-m", "thuocdo", *words],
            env=os.environ | place,
            capture_output=True,
            text=True,
        )


def here(folder: Path) -> Place:
    """Return the tests' own database, with files under `folder`."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return Place(folder, f"sqlite:///{at['NAME']}")
    return Place(folder, f"postgresql://{at['USER']}@{at['HOST']}:{at['PORT']}/{at['NAME']}")


@contextmanager
def a_place(folder: Path, vendor: str) -> Iterator[Place]:
    """Yield an empty place on a database of this vendor."""
    folder.mkdir()
    if vendor == "sqlite":
        yield Place(folder, f"sqlite:///{folder / 'thuocdo.sqlite3'}")
        return
    name = f"place_{uuid4().hex}"
    at = connection.settings_dict
    server = f"postgresql://{at['USER']}@{at['HOST']}:{at['PORT']}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administrator:
        administrator.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield Place(folder, f"{server}/{name}")
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            administrator.execute(drop)


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every kept file by its name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows_in(place: Place) -> dict[str, list[list[Any]]]:
    """Return every row of every table, asked of the database itself."""
    if place.url.startswith("sqlite"):
        with sqlite3.connect(place.url.removeprefix("sqlite:///")) as lite:
            found = lite.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            tables = [name for (name,) in found]
            each = 'SELECT * FROM "{}"'
            read = {name: lite.execute(each.format(name)).fetchall() for name in tables}
    else:
        with psycopg.connect(place.url) as big:
            asked = big.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            tables = [name for (name,) in asked]
            every = sql.SQL("SELECT * FROM {}")
            read = {
                name: big.execute(every.format(sql.Identifier(name))).fetchall() for name in tables
            }
    return {
        name: sorted(([_plain(value) for value in row] for row in rows), key=repr)
        for name, rows in read.items()
    }


def _plain(value: Any) -> Any:
    """JSON by its meaning: SQLite keeps the order of its keys, and they are sorted in a backup."""
    if isinstance(value, str) and value[:1] in {"{", "["}:
        value = json.loads(value)
    return json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else value
