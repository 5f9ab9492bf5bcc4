"""Taking a workbook of procedures in: all of it or nothing, and a second time nothing new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thuocdo.apps.dossiers.procedure_policies import check_keeps_procedures
from thuocdo.apps.dossiers.procedure_queries import handled_by, offered_codes
from thuocdo.apps.dossiers.services.procedures import offer_procedure
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.services import hold_agency
from thuocdo.apps.rulebooks.queries import known_versions
from thuocdo.apps.rulebooks.records import procedure_drafts
from thuocdo.apps.rulebooks.services import (
    ProcedureWrong,
    draft_procedure,
    look_again,
    publish_procedure,
)
from thuocdo.core.procedures.model import Procedure
from thuocdo.core.procedures.workbook import ReadProcedure, ReadProcedures
from thuocdo.kit.refusals import NotAllowed

__all__ = ["ImportedProcedures", "ProceduresRefused", "import_procedures"]


class ProceduresRefused(Exception):
    """The workbook cannot be taken in; each of `complaints` says where and what to do."""

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = tuple(complaints)


@dataclass(frozen=True, slots=True)
class ImportedProcedures:
    """What a workbook made, in versions; `unchanged` were known word for word."""

    drafted: int
    published: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as read, and the file that it came from."""

    read: ReadProcedures
    file_name: str
    file_sha256: str


def import_procedures(
    *, agency: Agency, book: Book, publish: bool, by: User, now: datetime
) -> ImportedProcedures:
    """Make a version of each procedure in a workbook.

    Args:
        publish: put them in force at once, and let the agency handle them from the day they are.

    Raises:
        NotAllowed: the person may not.
        ProceduresRefused: something cannot be right; nothing was taken in.
    """
    check_keeps_procedures(by, agency)
    if book.read.complaints:
        raise ProceduresRefused(book.read.complaints)
    try:
        with transaction.atomic():
            hold_agency(agency)  # two files at once wait for each other
            return _take_in(agency, book, by, now, publish=publish)
    except ProceduresRefused:
        look_again()  # what was published on the way is taken back
        raise


def _take_in(
    agency: Agency, book: Book, by: User, now: datetime, *, publish: bool
) -> ImportedProcedures:
    complaints: list[str] = []
    drafted = published = unchanged = 0
    waiting = {one.catalog_id for one in procedure_drafts()}
    for one in book.read.procedures:
        version = one.procedure.version
        if _is_known(one.procedure):
            unchanged += 1
            continue
        if version in waiting:
            complaints.append(
                f"{one.row.place('valid_from')}: đã có bản thảo {version}; công bố hoặc bỏ bản thảo "
                "ấy rồi nhập lại"
            )
            continue
        try:
            _keep(agency, one, book, by, now, publish=publish)
        except (ProcedureWrong, NotAllowed) as refusal:
            complaints.append(f"{one.row.place('valid_from')}: {refusal}")
        drafted, published = drafted + (not publish), published + publish
    if complaints:
        raise ProceduresRefused(complaints)
    return ImportedProcedures(drafted, published, unchanged)


def _is_known(procedure: Procedure) -> bool:
    """Tell whether the very same version is in the catalogue; how it ended does not matter."""
    for other in known_versions(procedure.code):
        if other.version == procedure.version:
            same = {"valid_to": procedure.valid_to}
            return other.model_copy(update=same) == procedure
    return False


def _keep(
    agency: Agency, one: ReadProcedure, book: Book, by: User, now: datetime, *, publish: bool
) -> None:
    version = draft_procedure(
        procedure=one.procedure,
        by=by,
        now=now,
        file_name=book.file_name,
        file_sha256=book.file_sha256,
    )
    if not publish:
        return
    day = one.procedure.valid_from
    publish_procedure(
        version=version, handled_by=handled_by(one.procedure.code, day), by=by, now=now
    )
    if one.procedure.code not in offered_codes(agency, day):
        offer_procedure(agency=agency, code=one.procedure.code, since=day, by=by, now=now)
