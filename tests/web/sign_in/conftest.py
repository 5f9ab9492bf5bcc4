"""Signing in is tested on a database, with limits that begin anew in each test."""

from pathlib import Path

import pytest
from django.core.cache import cache

from tests.people import World, make_world


@pytest.fixture(autouse=True)
def _database(db: None, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()


@pytest.fixture
def world() -> World:
    return make_world()
