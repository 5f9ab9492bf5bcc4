"""Many writers at once: nobody fails, nothing is lost, on either database."""

import threading

import pytest
from django.db import connection, transaction

from tests.people import NOW, World
from thuocdo.apps.organisations.models import Agency, AuditEntry
from thuocdo.apps.organisations.services import broken_seal, record, seal_journal

WRITERS, TIMES = 64, 3


@pytest.mark.django_db(transaction=True)
def test_64_writers_that_read_before_they_write_lose_nothing(world: World) -> None:
    before = AuditEntry.objects.count()
    faults: list[BaseException] = []
    start = threading.Barrier(WRITERS)

    def write() -> None:
        try:
            start.wait()
            for _ in range(TIMES):
                with transaction.atomic():
                    agency = Agency.objects.select_for_update().get(pk=world.transport.pk)
                    agency.short_name = str(int(agency.short_name) + 1)
                    agency.save(update_fields=["short_name"])
                    record(now=NOW, by=None, agency=agency, action="test.counted", subject=agency)
        except BaseException as fault:  # noqa: BLE001 - a thread's fault must reach the test
            faults.append(fault)
        finally:
            connection.close()

    Agency.objects.filter(pk=world.transport.pk).update(short_name="0")
    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    sealed = seal_journal()
    for thread in threads:
        thread.join()
    assert faults == []
    world.transport.refresh_from_db()
    assert world.transport.short_name == str(WRITERS * TIMES)
    assert sealed + seal_journal() == before + WRITERS * TIMES
    assert broken_seal() is None


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_lets_the_next_one_in(world: World) -> None:
    def fail() -> None:
        with transaction.atomic():
            Agency.objects.update(short_name="x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    done = threading.Event()

    def write() -> None:
        with transaction.atomic():
            Agency.objects.filter(pk=world.transport.pk).update(short_name="y")
        connection.close()
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    assert done.wait(10)
    thread.join()
    world.transport.refresh_from_db()
    assert world.transport.short_name == "y"
