"""Drawing the tree of a day: kept in memory until the directory changes."""

from datetime import date
from functools import lru_cache
from itertools import starmap

from thuocdo.apps.organisations.models import Agency, AgencyName, AgencyParent, DirectoryVersion
from thuocdo.core.agencies import AgencyTree
from thuocdo.core.agencies.timeline import AgencyLife, NamePeriod, ParentPeriod, Timeline

__all__ = ["tree_as_of"]


def tree_as_of(day: date) -> AgencyTree:
    """Return the tree of a day, in the order of codes.

    One SQL query while the directory is unchanged, four after a change, however large it is.
    """
    edition = DirectoryVersion.objects.values_list("edition", flat=True).filter(pk=1).first()
    # Nothing was ever written through the services: read anew each time.
    return _tree(edition, day) if edition else _read_timeline().tree(day)


@lru_cache(maxsize=8)
def _tree(edition: str, day: date) -> AgencyTree:
    """Draw a tree once; most people ask about today."""
    return _timeline(edition).tree(day)


@lru_cache(maxsize=1)
def _timeline(edition: str) -> Timeline:  # noqa: ARG001 - a new edition is read anew
    return _read_timeline()


def _read_timeline() -> Timeline:
    lives = Agency.objects.standing()
    period = ("valid_from", "valid_to")
    return Timeline(
        starmap(AgencyLife, lives.values_list("pk", "code", "level", "kind", *period)),
        starmap(
            NamePeriod,
            AgencyName.objects.standing().values_list("agency_id", "name", "short_name", *period),
        ),
        starmap(
            ParentPeriod,
            AgencyParent.objects.standing().values_list("agency_id", "parent_id", *period),
        ),
    )
