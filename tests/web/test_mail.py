"""The worker as a process of its own sends a letter although the mail server was down at first."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.__main__ import free_port
from tests.people import NOW, make_world
from tests.smtp import a_mail_server
from tests.web.installations import here
from tests.web.office import dossiers_csv
from tests.web.test_worker import PATIENCE, wait_until
from thuocdo.apps.dossiers.services import request_import
from thuocdo.apps.organisations.models import MailState, Notice, NoticeMail


@pytest.mark.django_db(transaction=True)
def test_who_asked_for_an_import_is_written_to_once_the_server_is_back(settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path / "files"
    world, port = make_world(), free_port()
    world.an.email = "an@so.example"
    world.an.save()
    request_import(
        agency=world.transport, file_name="ho-so.csv", data=dossiers_csv(), by=world.an, now=NOW
    )
    place = here(tmp_path)
    environment = os.environ | {
        "THUOCDO_DATABASE_URL": place.url,
        "THUOCDO_DATA_DIR": str(tmp_path),
        "THUOCDO_MAIL_HOST": "127.0.0.1",
        "THUOCDO_MAIL_PORT": str(port),
        "THUOCDO_MAIL_TLS": "none",
        "THUOCDO_PUBLIC_URL": "https://thuocdo.example",
    }
    worker = subprocess.Popen(
        [sys.executable, "-m", "thuocdo", "worker"], env=environment, stderr=subprocess.PIPE
    )
    try:
        wait_until(lambda: NoticeMail.objects.filter(attempts=1, state=MailState.QUEUED).exists())
        with a_mail_server(port) as server:
            wait_until(lambda: NoticeMail.objects.get().state == MailState.SENT)
    finally:
        worker.send_signal(signal.SIGTERM)
        log = worker.communicate(timeout=PATIENCE)[1].decode()
    (letter,) = server.letters
    assert letter["Subject"].strip() == "Thước Đo: Đã nhập xong «ho-so.csv»"
    body = letter.get_payload(decode=True).decode()
    assert "Dùng được 60/60 hồ sơ, số liệu đến ngày" in body
    assert f"https://thuocdo.example{Notice.objects.get().url}" in body
    assert "organisations.mail.failed" in log
    assert "an@so.example" not in log
