"""What the counter asks for while somebody waits: procedures by a few letters, who hands in, what before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thuocdo.apps.dossiers.models import Applicant, Dossier, DossierEvent, DossierFile, EventKind
from thuocdo.apps.dossiers.procedure_queries import offered_codes
from thuocdo.apps.organisations.models import Agency
from thuocdo.apps.rulebooks.queries import procedures_in_force
from thuocdo.core.procedures.model import Procedure
from thuocdo.core.vietnamese import fold

__all__ = [
    "Earlier",
    "applicant_of",
    "dossier_by_code",
    "earlier_dossier",
    "files_of",
    "find_applicants",
    "find_procedures",
    "offered_procedures",
]

_SIGNS = re.compile(r"[\s.\-]")
_SPLIT = re.compile(r"[^\w.]+")
_MOST = 8  # applicants with one phone number


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier dossier of the same party and procedure."""

    code: str
    received_at: datetime
    content: str


def offered_procedures(agency: Agency, day: date) -> tuple[Procedure, ...]:
    """Return what the agency's counter takes in on a day, by code; all, where it named none yet."""
    known, codes = procedures_in_force(day), offered_codes(agency, day)
    return tuple(one for one in known if one.code in codes) if codes else known


def find_procedures(procedures: Sequence[Procedure], text: str) -> list[Procedure]:
    """Return those that a few typed letters mean: a code or the end of one, or words of the title.

    Words need no marks and no ends; a code wins over everything else.
    """
    wanted = fold(text)
    if not wanted:
        return []
    first = wanted.split()[0]
    exact = [one for one in procedures if one.code == first]
    if exact:
        return exact
    if first.replace(".", "").isdigit():
        return [one for one in procedures if one.code.endswith(first) or one.code.startswith(first)]
    words = [word for word in _SPLIT.split(wanted) if word]
    return [one for one in procedures if _has_all(fold(one.title), words)]


def _has_all(title: str, words: list[str]) -> bool:
    there = _SPLIT.split(title)
    return all(any(one.startswith(word) for one in there) for word in words)


def find_applicants(agency: Agency, *, id_number: str, phone: str) -> list[Applicant]:
    """Return the agency's applicants with this number; where there is none, with this phone."""
    known = Applicant.objects.filter(agency=agency)
    if number := _SIGNS.sub("", id_number):
        found = list(known.filter(id_number=number))
        if found or not phone:
            return found
    if digits := _SIGNS.sub("", phone):
        return list(known.filter(phone=digits).order_by("-pk")[:_MOST])
    return []


def applicant_of(agency: Agency, key: str) -> Applicant | None:
    """Return one of the agency's applicants by key."""
    if not key.isascii() or not key.isdigit() or len(key) > 18:  # noqa: PLR2004 - what a key holds
        return None
    return Applicant.objects.filter(agency=agency, pk=int(key)).first()


def earlier_dossier(applicant: Applicant, procedure: str) -> Earlier | None:
    """Return the party's last dossier of the same procedure at the same agency."""
    events = DossierEvent.objects.filter(
        dossier__applicant=applicant,
        dossier__agency_id=applicant.agency_id,
        dossier__publisheddossier__procedure=procedure,
        kind=EventKind.RECEIVED,
        at__isnull=False,
    )
    last = events.select_related("dossier").order_by("-pk").first()
    if last is None or last.at is None:
        return None
    return Earlier(last.dossier.code, last.at, last.payload.get("content", ""))


def dossier_by_code(agency: Agency, code: str) -> Dossier | None:
    """Return a dossier that the agency holds, with everything its page names."""
    if "\x00" in code:
        return None
    related = Dossier.objects.select_related("agency__parent", "applicant", "holder", "unit")
    return related.filter(agency=agency, code=code).first()


def files_of(dossier: Dossier) -> list[DossierFile]:
    """Return the files of a dossier's parts, by part."""
    return list(dossier.files.select_related("file", "added_by").order_by("part_number", "pk"))
