"""Keeping those who hand in dossiers, once each, with the words by which they are found."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from thuocdo.apps.dossiers.models import Applicant, ApplicantWord, PartyKind
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.organisations.services import record
from thuocdo.core.vietnamese import clean, fold

__all__ = ["Party", "PartyKind", "keep_applicant"]

_NOT_DIGITS = re.compile(r"[\s.\-]")
_WORD = re.compile(r"\w+")
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who hands in, as the counter writes it."""

    kind: PartyKind
    name: str
    id_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""

    def tidied(self) -> "Party":
        """The same with spaces mended and numbers without signs between their digits."""
        return Party(
            kind=self.kind,
            name=clean(self.name),
            id_number=_NOT_DIGITS.sub("", self.id_number),
            phone=_NOT_DIGITS.sub("", self.phone),
            email=self.email.strip(),
            address=clean(self.address),
        )


def keep_applicant(*, agency: Agency, party: Party, by: User, now: datetime) -> Applicant:
    """Return the agency's applicant with this identification number, made or mended; in a transaction.

    Without a number, the same name with the same phone is the same party.
    """
    tidy = party.tidied()
    known = _known(agency, tidy)
    if known is None:
        added = _add(agency, tidy, by, now)
        if added is not None:
            return added
        known = _known(agency, tidy)
        assert known is not None  # noqa: S101 - somebody else has just added it
    news = {name: value for name, value in asdict(tidy).items() if value}
    before = {name: getattr(known, name) for name in news}
    changed = {name: value for name, value in news.items() if value != before[name]}
    if not changed:
        return known
    for name, value in changed.items():
        setattr(known, name, value)
    known.save(update_fields=list(changed))
    if "name" in changed:
        known.words.all().delete()
        _index(known)
    record(
        now=now,
        by=by,
        agency=agency,
        action="dossiers.applicant.mended",
        subject=known,
        after={"fields": sorted(changed)},
        personal={"before": {name: before[name] for name in changed}, "after": changed},
    )
    return known


def _known(agency: Agency, party: Party) -> Applicant | None:
    same = Applicant.objects.select_for_update().filter(agency=agency)
    if party.id_number:
        return same.filter(id_number=party.id_number).first()
    if not party.phone:
        return None
    return same.filter(phone=party.phone, id_number="", name=party.name).first()


def _add(agency: Agency, party: Party, by: User, now: datetime) -> Applicant | None:
    """Add a party; None where another counter did so while this one was waiting."""
    try:
        with transaction.atomic():
            added = Applicant.objects.create(agency=agency, **asdict(party))
    except IntegrityError:
        return None
    _index(added)
    record(
        now=now,
        by=by,
        agency=agency,
        action="dossiers.applicant.added",
        subject=added,
        personal=asdict(party),
    )
    return added


def _index(applicant: Applicant) -> None:
    words = {word[:_LONGEST_WORD] for word in _WORD.findall(fold(applicant.name))}
    ApplicantWord.objects.bulk_create(
        ApplicantWord(applicant=applicant, agency_id=applicant.agency_id, word=word)
        for word in sorted(words)
    )
