"""Finding dossiers among very many by code, and by who handed them in, from indexes alone.

Names are found by folded words: without accents, in any order, the last one while it is being typed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from thuocdo.apps.dossiers.models import Applicant, ApplicantWord, Dossier
from thuocdo.apps.dossiers.policies import can_see_applicants
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.core.vietnamese import clean, fold
from thuocdo.kit.prefixes import begins_with

__all__ = ["Found", "find_dossiers"]

MOST = 200
"""As many dossiers, and as many applicants, are looked at; who finds more types more."""
_STEPS = (20, 1_000, 5_000, 20_000, 100_000)
"""How many have a word, as far as it matters which to start from."""
_MOST_WORDS = 8
_FEWEST_DIGITS = 8
_SIGNS = re.compile(r"[\s.\-]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        dossiers: keys, those that the code names first.
        more: there are others, beyond as many as are looked at.
        by_people: whether applicants were searched too; else the person may only search codes.
    """

    dossiers: tuple[int, ...]
    more: bool
    by_people: bool


def find_dossiers(agency: Agency, text: str, *, by: User) -> Found:
    """Return the agency's dossiers that a text names: a code, a number, a phone, words of a name."""
    sought = clean(text)
    by_people = can_see_applicants(by, agency)
    if not sought:
        return Found((), more=False, by_people=by_people)
    found = dict.fromkeys(_by_code(agency, sought))
    if by_people:
        people = _by_digits(agency, sought) or _by_name(agency, sought)
        found |= dict.fromkeys(_handed_in_by(agency, people))
        return Found(tuple(found)[:MOST], max(len(found), len(people)) > MOST, by_people)
    return Found(tuple(found)[:MOST], len(found) > MOST, by_people)


def _by_code(agency: Agency, sought: str) -> Iterable[int]:
    """Return those whose code begins so, with the agency's own code before it or not."""
    if " " in sought:
        return ()
    written = dict.fromkeys((sought, sought.upper()))
    found: dict[int, None] = {}
    for one in (*written, *(f"{agency.code}-{one}" for one in written)):
        rows = Dossier.objects.filter(begins_with("code", one), agency=agency).order_by("-code")
        found |= dict.fromkeys(rows.values_list("pk", flat=True)[: MOST + 1])
    return found


def _by_digits(agency: Agency, sought: str) -> list[int]:
    digits = _SIGNS.sub("", sought)
    if not digits.isdecimal() or len(digits) < _FEWEST_DIGITS:
        return []
    known = Applicant.objects.filter(agency=agency)
    return [
        *known.filter(id_number=digits).values_list("pk", flat=True),
        *known.filter(phone=digits).values_list("pk", flat=True)[: MOST + 1],
    ]


def _by_name(agency: Agency, sought: str) -> list[int]:
    """Return the applicants with all the words, starting from the rarest."""
    words = list(dict.fromkeys(_WORD.findall(fold(sought))))[:_MOST_WORDS]
    if not words or not any(word.isalpha() for word in words):
        return []
    *whole, last = words
    rows = ApplicantWord.objects.filter(agency=agency)
    conditions = [Q(word=word) for word in whole] + [begins_with("word", last)]
    first = _rarest(agency, conditions)
    found = rows.filter(first)
    for one in conditions:
        if one is not first:
            found = found.filter(_has(one))
    keys = found.order_by().values_list("applicant_id", flat=True)[: 2 * MOST + 1]
    return list(dict.fromkeys(keys))[: MOST + 1]


def _has(word: Q) -> Exists:
    """Asked by applicant alone, so that the few words of that one are looked at."""
    return Exists(ApplicantWord.objects.filter(word, applicant=OuterRef("applicant")))


def _rarest(agency: Agency, conditions: list[Q]) -> Q:
    """Return the condition that the fewest words meet, roughly, in one query."""
    rows = ApplicantWord.objects.filter(agency=agency)
    asked = [Exists(rows.filter(one)[most : most + 1]) for one in conditions for most in _STEPS]
    told = next(iter(rows.values_list(*asked)[:1]), ())
    steps = [sum(told[at : at + len(_STEPS)]) for at in range(0, len(told), len(_STEPS))]
    return conditions[steps.index(min(steps))] if steps else conditions[0]


def _handed_in_by(agency: Agency, people: list[int]) -> Iterable[int]:
    """Ask by applicant alone: a database without statistics would walk through the whole agency."""
    rows = Dossier.objects.filter(applicant__in=people[:MOST]).order_by("-pk")
    held = rows.values_list("pk", "agency_id") if people else ()
    return [pk for pk, holder in held if holder == agency.pk][: MOST + 1]
