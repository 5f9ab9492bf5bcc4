"""The head kept apart: signed, never written over when it contradicts the journal."""

from pathlib import Path

import pytest
from django.db import transaction

from tests.people import NOW
from thuocdo.apps.organisations.journal.checking import Head
from thuocdo.apps.organisations.models import AuditEntry, JournalHead
from thuocdo.apps.organisations.services import record, seal_journal
from thuocdo.web.journal_head import HeadUnreadable, keep_head, read_head


@pytest.fixture(autouse=True)
def _journal(db: None, settings, tmp_path: Path) -> None:
    settings.JOURNAL_HEAD = tmp_path / "journal-head"
    write()
    write()


def write(action: str = "test.done") -> None:
    with transaction.atomic():
        record(now=NOW, by=None, agency=None, action=action, subject="x")
    seal_journal()


def sealed(number: int) -> Head:
    return Head(number, AuditEntry.objects.get(number=number).seal)


def test_it_is_kept_and_follows_the_journal() -> None:
    assert read_head() is None
    keep_head()
    assert read_head() == sealed(2)
    write()
    keep_head()
    assert read_head() == sealed(3)


def test_a_head_that_the_journal_contradicts_stays_as_the_proof(caplog) -> None:
    keep_head()
    before = read_head()
    AuditEntry.objects.filter(number=2).delete()
    JournalHead.objects.update(number=1, seal=sealed(1).seal)
    write("test.other")
    keep_head()
    assert read_head() == before
    assert "journal.head.contradicted 2" in caplog.text


def test_a_head_that_somebody_else_wrote_is_not_believed(settings, caplog) -> None:
    keep_head()
    signed = settings.JOURNAL_HEAD.read_text()
    settings.JOURNAL_HEAD.write_text(signed.replace("[2,", "[1,"))
    with pytest.raises(HeadUnreadable, match="không đúng chữ ký"):
        read_head()
    keep_head()
    assert "journal.head.unreadable" in caplog.text
    settings.JOURNAL_HEAD.write_text(signed)
    assert read_head() == sealed(2)
