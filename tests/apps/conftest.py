"""The database is allowed here and under tests/web, nowhere else."""

from pathlib import Path

import pytest

from tests.people import World, make_world


@pytest.fixture(autouse=True)
def _database(db: None, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def world() -> World:
    return make_world()
