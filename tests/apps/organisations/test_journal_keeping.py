"""Personal data go when they must, content goes when it is old, and the chain holds."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.people import NOW, World
from thuocdo.apps.organisations.journal.entries import note_reading
from thuocdo.apps.organisations.models import AuditEntry, PersonalPayload
from thuocdo.apps.organisations.services import (
    apply_retention,
    check_journal,
    erase_personal,
    record,
    seal_journal,
)
from thuocdo.core.retention import Retention, RetentionRule

KEPT = Retention(
    personal_months=12,
    reference="Quy chế thử",
    rules=(
        RetentionRule(
            id="readings", title="Lượt xem", actions=("*.read",), keep_months=6, reference="QC"
        ),
        RetentionRule(
            id="tests", title="Việc thử", actions=("test.*",), keep_months=24, reference="QC"
        ),
    ),
)


def write(world: World, action: str, *, name: str = "", months: int = 0) -> AuditEntry:
    with transaction.atomic():
        return record(
            now=NOW - timedelta(days=31 * months),
            by=world.an,
            agency=world.transport,
            action=action,
            subject=world.transport,
            after={"points": "1"},
            personal={"name": name} if name else None,
            about=world.an,
        )


def about(world: World) -> str:
    return f"organisations.user:{world.an.pk}"


def test_personal_data_stand_apart_from_the_entry(world: World) -> None:
    entry = write(world, "test.done", name="Nguyễn Văn Kín")
    entry.refresh_from_db()
    assert "Kín" not in str(vars(entry))
    assert entry.personal.content == {"name": "Nguyễn Văn Kín"}
    assert entry.personal.about == about(world)
    assert len(entry.personal_seal) == 64


def test_the_same_data_leave_another_hash_each_time(world: World) -> None:
    one, other = write(world, "test.done", name="Kín"), write(world, "test.done", name="Kín")
    assert one.personal_seal != other.personal_seal


def test_a_new_account_leaves_no_name_in_the_chain(world: World) -> None:
    entry = AuditEntry.objects.get(action="organisations.user.created", subject=about(world))
    assert entry.after == {}
    assert entry.personal.content["username"] == "an"


def test_erasing_takes_content_and_salt_and_leaves_the_chain_whole(world: World) -> None:
    kept = write(world, "test.done")
    erased = write(world, "test.done", name="Kín")
    seal_journal()
    count = erase_personal(about=about(world), reason="Đơn ngày 01/02/2024", by=world.an, now=NOW)
    assert count == 2  # the account's making, and the entry above
    payload = PersonalPayload.objects.get(entry=erased)
    assert (payload.content, payload.salt) == ({}, "")
    told = AuditEntry.objects.latest("pk")
    assert told.action == "organisations.personal.erased"
    assert told.after["count"] == 2
    assert told.after["reason"] == "Đơn ngày 01/02/2024"
    seal_journal()
    assert check_journal().faults == ()
    assert PersonalPayload.objects.filter(erased_by=None).count() == 2  # Bình's and Cường's
    kept.refresh_from_db()
    assert kept.after == {"points": "1"}


def test_erasing_nothing_writes_nothing(world: World) -> None:
    before = AuditEntry.objects.count()
    assert erase_personal(about="organisations.user:0", reason="x", by=None, now=NOW) == 0
    assert AuditEntry.objects.count() == before


def test_an_erasure_outside_the_software_is_found(world: World) -> None:
    write(world, "test.done", name="Kín")
    erase_personal(about=about(world), reason="x", by=None, now=NOW)
    seal_journal()
    told = AuditEntry.objects.latest("pk")
    other = PersonalPayload.objects.get(about=f"organisations.user:{world.binh.pk}")
    PersonalPayload.objects.filter(pk=other.pk).update(content={}, salt="", erased_by=told)
    (fault,) = check_journal().faults
    assert "nội dung bị xóa ngoài phần mềm" in fault.text
    assert fault.number == told.number


def test_erased_data_keep_no_salt(world: World) -> None:
    write(world, "test.done", name="Kín")
    payload = PersonalPayload.objects.latest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalPayload.objects.filter(pk=payload.pk).update(salt="")


def test_retention_blanks_what_is_old_by_the_first_rule_that_names_it(world: World) -> None:
    old_reading = write(world, "test.read", months=7)
    new_reading = write(world, "test.read", months=5)
    old_work = write(world, "test.done", name="Kín", months=25)
    newer_work = write(world, "test.done", months=23)
    other = write(world, "other.done", months=99)
    seal_journal()
    unsealed = write(world, "test.read", months=50)
    done = apply_retention(retention=KEPT, now=NOW)
    assert done.expired == (("Lượt xem", 1), ("Việc thử", 1))
    assert done.personal == 0
    for entry in (old_reading, old_work):
        entry.refresh_from_db()
        assert (entry.actor, entry.subject, entry.after, entry.position) == (None, "", {}, "")
        assert entry.number
        assert entry.seal
    assert PersonalPayload.objects.get(entry=old_work).content == {}
    for entry in (new_reading, newer_work, other, unsealed):
        entry.refresh_from_db()
        assert entry.after == {"points": "1"}
    seal_journal()
    assert check_journal().faults == ()
    assert apply_retention(retention=KEPT, now=NOW).expired == (("Lượt xem", 1), ("Việc thử", 0))


def test_personal_data_end_before_the_entry_does(world: World) -> None:
    entry = write(world, "test.done", name="Kín", months=13)
    seal_journal()
    assert apply_retention(retention=KEPT, now=NOW).personal == 1
    entry.refresh_from_db()
    assert entry.after == {"points": "1"}
    assert PersonalPayload.objects.get(entry=entry).content == {}
    seal_journal()
    assert check_journal().faults == ()


def test_entries_that_tell_of_erasures_never_end(world: World) -> None:
    write(world, "test.read", months=7)
    seal_journal()
    apply_retention(retention=KEPT, now=NOW)
    seal_journal()
    everything = KEPT.model_copy(
        update={"rules": (KEPT.rules[0].model_copy(update={"actions": ("*",), "keep_months": 1}),)}
    )
    apply_retention(retention=everything, now=NOW + timedelta(days=400))
    seal_journal()
    assert check_journal().faults == ()
    told = AuditEntry.objects.filter(action="organisations.journal.expired")
    assert all(entry.after["count"] for entry in told)


def test_blanking_an_entry_as_if_it_were_old_is_found(world: World) -> None:
    write(world, "test.read", months=7)
    victim = write(world, "test.done")
    seal_journal()
    apply_retention(retention=KEPT, now=NOW)
    seal_journal()
    told = AuditEntry.objects.get(action="organisations.journal.expired")
    AuditEntry.objects.filter(pk=victim.pk).update(after={}, expired_by=told)
    assert [fault.number for fault in check_journal().faults] == [told.number]


def test_a_reading_is_called_a_reading(world: World) -> None:
    with pytest.raises(ValueError, match=r"ends in \.read"):
        note_reading(now=NOW, by=world.an, agency=None, action="test.seen", subject="x")
