"""Commands on files know what ships only, as they do outside of these tests, without Django."""

from collections.abc import Iterator

import pytest

from thuocdo.apps.rulebooks import in_force


@pytest.fixture(autouse=True)
def _without_database() -> Iterator[None]:
    kept = list(in_force._sources)
    in_force.use(None)
    yield
    in_force.use(kept[0] if kept else None)
