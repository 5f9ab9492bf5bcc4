"""Evidence: versions stay, withdrawal says why, and only an agency's own people change it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.adapters.clamd_server import EICAR, clamd_server
from tests.adapters.s3_server import ACCESS_KEY, REGION, SECRET_KEY, s3_server
from tests.people import NOW, World
from thuocdo.apps.documents.models import Evidence, EvidenceVersion, File
from thuocdo.apps.documents.queries import evidence_counts, evidence_of, read_file
from thuocdo.apps.documents.services import (
    Handed,
    UnableToKeep,
    add_evidence,
    keep_file,
    renew_evidence,
    withdraw_evidence,
)
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.core.files import UnacceptableFile
from thuocdo.core.periods import calendar_year
from thuocdo.kit.refusals import NotAllowed

YEAR = calendar_year(date(2024, 6, 1))
PDF = b"%PDF-1.7 mot"


def add(world: World, *, by=None, data: bytes = PDF, name: str = "kh.pdf", **more) -> Evidence:
    return add_evidence(
        agency=world.transport,
        criterion=more.pop("criterion", "1.1"),
        period=more.pop("period", YEAR),
        title="Kế hoạch",
        handed=Handed(name, data),
        sensitive=False,
        by=by or world.an,
        now=NOW,
    )


def test_evidence_has_its_first_version_and_its_entry(world: World) -> None:
    evidence = add(world)
    version = evidence.versions.get()
    assert (version.number, version.file_name, version.file.kind) == (1, "kh.pdf", "pdf")
    assert read_file(version.file) == PDF
    entry = AuditEntry.objects.latest("pk")
    assert entry.action == "documents.evidence.added"
    assert entry.after == {"criterion": "1.1", "file": version.file.sha256}


@pytest.mark.parametrize("who", ["binh", "cuong"])
def test_others_neither_add_nor_renew_nor_withdraw(world: World, who: str) -> None:
    evidence = add(world)
    other = getattr(world, who)
    with pytest.raises(NotAllowed, match="cơ quan khác"):
        add(world, by=other)
    with pytest.raises(NotAllowed, match="cơ quan khác"):
        renew_evidence(evidence=evidence, handed=Handed("a.pdf", PDF), by=other, now=NOW)
    with pytest.raises(NotAllowed, match="cơ quan khác"):
        withdraw_evidence(evidence=evidence, reason="x", by=other, now=NOW)
    assert Evidence.objects.count() == EvidenceVersion.objects.count() == 1


def test_a_new_version_overwrites_nothing(world: World) -> None:
    evidence = add(world)
    made = renew_evidence(
        evidence=evidence,
        handed=Handed("kh-2.pdf", PDF + b"hai", "sửa phụ lục"),
        by=world.an,
        now=NOW,
    )
    assert made.number == 2
    first, second = evidence.versions.order_by("number")
    assert read_file(first.file) == PDF
    assert read_file(second.file) == PDF + b"hai"
    entry = AuditEntry.objects.latest("pk")
    assert (entry.before, entry.after["version"]) == ({"version": 1}, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceVersion.objects.filter(pk=second.pk).update(number=1)


def test_withdrawn_evidence_keeps_its_reason_no_longer_counts_and_stays(world: World) -> None:
    evidence = add(world)
    add(world, criterion="1.2")
    assert evidence_counts(world.transport, date(2024, 6, 1)) == {"1.1": 1, "1.2": 1}
    with pytest.raises(NotAllowed, match="ghi lý do rút"):
        withdraw_evidence(evidence=evidence, reason="  ", by=world.an, now=NOW)
    withdraw_evidence(evidence=evidence, reason=" Nhầm tệp ", by=world.an, now=NOW)
    evidence.refresh_from_db()
    assert (evidence.withdrawal_reason, evidence.withdrawn_by) == ("Nhầm tệp", world.an)
    assert evidence_counts(world.transport, date(2024, 6, 1)) == {"1.2": 1}
    assert evidence in evidence_of(world.transport, YEAR)
    with pytest.raises(NotAllowed, match="đã rút"):
        renew_evidence(evidence=evidence, handed=Handed("a.pdf", PDF), by=world.an, now=NOW)
    with pytest.raises(NotAllowed, match="đã rút"):
        withdraw_evidence(evidence=evidence, reason="lại", by=world.an, now=NOW)


def test_the_database_itself_asks_for_the_reason(world: World) -> None:
    evidence = add(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(withdrawn_at=NOW)


def test_evidence_is_found_by_period_and_criterion(world: World) -> None:
    evidence = add(world)
    add(world, period=calendar_year(date(2023, 1, 1)))
    assert list(evidence_of(world.transport, YEAR, criterion="1.1")) == [evidence]
    assert list(evidence_of(world.transport, YEAR, criterion="1.2")) == []
    assert list(evidence_of(world.construction, YEAR)) == []


def test_a_refused_file_leaves_nothing(world: World) -> None:
    with pytest.raises(UnacceptableFile, match="là chương trình"):
        add(world, data=b"MZ\x90")
    assert not Evidence.objects.exists()
    assert not File.objects.exists()


def test_a_harmful_file_is_refused_wherever_it_comes_from(world: World, settings) -> None:
    with clamd_server() as daemon:
        settings.CLAMD = daemon.address
        with pytest.raises(UnableToKeep, match=r"mã độc \(Eicar-Test-Signature\)"):
            add(world, data=PDF + EICAR)
        with pytest.raises(UnableToKeep):
            keep_file(data=EICAR)
        assert add(world).versions.count() == 1
    assert not File.objects.filter(size=len(PDF + EICAR)).exists()


def test_without_an_answer_of_the_scanner_nothing_is_taken(world: World, settings) -> None:
    settings.CLAMD = "127.0.0.1:9"
    with pytest.raises(UnableToKeep, match="chưa quét được thì chưa nhận"):
        add(world)
    assert not File.objects.exists()


def test_files_can_be_kept_in_a_store_that_speaks_s3(world: World, settings) -> None:
    with s3_server() as bucket:
        host = bucket.address.removeprefix("http://")
        settings.FILE_STORE = f"s3+http://{host}/kho/thuocdo?region={REGION}"
        settings.STORE_ACCESS_KEY, settings.STORE_SECRET_KEY = ACCESS_KEY, SECRET_KEY
        version = add(world).versions.get()
        sha256 = version.file.sha256
        assert list(bucket.objects) == [f"/kho/thuocdo/{sha256[:2]}/{sha256}"]
        assert read_file(version.file) == PDF
    with pytest.raises(UnableToKeep, match="không trả lời"):
        add(world, data=PDF + b"x")
    assert not (settings.MEDIA_ROOT).exists()


def test_a_file_that_came_in_before_learns_its_kind(world: World) -> None:
    assert keep_file(data=PDF).kind == ""
    assert add(world).versions.get().file.kind == "pdf"
    assert File.objects.count() == 1
