"""The catalogue as it ships: what was published somewhere is not looked at here."""

from collections.abc import Iterator

import pytest

from thuocdo.apps.rulebooks import in_force


@pytest.fixture(autouse=True)
def _without_database() -> Iterator[None]:
    kept = list(in_force._sources)
    in_force.use(None)
    yield
    in_force.use(kept[0] if kept else None)
