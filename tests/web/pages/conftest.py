"""Pages are asked by Django's test client, on a database."""

from pathlib import Path

import pytest
from django.test import Client

from tests.web.merging import take_in_open
from tests.web.office import Office, open_office


@pytest.fixture(autouse=True)
def _database(db: None, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def office() -> Office:
    return open_office()


@pytest.fixture
def an(office: Office, client: Client) -> Client:
    """An, signed in: the officer of the transport department."""
    client.force_login(office.an)
    return client


@pytest.fixture
def merging(office: Office) -> Office:
    take_in_open(office)
    return office
