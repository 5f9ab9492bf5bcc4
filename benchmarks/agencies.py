"""The tree of agencies on a day: 4,000 of them, read from a database of its own."""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks._figures import Figure

AGENCIES = 4_000
PROVINCES = 34
TIMES = 30
MOST_MILLISECONDS = 10
MOST_AFTER_A_CHANGE = 200  # once for each process after each change
DAY = date(2025, 7, 1)


def run() -> Iterator[Figure]:
    """Measure the median of reading the tree of a day, from SQL to children by parent."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "thuocdo.web.settings",
            "THUOCDO_DATA_DIR": folder,
            "THUOCDO_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        }
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0, interactive=False)
        _fill()
        cold, warm = [], []
        for number in range(1, TIMES + 1):
            _change()
            cold.append(_read(DAY))
            warm.append(_read(DAY - timedelta(days=number)))
        connection.close()
    print(f"   {AGENCIES} agencies; best {min(warm):.2f} ms, worst {max(warm):.2f} ms")
    yield Figure("tree as of any day", statistics.median(warm), MOST_MILLISECONDS, " ms")
    title = "the same, first after a change of the directory"
    yield Figure(title, statistics.median(cold), MOST_AFTER_A_CHANGE, " ms")


def _change() -> None:
    from django.db import transaction

    from thuocdo.apps.organisations.services.periods import hold_directory

    with transaction.atomic():
        hold_directory()


def _read(day: date) -> float:
    """Return how many milliseconds of the processor the tree took; others may be busy on it."""
    from thuocdo.apps.organisations.queries import tree_as_of

    began = time.process_time()
    tree = tree_as_of(day)
    taken = (time.process_time() - began) * 1000
    assert len(tree) == AGENCIES, len(tree)
    return taken


def _fill() -> None:
    """Make provinces and what is under them; each once renamed, so that there is history."""
    from thuocdo.apps.organisations.models import Agency, AgencyName, AgencyParent

    since, renamed = date(2016, 1, 1), DAY - timedelta(days=30)
    made = Agency.objects.bulk_create(
        Agency(
            code=f"B{number:04}",
            name=f"Cơ quan {number}",
            short_name=f"CQ {number}",
            level="PROVINCE" if number < PROVINCES else "COMMUNE",
            valid_from=since,
        )
        for number in range(AGENCIES)
    )
    names, links = [], []
    for number, agency in enumerate(made):
        parent = made[number % PROVINCES] if number >= PROVINCES else None
        for start, end in ((since, renamed), (renamed, None)):
            period = {"agency": agency, "valid_from": start, "valid_to": end}
            names.append(AgencyName(name=agency.name, short_name=agency.short_name, **period))
            links.append(AgencyParent(parent=parent, **period))
    AgencyName.objects.bulk_create(names)
    AgencyParent.objects.bulk_create(links)
