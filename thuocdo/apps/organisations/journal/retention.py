"""Ending what has been kept long enough; number and hash of an entry stay, so the chain holds."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from thuocdo.apps.organisations.journal.checking import EXPIRED, PERSONAL_ERASED
from thuocdo.apps.organisations.journal.entries import record
from thuocdo.apps.organisations.journal.hashes import numbers_seal
from thuocdo.apps.organisations.journal.personal import erase_by, erase_payloads
from thuocdo.apps.organisations.models import AuditEntry, PersonalPayload
from thuocdo.core.retention import Retention, RetentionRule, months_before

__all__ = ["Retained", "apply_retention"]

_AT_ONCE = 500  # SQLite takes so many parameters at once


@dataclass(frozen=True, slots=True)
class Retained:
    """What a run of the retention took away.

    Attributes:
        expired: title of the rule and how many entries lost their content by it.
        personal: how many entries lost their personal data only.
    """

    expired: tuple[tuple[str, int], ...]
    personal: int


@transaction.atomic
def apply_retention(*, retention: Retention, now: datetime) -> Retained:
    """Blank what is older than its rule allows, and write what was blanked.

    Only sealed entries end, and never those that tell of an erasure.
    """
    expired = tuple(
        (rule.title, _expire(rule, _entries_of(retention, index, now), now))
        for index, rule in enumerate(retention.rules)
    )
    old = PersonalPayload.objects.filter(
        erased_by__isnull=True, entry__at__lt=months_before(now, retention.personal_months)
    )
    personal = erase_payloads(
        list(old.values_list("pk", flat=True)),
        subject="organisations.retention:personal",
        reason=f"Quá {retention.personal_months} tháng. {retention.reference}",
        by=None,
        now=now,
    )
    return Retained(expired, personal)


def _entries_of(retention: Retention, index: int, now: datetime) -> QuerySet[AuditEntry]:
    rule = retention.rules[index]
    earlier = Q(action__in=[EXPIRED, PERSONAL_ERASED])
    for before in retention.rules[:index]:
        earlier |= _named(before)
    return AuditEntry.objects.filter(
        _named(rule),
        ~earlier,
        number__isnull=False,
        expired_by__isnull=True,
        at__lt=months_before(now, rule.keep_months),
    )


def _named(rule: RetentionRule) -> Q:
    named = Q(pk__in=[])
    for action in rule.actions:
        if action == "*":
            named |= Q(pk__isnull=False)
        elif action.startswith("*"):
            named |= Q(action__endswith=action[1:])
        elif action.endswith("*"):
            named |= Q(action__startswith=action[:-1])
        else:
            named |= Q(action=action)
    return named


def _expire(rule: RetentionRule, entries: QuerySet[AuditEntry], now: datetime) -> int:
    keys = list(entries.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return 0
    told = record(
        now=now,
        by=None,
        agency=None,
        action=EXPIRED,
        subject=f"organisations.retention:{rule.id}",
        after={
            "count": len(keys),
            "reason": f"Quá {rule.keep_months} tháng. {rule.reference}",
            "entries": numbers_seal(keys),
        },
    )
    for start in range(0, len(keys), _AT_ONCE):
        AuditEntry.objects.filter(pk__in=keys[start : start + _AT_ONCE]).update(
            actor=None, position="", agency=None, subject="", before={}, after={}, expired_by=told
        )
    kept = PersonalPayload.objects.filter(entry__expired_by=told, erased_by__isnull=True)
    erase_by(list(kept.values_list("pk", flat=True)), told)
    return len(keys)
