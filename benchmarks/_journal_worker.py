"""Time a write with and without its journal entry, in turns, at 25 entries a second.

Prints a line for each way of writing: its name, then both medians in milliseconds.
"""

import os
import statistics
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from http import HTTPStatus

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.web.settings")

A_SECOND = 25
ROUNDS = 200
FACT = "dossiers.apology_notes"


def main() -> None:
    """Measure while the journal is being sealed, as it is in an office."""
    import django

    django.setup()
    from django.core.management import call_command

    from thuocdo.web.cli.serving import seal_every_second

    call_command("migrate", verbosity=0)
    stop = threading.Event()
    sealing = threading.Thread(target=seal_every_second, args=(stop,), daemon=True)
    sealing.start()
    for name, write in ways().items():
        plain, journalled = measure(write)
        print(name, plain * 1000, journalled * 1000, flush=True)
    stop.set()
    sealing.join(5)


def ways() -> dict[str, Callable[[int], None]]:
    """Return two ways to declare a number: by the service alone, and as a request of a person."""
    from django.conf import settings
    from django.test import Client

    from thuocdo.apps.organisations.models import AgencyLevel
    from thuocdo.apps.organisations.services import create_agency, create_user
    from thuocdo.apps.reports import services
    from thuocdo.core.facts import FactScope
    from thuocdo.core.periods import calendar_year

    now, day = datetime(2024, 6, 1, tzinfo=UTC), date(2024, 6, 1)
    agency = create_agency(
        code="H99",
        name="Sở",
        short_name="Sở",
        level=AgencyLevel.PROVINCE,
        ranking_group="departments",
        valid_from=date(2020, 1, 1),
        now=now,
    )
    user = create_user(
        username="an",
        password="x",  # noqa: S106 - a throw-away database
        family_name="Trần",
        given_name="An",
        job_title="Chuyên viên",
        agency=agency,
        now=now,
    )
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(user)
    scope = FactScope(agency.code, calendar_year(day), day)
    field = FACT.replace(".", "-")

    def service(number: int) -> None:
        services.declare_fact(
            agency=agency,
            name=FACT,
            scope=scope,
            numerator=Decimal(number),
            denominator=Decimal(1),
            note="Sổ theo dõi",
            by=user,
            now=now,
        )

    def request(number: int) -> None:
        told = {"fact": FACT, f"{field}-value": str(number), f"{field}-note": "Sổ theo dõi"}
        answer = client.post(f"/diem/3.4.2/vi-sao/?den={day}", told)
        assert answer.status_code == HTTPStatus.SEE_OTHER, answer.status_code

    return {"service": service, "request": request}


def measure(write: Callable[[int], None]) -> tuple[float, float]:
    """Return the median seconds of a write without and with its entry."""
    from thuocdo.apps.reports import services

    record = vars(services)["record"]
    times: dict[bool, list[float]] = {False: [], True: []}
    for number in range(ROUNDS * 2):
        with_entry = bool(number % 2)
        vars(services)["record"] = record if with_entry else _no_entry
        began = time.perf_counter()
        write(number)
        took = time.perf_counter() - began
        times[with_entry].append(took)
        time.sleep(max(0.0, 1 / A_SECOND / 2 - took))
    vars(services)["record"] = record
    return statistics.median(times[False]), statistics.median(times[True])


def _no_entry(**_: object) -> None:
    """Stand in for the journal."""


if __name__ == "__main__":
    main()
