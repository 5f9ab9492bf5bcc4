"""Pages are asked by Django's test client, on a database."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from tests.counter import Counter, make_counter, receive
from tests.web.merging import take_in_open
from tests.web.office import Office, open_office
from tests.web.pages.counter import MONDAY, signed_in
from thuocdo.apps.dossiers.models import Dossier


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
def counter(office: Office) -> Iterator[Counter]:
    """The desk of An's department, on a Monday in March two hours after MONDAY."""
    with time_machine.travel(MONDAY + timedelta(hours=2), tick=False):
        yield make_counter(office)


@pytest.fixture
def clerk(counter: Counter) -> Client:
    return signed_in(counter.dung)


@pytest.fixture
def dossier(counter: Counter) -> Dossier:
    return receive(counter, MONDAY)


@pytest.fixture
def merging(office: Office) -> Office:
    take_in_open(office)
    return office
