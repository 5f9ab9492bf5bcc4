"""Reading agencies and people."""

from thuocdo.apps.organisations.queries.agencies import (
    AgencyAsOf,
    agency_as_of,
    agency_by_code,
    ancestors_as_of,
    descendants_as_of,
    names_of,
    parents_of,
    predecessors,
    successors,
    tree_as_of,
    whole_predecessors,
)
from thuocdo.apps.organisations.queries.directory import whole_directory
from thuocdo.apps.organisations.queries.mergers import (
    MergerPlan,
    MergerPreview,
    mergeable_by,
    merger_by_pk,
    mergers_of,
    preview,
)
from thuocdo.apps.organisations.queries.notices import notices_of, unread_of
from thuocdo.apps.organisations.queries.people import agencies_seen_by, has_user, user_by_name

__all__ = [
    "AgencyAsOf",
    "MergerPlan",
    "MergerPreview",
    "agencies_seen_by",
    "agency_as_of",
    "agency_by_code",
    "ancestors_as_of",
    "descendants_as_of",
    "has_user",
    "mergeable_by",
    "merger_by_pk",
    "mergers_of",
    "names_of",
    "notices_of",
    "parents_of",
    "predecessors",
    "preview",
    "successors",
    "tree_as_of",
    "unread_of",
    "user_by_name",
    "whole_directory",
    "whole_predecessors",
]
