"""The journal: written with the work, sealed in order, and telling when somebody touched it."""

import pytest
from django.db import transaction

from tests.people import NOW, World
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.apps.organisations.services import broken_seal, record, seal_journal


def write(world: World, action: str = "test.done", **after: object) -> AuditEntry:
    with transaction.atomic():
        return record(
            now=NOW,
            by=world.an,
            agency=world.transport,
            action=action,
            subject=world.transport,
            after=after,
        )


def test_an_entry_says_who_in_which_position_did_what(world: World) -> None:
    entry = write(world, points="1.5")
    assert (entry.actor, entry.position, entry.agency) == (world.an, "Chuyên viên", world.transport)
    assert entry.subject == f"organisations.agency:{world.transport.pk}"
    assert entry.number is None


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_a_mistake(world: World) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record(now=NOW, by=None, agency=None, action="x", subject="y")


def test_sealing_numbers_without_gaps_and_goes_on_where_it_stopped(world: World) -> None:
    first = seal_journal()
    write(world)
    write(world)
    assert seal_journal() == 2
    assert seal_journal() == 0
    numbers = AuditEntry.objects.order_by("pk").values_list("number", flat=True)
    assert list(numbers) == list(range(1, first + 3))
    assert broken_seal() is None


@pytest.mark.parametrize(
    "change", [{"action": "other"}, {"after": {"points": "2"}}, {"position": "Giám đốc"}]
)
def test_a_changed_entry_is_found(world: World, change: dict) -> None:
    write(world, points="1")
    seal_journal()
    victim = AuditEntry.objects.order_by("-pk")[0]
    AuditEntry.objects.filter(pk=victim.pk).update(**change)
    assert broken_seal() == victim.number


def test_a_removed_entry_is_found(world: World) -> None:
    write(world)
    write(world)
    seal_journal()
    AuditEntry.objects.filter(number=2).delete()
    assert broken_seal() == 2
