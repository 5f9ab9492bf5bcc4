"""Many counters at once, and a server that dies while they work, on either database."""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings as running
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.__main__ import free_port
from tests.counter import LICENCE, Counter, every_part, make_counter, party
from tests.door import serving
from tests.people import make_world
from tests.web.installations import here
from thuocdo.apps.dossiers.models import Dossier, DossierEvent, DossierSerial, PublishedDossier
from thuocdo.apps.dossiers.services import Intake, rebuild_published, receive_dossier
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.apps.rulebooks.queries import clock, one_stop_rules, procedure_in_force

MONDAY = datetime(2024, 3, 4, 1, 30, tzinfo=UTC)
WRITERS, TIMES = 64, 2
KILLED_AFTER, CLIENTS, ASKED = 40, 16, 400


@pytest.fixture
def counter(transactional_db: None, settings, tmp_path: Path) -> Counter:
    settings.MEDIA_ROOT = tmp_path / "files"
    return make_counter(make_world())


def at_once(many: int, work: Callable[[int], None]) -> list[BaseException]:
    """Run the work in so many threads, begun together; return what went wrong in them."""
    faults: list[BaseException] = []
    start = threading.Barrier(many)

    def run(number: int) -> None:
        try:
            start.wait()
            work(number)
        except BaseException as fault:  # noqa: BLE001 - a thread's fault must reach the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def serials(day: datetime) -> list[int]:
    """The numbers that the agency's codes of a day end in, in order."""
    start = one_stop_rules().code_format(clock().day_of(day)).code("H99.15", clock().day_of(day), 1)
    codes = Dossier.objects.filter(code__startswith=start[:-4]).values_list("code", flat=True)
    return sorted(int(code.rpartition("-")[2]) for code in codes)


def whole() -> None:
    """Every dossier has its event, its published row and its entry, and nothing else is there."""
    keys = set(Dossier.objects.values_list("pk", flat=True))
    assert set(DossierEvent.objects.values_list("dossier", flat=True)) == keys
    assert DossierEvent.objects.count() == len(keys)
    assert set(PublishedDossier.objects.values_list("pk", flat=True)) == keys
    told = AuditEntry.objects.filter(action="dossiers.dossier.received")
    assert sorted(told.values_list("subject", flat=True)) == sorted(
        f"dossiers.dossier:{key}" for key in keys
    )
    assert rebuild_published() == 0


def test_64_counters_at_once_get_codes_without_a_gap(counter: Counter) -> None:
    """Nobody has taken in on that day: the first ones meet at its serial."""
    procedure = procedure_in_force(LICENCE, MONDAY.date())
    codes: list[str] = []

    def take_in(number: int) -> None:
        for time in range(TIMES):
            intake = Intake(
                procedure=procedure,
                party=party(f"Trần Văn {number}", f"0010880{number:03}{time:02}"),
                parts=every_part(procedure),
            )
            made = receive_dossier(
                agency=counter.agency, intake=intake, by=counter.dung, now=MONDAY
            )
            codes.append(made.code)

    assert at_once(WRITERS, take_in) == []
    assert len(set(codes)) == WRITERS * TIMES
    assert serials(MONDAY) == list(range(1, WRITERS * TIMES + 1))
    assert DossierSerial.objects.get().last == WRITERS * TIMES
    whole()


def test_one_party_at_many_counters_at_once_is_kept_once(counter: Counter) -> None:
    procedure = procedure_in_force(LICENCE, MONDAY.date())
    intake = Intake(procedure=procedure, party=party(), parts=every_part(procedure))

    def take_in(_: int) -> None:
        receive_dossier(agency=counter.agency, intake=intake, by=counter.dung, now=MONDAY)

    assert at_once(WRITERS, take_in) == []
    assert Dossier.objects.values("applicant").distinct().count() == 1
    whole()


def test_a_server_killed_while_it_takes_in_loses_nothing_it_answered(
    counter: Counter, tmp_path: Path
) -> None:
    cookie = signed_in(counter)
    environment = {
        "THUOCDO_DATABASE_URL": here(tmp_path).url,
        "THUOCDO_DATA_DIR": str(tmp_path),
        "THUOCDO_SECRET_KEY": running.SECRET_KEY,
    }
    connection.close()
    port = free_port()
    answered = killed_in_the_middle(environment, port, cookie)
    kept = set(Dossier.objects.values_list("code", flat=True))
    assert len(set(answered)) == len(answered) >= KILLED_AFTER
    assert set(answered) <= kept
    assert len(kept) < ASKED, "it was killed in the middle"
    assert len(kept) - len(answered) <= CLIENTS, "what was not answered was under way"
    assert serials(timezone.now()) == list(range(1, len(kept) + 1))
    whole()
    with serving(environment, port=port), door_at(port) as door:
        assert take_in(door, cookie, ASKED).endswith(f"-{len(kept) + 1:04}")
    whole()


def signed_in(counter: Counter) -> str:
    """Sign the clerk in; return the cookie."""
    client = Client()
    client.force_login(counter.dung)
    name = running.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def killed_in_the_middle(environment: dict[str, str], port: int, cookie: str) -> list[str]:
    """Take in by many clients until the server is killed; return the codes that it answered."""
    answered: list[str] = []
    killed = threading.Event()

    with serving(environment, port=port) as server:

        def ask(client: int) -> None:
            with door_at(port) as door:
                for number in range(client, ASKED, CLIENTS):
                    try:
                        answered.append(take_in(door, cookie, number))
                    except (OSError, HTTPException):
                        assert killed.is_set(), "the server failed before it was killed"
                        return
                    if len(answered) == KILLED_AFTER:
                        killed.set()
                        os.killpg(server.pid, signal.SIGKILL)

        assert at_once(CLIENTS, ask) == []
        assert killed.is_set()
        server.wait()
    return answered


def door_at(port: int) -> closing[HTTPConnection]:
    return closing(HTTPConnection("127.0.0.1", port, timeout=30))


def take_in(door: HTTPConnection, cookie: str, number: int) -> str:
    """Take one dossier in over HTTP; return its code."""
    told = urlencode({"ten": f"Nguyễn Văn {number}", "so": f"036088{number:06}"})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    door.request("POST", "/cua/nhan/", told, headers)
    answer = door.getresponse()
    said = answer.read().decode()
    assert answer.status == 201, f"{answer.status}: {said[:300]}"
    return said
