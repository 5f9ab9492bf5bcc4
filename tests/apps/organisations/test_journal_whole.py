"""The check names the very entry that was edited, moved or removed, wherever it stands."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.db.models import F

from tests.people import NOW, World
from thuocdo.apps.organisations.journal.checking import Head
from thuocdo.apps.organisations.journal.hashes import seal_of
from thuocdo.apps.organisations.models import AuditEntry, JournalHead, PersonalPayload
from thuocdo.apps.organisations.services import check_journal, record, seal_journal


@pytest.fixture
def journal(world: World) -> World:
    """Ten sealed entries, six of the world's making and four of An's; the last has a payload."""
    of_roles = ("organisations.role.assigned", "organisations.position.added")
    AuditEntry.objects.filter(action__in=of_roles).delete()  # not sealed yet
    for number in range(4):
        with transaction.atomic():
            record(
                now=NOW,
                by=world.an,
                agency=world.transport,
                action="test.done",
                subject=world.transport,
                after={"points": str(number)},
                personal={"name": "Nguyễn Văn Kín"} if number == 3 else None,
                about=world.an,
            )
    seal_journal()
    assert AuditEntry.objects.count() == 10
    return world


def entry(number: int) -> AuditEntry:
    return AuditEntry.objects.get(number=number)


def edit(place: int, /, **change: object) -> None:
    AuditEntry.objects.filter(number=place).update(**change)


def edit_two(one: int, other: int) -> None:
    edit(one, action="a")
    edit(other, action="b")


def remove(*numbers: int) -> None:
    PersonalPayload.objects.filter(entry__number__in=numbers).delete()
    AuditEntry.objects.filter(number__in=numbers).delete()


def swap(one: int, other: int) -> None:
    first, second = entry(one), entry(other)
    edit(one, number=99)
    AuditEntry.objects.filter(pk=second.pk).update(number=one)
    AuditEntry.objects.filter(pk=first.pk).update(number=other)


def reseal(number: int, **change: object) -> None:
    """Edit an entry and make its own hash fit again, as somebody who knows the code would."""
    edit(number, **change)
    changed = entry(number)
    edit(number, seal=seal_of(changed, number, changed.previous))


def remove_and_renumber(number: int) -> None:
    remove(number)
    for later in AuditEntry.objects.filter(number__gt=number).order_by("number"):
        AuditEntry.objects.filter(pk=later.pk).update(number=F("number") - 1)


def test_a_whole_journal_has_no_fault(journal: World) -> None:
    check = check_journal()
    assert (check.sealed, check.waiting, check.faults) == (10, 0, ())
    assert check.head == Head(10, entry(10).seal)


@pytest.mark.parametrize(
    ("touch", "said"),
    [
        (lambda: edit(7, after={"points": "9"}), ["Dòng 7 bị sửa (đang ghi: test.done"]),
        (lambda: edit(7, before={"points": "9"}), ["Dòng 7 bị sửa"]),
        (lambda: edit(7, at=NOW.replace(hour=5)), ["Dòng 7 bị sửa"]),
        (lambda: edit(7, actor=None), ["Dòng 7 bị sửa"]),
        (lambda: edit(7, agency=None), ["Dòng 7 bị sửa"]),
        (lambda: edit(7, subject="x"), ["Dòng 7 bị sửa"]),
        (lambda: edit(10, personal_seal="0" * 64), ["Dòng 10 bị sửa phần cá nhân", "Dòng 10 bị"]),
        (lambda: edit_two(3, 8), ["Dòng 3 bị", "Dòng 8 bị"]),
        (lambda: reseal(7, action="other"), ["Dòng 7 bị sửa rồi băm lại: không khớp mã mà dòng 8"]),
        (lambda: reseal(10, action="x"), ["Dòng 10 bị sửa rồi băm lại: không khớp đầu niêm"]),
        (lambda: remove(4), ["Dòng 4 bị xóa."]),
        (lambda: remove(1), ["Dòng 1 bị xóa."]),
        (lambda: remove(4, 5, 8), ["Các dòng 4–5 bị xóa (2 dòng).", "Dòng 8 bị xóa."]),
        (lambda: remove(10), ["Dòng 10 bị xóa."]),
        (lambda: remove(9, 10), ["Các dòng 9–10 bị xóa (2 dòng)."]),
        (lambda: swap(7, 9), ["Dòng 7 vốn là dòng 9: thứ tự", "Dòng 9 vốn là dòng 7: thứ tự"]),
        (lambda: remove_and_renumber(4), ["Dòng 4 bị xóa, các dòng sau bị đánh số lại."]),
        (
            lambda: PersonalPayload.objects.filter(entry__number=10).update(content={"name": "Ai"}),
            ["Dòng 10 bị sửa phần cá nhân."],
        ),
        (
            lambda: PersonalPayload.objects.filter(entry__number=10).delete(),
            ["Dòng 10 mất phần cá nhân"],
        ),
    ],
)
def test_the_check_names_the_very_entry(
    journal: World, touch: Callable[[], object], said: list[str]
) -> None:
    touch()
    faults = check_journal().faults
    assert len(faults) == len(said), faults
    for fault, beginning in zip(faults, said, strict=True):
        assert fault.text.startswith(beginning)


def test_who_cuts_the_end_off_and_moves_the_head_is_told_by_the_head_kept_apart(
    journal: World,
) -> None:
    apart = Head(10, entry(10).seal)
    remove(9, 10)
    JournalHead.objects.update(number=8, seal=entry(8).seal)
    assert check_journal().faults == ()
    (fault,) = check_journal(apart=apart).faults
    assert fault.text == "Các dòng 9–10 bị xóa (2 dòng)."


def test_who_hashes_the_whole_chain_again_is_told_by_the_head_kept_apart(journal: World) -> None:
    apart = Head(10, entry(10).seal[:12])
    assert check_journal(apart=apart).faults == ()
    edit(5, action="forged")
    previous = entry(4).seal
    for number in range(5, 11):
        edit(number, previous=previous)
        reseal(number)
        previous = entry(number).seal
    JournalHead.objects.update(seal=previous)
    assert check_journal().faults == ()
    (fault,) = check_journal(apart=apart).faults
    assert fault.text.startswith("Dòng 10 không mang mã")


def test_a_gap_at_the_end_is_never_closed_by_what_comes_later(journal: World) -> None:
    remove(10)
    with transaction.atomic():
        record(now=NOW, by=None, agency=None, action="test.later", subject="x")
    seal_journal()
    assert entry(11).action == "test.later"
    (fault,) = check_journal().faults
    assert fault.text == "Dòng 10 bị xóa."


def test_a_journal_sealed_before_hashes_were_kept_twice_is_still_checked(journal: World) -> None:
    AuditEntry.objects.update(previous="")
    JournalHead.objects.all().delete()
    assert check_journal().faults == ()
    edit(7, action="other")
    assert [fault.number for fault in check_journal().faults] == [7]
    with transaction.atomic():
        record(now=NOW, by=None, agency=None, action="test.later", subject="x")
    seal_journal()
    assert entry(11).previous == entry(10).seal


def test_the_check_asks_the_database_as_often_for_many_entries_as_for_few(
    journal: World, django_assert_num_queries
) -> None:
    with django_assert_num_queries(3):
        check_journal()
