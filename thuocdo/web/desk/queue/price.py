"""What one more late dossier costs an agency on its sheet: one price a page, kept between pages."""

import time
from dataclasses import dataclass
from fractions import Fraction

from django.core.cache import cache

from thuocdo.apps.dossiers.published import newest_event
from thuocdo.apps.rulebooks.queries import simulation_data
from thuocdo.core.simulation import price_of
from thuocdo.web.ahead import situation_of
from thuocdo.web.desk.standing import Standing

__all__ = ["price_of_lateness"]

_FACT = "dossiers.on_time_rate"
_FRESH = 900  # seconds for which a price is good enough although dossiers have come in
_KEPT = 86_400


@dataclass(frozen=True, slots=True)
class _Priced:
    version: int
    at: float
    price: Fraction | None


def price_of_lateness(standing: Standing) -> Fraction | None:
    """Return the points that one more overdue dossier brings, below 0; None where no rule asks.

    Counting the facts of a busy office anew for every page would cost more than the page. The price
    of a quarter of an hour ago is shown while dossiers come in; in a quiet office it is exact.
    """
    key = f"queue.price.{standing.agency.pk}.{standing.as_of}.{standing.index_set.id}"
    version, now = newest_event(), time.monotonic()
    kept: _Priced | None = cache.get(key)
    if kept is None or (kept.version != version and now - kept.at > _FRESH):
        kept = _Priced(version, now, _counted(standing))
        cache.set(key, kept, _KEPT)
    return kept.price


def _counted(standing: Standing) -> Fraction | None:
    if _FACT not in standing.index_set.codes_by_fact:
        return None
    lever = next(one for one in simulation_data().levers.levers if one.fact == _FACT)
    situation = situation_of(standing.index_set, standing.scope, standing.book.fact)
    return price_of(situation, lever).bad if lever in situation.levers else None
