"""Agencies near one in the tree: whom it deals with every day."""

from datetime import date

from django.db.models import Q

from thuocdo.apps.organisations.models import Agency

__all__ = ["agencies_near"]


def agencies_near(agency: Agency, day: date) -> list[Agency]:
    """Return the agency above, those beside and those below that are in being on `day`."""
    near = Q(parent=agency)
    if agency.parent_id is not None:
        near |= Q(pk=agency.parent_id) | Q(parent_id=agency.parent_id)
    found = Agency.objects.existing_on(day).filter(near).exclude(pk=agency.pk)
    return list(found.order_by("name"))
