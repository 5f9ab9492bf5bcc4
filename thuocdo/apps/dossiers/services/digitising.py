"""Files of a dossier's parts, and taking a dossier in together with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from thuocdo.apps.documents.services import keep_file
from thuocdo.apps.dossiers.models import Dossier, DossierFile, EventKind
from thuocdo.apps.dossiers.policies import check_receives
from thuocdo.apps.dossiers.services.happenings import Held, happen, hold
from thuocdo.apps.dossiers.services.receiving import Intake, receive_dossier
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.core.files import UnacceptableFile, accept
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.kit.refusals import NotAllowed

if TYPE_CHECKING:
    from thuocdo.apps.documents.models import File

__all__ = ["HandedFile", "attach_files", "take_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFile:
    """A file as it was scanned or handed in.

    Attributes:
        part: its place in the procedure's list of parts, from 1.
        signed: it carries a digital signature.
    """

    part: int
    name: str
    data: bytes
    signed: bool = False


Kept = Sequence[tuple[HandedFile, "File"]]


def take_in(
    *, agency: Agency, intake: Intake, files: Sequence[HandedFile], by: User, now: datetime
) -> Dossier:
    """Take a dossier in with the files of its parts, all of it or nothing.

    Raises:
        NotAllowed: see `receive_dossier`; or a file is of no kind that is taken in.
    """
    check_receives(by, agency)
    kept = _keep(files)
    with transaction.atomic():
        dossier = receive_dossier(agency=agency, intake=intake, by=by, now=now)
        if kept:
            _attach(dossier, kept, by=by, now=now)
    return dossier


def attach_files(*, dossier: Dossier, files: Sequence[HandedFile], by: User, now: datetime) -> Held:
    """Add files to parts; complete once every part that was handed in has one.

    Raises:
        NotAllowed: not by this person, no file, or of no kind that is taken in.
    """
    if not files:
        raise NotAllowed("Chưa chọn tệp nào.")
    with transaction.atomic():
        hold(dossier, DossierAction.DIGITISED, by=by)  # before a file of anybody's is kept
    kept = _keep(files)
    with transaction.atomic():
        return _attach(dossier, kept, by=by, now=now)


def _keep(files: Sequence[HandedFile]) -> Kept:
    """Keep the bytes outside the transaction: the store may be slow, and a file alone harms nobody."""
    kept = []
    for handed in files:
        try:
            kind = accept(handed.name, handed.data)
        except UnacceptableFile as error:
            raise NotAllowed(f"Thành phần {handed.part}: {error}") from error
        kept.append((handed, keep_file(data=handed.data, kind=kind.id)))
    return kept


def _attach(dossier: Dossier, kept: Kept, *, by: User, now: datetime) -> Held:
    held = hold(dossier, DossierAction.DIGITISED, by=by)
    received = held.last(EventKind.RECEIVED)
    handed_in = {part[0] for part in received.payload.get("parts", [])} if received else set()
    for handed, file in kept:
        if handed.part not in handed_in:
            raise NotAllowed(f"Hồ sơ không có thành phần số {handed.part}; tệp chưa được ghi.")
        DossierFile.objects.get_or_create(
            dossier=held.dossier,
            part_number=handed.part,
            file=file,
            defaults={
                "file_name": handed.name,
                "signed": handed.signed,
                "added_by": by,
                "added_at": now,
            },
        )
    have = set(held.dossier.files.values_list("part_number", flat=True))
    payload = {
        "parts": sorted({handed.part for handed, _ in kept}),
        "complete": bool(handed_in) and handed_in <= have,
    }
    return happen(held, now=now, payload=payload)
