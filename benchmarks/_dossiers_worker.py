"""Fill an office with dossiers and time its pages; what `fill` makes, `time` asks for.

Prints a line for each address: its name, the mean and the slowest milliseconds, the queries.
"""

import os
import statistics
import sys
import time
from datetime import UTC, date, datetime
from http import HTTPStatus

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.web.settings")

UNTIL = date(2026, 6, 1)
ROUNDS = 30
PAGES = {
    "list": "/ho-so/",
    "list-of-a-procedure": "/ho-so/?thu-tuc=1.002820",
    "list-by-name": "/ho-so/?tim=nguyen+van+duc",
    "search-three-words": "/ho-so/tim/?q=nguyen+van+duc",
    "search-one-word": "/ho-so/tim/?q=duc",
    "search-common-words": "/ho-so/tim/?q=van+nguyen",
    "search-begun-word": "/ho-so/tim/?q=do+anh+ngu",
    "search-number": "/ho-so/tim/?q=030000000123",
    "search-code": "/ho-so/tim/?q=260303-0001",
    "queue": "/ho-so/viec/",
}


def main(what: str, count: int = 0) -> None:
    """Do one part in a process of its own."""
    import django

    django.setup()
    if what == "fill":
        _fill(count)
    elif what == "cookie":
        print(_cookie())
    else:
        _time()


def _fill(count: int) -> None:
    from django.core.management import call_command

    from benchmarks._dossiers_fill import check, fill
    from tests.counter import make_counter
    from tests.people import make_world

    call_command("migrate", verbosity=0)
    counter = make_counter(make_world())
    fill(counter.agency, counter.dung, count, UNTIL)
    if check(count):
        raise SystemExit("what was filled in bulk differs from its events")


def _cookie() -> str:
    from django.conf import settings
    from django.test import Client

    from thuocdo.apps.organisations.models import User

    client = Client()
    client.force_login(User.objects.get(username="dung"))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _time() -> None:
    import time_machine
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from thuocdo.apps.organisations.models import User

    settings.ALLOWED_HOSTS = ["testserver"]
    with time_machine.travel(datetime.combine(UNTIL, datetime.min.time(), UTC)):
        client = Client()
        client.force_login(User.objects.get(username="dung"))
        for name, address in PAGES.items():
            assert client.get(address).status_code == HTTPStatus.OK, address
            times = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                client.get(address)
                times.append((time.perf_counter() - began) * 1000)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            print(name, statistics.mean(times), max(times), len(queries), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
