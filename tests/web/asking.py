"""Asking pages of a process of its own, whose database is elsewhere or nowhere."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Answer", "ask"]

_ASK = """
import django, json, sys
django.setup()
from django.conf import settings
from django.test import Client
client = Client(raise_request_exception=False, HTTP_HOST="localhost")
client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
for path in sys.argv[1:]:
    answer = client.get(path)
    print(json.dumps([answer.status_code, answer.content.decode()]))
"""


@dataclass(frozen=True)
class Answer:
    """What came back, and what the process wrote to its log by then."""

    status_code: int
    text: str
    log: str


def ask(url: str, folder: Path, *paths: str, **settings: str) -> list[Answer]:
    """Ask with a session's cookie, so that a page looks into the database who that is."""
    place = {"THUOCDO_DATABASE_URL": url, "THUOCDO_DATA_DIR": str(folder)} | settings
    environment = os.environ | place | {"DJANGO_SETTINGS_MODULE": "thuocdo.web.settings"}
    done = subprocess.run(
        [sys.executable, "-c", _ASK, *paths], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [Answer(status, said, done.stderr) for status, said in answers]
