"""Agencies on any day: the tree, what one was called, who came before and after."""

from dataclasses import dataclass
from datetime import date

from thuocdo.apps.organisations.drawing import tree_as_of
from thuocdo.apps.organisations.models import (
    Agency,
    AgencyName,
    AgencyParent,
    Succession,
    SuccessionKind,
)
from thuocdo.core.agencies import TreeNode

__all__ = [
    "AgencyAsOf",
    "agency_as_of",
    "agency_by_code",
    "ancestors_as_of",
    "descendants_as_of",
    "names_of",
    "parents_of",
    "predecessors",
    "successors",
    "tree_as_of",
    "whole_predecessors",
]

_PARTLY = SuccessionKind.FUNCTION_MOVED


@dataclass(frozen=True, slots=True)
class AgencyAsOf:
    """An agency with the name and the parent that it had on a day."""

    agency: Agency
    name: str
    short_name: str
    parent: Agency | None


def agency_by_code(code: str) -> Agency | None:
    """Return the agency with this identification code."""
    return Agency.objects.filter(code=code).first()


def agency_as_of(code: str, day: date) -> AgencyAsOf | None:
    """Return an agency as it was on a day; None when there was none with this code then."""
    agency = Agency.objects.existing_on(day).filter(code=code).first()
    if agency is None:
        return None
    name = agency.names.in_force_on(day).first()
    link = agency.parents.in_force_on(day).select_related("parent").first()
    return AgencyAsOf(
        agency,
        name.name if name else agency.name,
        name.short_name if name else agency.short_name,
        link.parent if link else None,
    )


def descendants_as_of(code: str, day: date) -> list[TreeNode]:
    """Return everything below an agency on a day, without itself."""
    return tree_as_of(day).descendants(code)


def ancestors_as_of(code: str, day: date) -> list[TreeNode]:
    """Return what stands above an agency on a day, the nearest first."""
    nodes = tree_as_of(day).nodes
    found: list[TreeNode] = []
    at = nodes[code].parent if code in nodes else ""
    while at:
        found.append(nodes[at])
        at = nodes[at].parent
    return found


def predecessors(agency: Agency) -> list[Succession]:
    """Return the links to those whom the agency took over from, oldest first."""
    found = Succession.objects.filter(successor=agency, withdrawn_at__isnull=True)
    return list(found.select_related("predecessor").order_by("effective_on", "predecessor__code"))


def successors(agency: Agency) -> list[Succession]:
    """Return the links to those who took over from the agency, oldest first."""
    found = Succession.objects.filter(predecessor=agency, withdrawn_at__isnull=True)
    return list(found.select_related("successor").order_by("effective_on", "successor__code"))


def whole_predecessors(agency: Agency) -> list[Agency]:
    """Return those wholly taken over, through every generation: whose numbers can be added up.

    A function moved in part brings no countable share of its agency's numbers along.
    """
    found: dict[int, Agency] = {}
    pending = [agency.pk]
    while pending:
        links = Succession.objects.filter(successor_id__in=pending, withdrawn_at__isnull=True)
        links = links.exclude(kind__in=[_PARTLY, SuccessionKind.SPLIT])
        older = [link.predecessor for link in links.select_related("predecessor")]
        pending = [one.pk for one in older if one.pk not in found]
        found |= {one.pk: one for one in older}
    return sorted(found.values(), key=lambda one: one.code)


def names_of(agency: Agency) -> list[AgencyName]:
    """Return what the agency was called, oldest first."""
    return list(agency.names.filter(withdrawn_at__isnull=True).order_by("valid_from"))


def parents_of(agency: Agency) -> list[AgencyParent]:
    """Return under whom the agency stood, oldest first."""
    links = agency.parents.filter(withdrawn_at__isnull=True).select_related("parent")
    return list(links.order_by("valid_from"))
