"""The worker as a process of its own: it takes an import from the queue and seals the journal."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from tests.people import NOW, World, make_world
from tests.web.office import dossiers_csv
from thuocdo.apps.dossiers.models import DossierImport, ImportState
from thuocdo.apps.dossiers.services import request_import
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.apps.organisations.queries.heartbeat import worker_signs
from thuocdo.apps.organisations.services import broken_seal

PATIENCE = 60


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "the worker did not do it"
        time.sleep(0.2)


@pytest.mark.django_db(transaction=True)
def test_a_requested_file_is_read_and_the_journal_sealed(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    world: World = make_world()
    requested = request_import(
        agency=world.transport, file_name="ho-so.csv", data=dossiers_csv(), by=world.an, now=NOW
    )
    database = connection.settings_dict
    name, host, port = database["NAME"], database["HOST"], database["PORT"]
    url = (
        f"sqlite:///{name}"
        if connection.vendor == "sqlite"
        else f"postgresql://{database['USER']}@{host}:{port}/{name}"
    )
    environment = os.environ | {"THUOCDO_DATABASE_URL": url, "THUOCDO_DATA_DIR": str(tmp_path)}
    worker = subprocess.Popen([sys.executable, "-m", "thuocdo", "worker"], env=environment)
    try:
        imports = DossierImport.objects.filter(pk=requested.pk)
        wait_until(lambda: imports.get().state == ImportState.COMPLETED)
        wait_until(lambda: worker_signs(timezone.now()).silent is not None)
        wait_until(lambda: not AuditEntry.objects.filter(number__isnull=True).exists())
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
    assert imports.get().counts["kept"] == 60
    assert broken_seal() is None
    assert (tmp_path / "journal-head").is_file()
