"""Taking in a file of dossiers: all of it or nothing; the same file twice changes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import get_default_timezone

from thuocdo.apps.documents.queries import read_file
from thuocdo.apps.documents.services import keep_file
from thuocdo.apps.dossiers.models import DossierImport, ImportState
from thuocdo.apps.dossiers.queries import known_until
from thuocdo.apps.dossiers.services.merging import Merged, merge
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.policies import check_imports
from thuocdo.apps.organisations.services import hold_agency, notify, record
from thuocdo.core.tables.dossiers import DossierReading, read_dossiers
from thuocdo.core.tables.findings import Finding, Severity
from thuocdo.core.tables.grid import UnreadableFile
from thuocdo.core.vietnamese import format_number
from thuocdo.kit.ports import port
from thuocdo.kit.queue import enqueue

__all__ = ["request_import", "run_import", "take_up_interrupted_imports"]


def request_import(
    *, agency: Agency, file_name: str, data: bytes, by: User, now: datetime
) -> DossierImport:
    """Keep the file and put its reading into the worker's queue.

    Raises:
        NotAllowed: the person does not work for the agency.
    """
    check_imports(by, agency)
    with transaction.atomic():
        requested = DossierImport.objects.create(
            agency=agency,
            file=keep_file(data=data),
            file_name=file_name,
            requested_by=by,
            requested_at=now,
        )
        record(
            now=now,
            by=by,
            agency=agency,
            action="dossiers.import.requested",
            subject=requested,
            after={"file": requested.file.sha256},
        )
        enqueue("thuocdo.apps.dossiers.tasks.import_dossiers", requested.pk)
    return requested


def run_import(*, import_id: int, now: datetime) -> DossierImport:
    """Read a requested file and merge it in one transaction; say so where it cannot be read.

    Running it again after it ended does nothing.
    """
    running = DossierImport.objects.select_related("agency", "file", "requested_by").get(
        pk=import_id
    )
    if _has_ended(running):
        return running
    waiting = DossierImport.objects.filter(
        pk=import_id, state__in=[ImportState.QUEUED, ImportState.RUNNING]
    )
    if not waiting.update(state=ImportState.RUNNING):
        return DossierImport.objects.get(pk=import_id)
    try:
        return _run(running, now)
    except Exception:
        # Not foreseen: the officer must not wait for a bar that never moves; the log has the rest.
        reason = (
            "Lỗi của phần mềm khi đọc tệp này; đã ghi lại để sửa. Không có hồ sơ nào được nhập."
        )
        _refuse(running, reason, now)
        raise


def take_up_interrupted_imports() -> int:
    """Queue again what a worker that was cut off left half read; nothing of it was saved."""
    interrupted = DossierImport.objects.filter(state=ImportState.RUNNING).values_list(
        "pk", flat=True
    )
    for pk in interrupted:
        enqueue("thuocdo.apps.dossiers.tasks.import_dossiers", pk)
    return len(interrupted)


def _run(running: DossierImport, now: datetime) -> DossierImport:
    try:
        document = port("open_export")(running.file_name, read_file(running.file))
        reading = read_dossiers(
            document, zone=get_default_timezone(), progress=_progress_of(running)
        )
    except UnreadableFile as refusal:
        return _refuse(running, str(refusal), now)
    if not reading.kept or reading.as_of is None:
        reason = "Tệp không có hồ sơ nào đọc được; xem các phát hiện để biết dòng nào sai ở đâu."
        return _refuse(running, reason, now, reading.findings)
    return _complete(running, reading, now)


def _progress_of(running: DossierImport) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        DossierImport.objects.filter(pk=running.pk).update(done=done, total=total)

    return report


def _has_ended(running: DossierImport) -> bool:
    return running.state in {ImportState.COMPLETED, ImportState.REFUSED}


def _ended_meanwhile(running: DossierImport) -> bool:
    """Lock the import and look again: another worker may have read the same file just now."""
    return _has_ended(DossierImport.objects.select_for_update().get(pk=running.pk))


@transaction.atomic
def _complete(running: DossierImport, reading: DossierReading, now: datetime) -> DossierImport:
    if _ended_meanwhile(running):
        return DossierImport.objects.get(pk=running.pk)
    hold_agency(running.agency)  # another file of the same agency waits
    known = known_until(running.agency)
    older = known is not None and reading.as_of is not None and reading.as_of < known
    merged = merge(running, reading.dossiers, only_new=older)
    running.state = ImportState.COMPLETED
    running.completed_at = now
    running.as_of = reading.as_of
    running.done = running.total = reading.read
    running.counts = {
        "read": reading.read,
        "kept": reading.kept,
        "refused": reading.refused,
        **asdict(reading.counts()),
        **asdict(merged),
    }
    remarks = [_older_file(reading.as_of, known, merged)] if older else []
    running.findings = _as_json([*remarks, *reading.findings])
    running.save()
    record(
        now=now,
        by=running.requested_by,
        agency=running.agency,
        action="dossiers.import.completed",
        subject=running,
        after={"file": running.file.sha256, **running.counts},
    )
    told = f"Dùng được {format_number(reading.kept)}/{format_number(reading.read)} hồ sơ"
    told += f", số liệu đến ngày {reading.as_of:%d/%m/%Y}."
    _tell(running, "completed", f"Đã nhập xong «{running.file_name}»", told, now)
    return running


def _tell(running: DossierImport, what: str, title: str, text: str, now: datetime) -> None:
    """Tell who asked for it: reading a large file outlasts the patience for a page."""
    page = reverse("dossiers:import", args=[running.pk])
    notify(
        to=running.requested_by,
        kind=f"dossiers.import.{what}",
        subject=running,
        title=title,
        text=text,
        url=f"{page}?co-quan={running.agency.code}",
        now=now,
    )


def _older_file(as_of: date | None, known: date | None, merged: Merged) -> Finding:
    message = (
        f"Tệp nói đến ngày {as_of:%d/%m/%Y}, cũ hơn số liệu đã có (đến {known:%d/%m/%Y}): chỉ thêm "
        f"{format_number(merged.new)} hồ sơ mới, giữ nguyên {format_number(merged.left_alone)} hồ "
        "sơ đã có."
    )
    return Finding("older_file", Severity.WARNING, message)


@transaction.atomic
def _refuse(
    running: DossierImport, reason: str, now: datetime, findings: Sequence[Finding] = ()
) -> DossierImport:
    if _ended_meanwhile(running):
        return DossierImport.objects.get(pk=running.pk)
    running.state = ImportState.REFUSED
    running.completed_at = now
    running.refusal = reason
    running.findings = _as_json(findings)
    running.save()
    record(
        now=now,
        by=running.requested_by,
        agency=running.agency,
        action="dossiers.import.refused",
        subject=running,
        after={"file": running.file.sha256, "reason": reason},
    )
    _tell(running, "refused", f"Không nhập được «{running.file_name}»", reason, now)
    return running


def _as_json(findings: Sequence[Finding]) -> list[dict[str, object]]:
    return [asdict(finding) for finding in findings]
