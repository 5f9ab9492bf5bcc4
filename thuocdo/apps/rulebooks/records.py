"""Reading the versions that are kept here."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from thuocdo.apps.rulebooks.in_force import Head
from thuocdo.apps.rulebooks.models import RulebookState, RulebookVersion

__all__ = ["PublishedVersions", "drafts", "published", "version"]


class PublishedVersions:
    """Where `in_force` finds published documents."""

    def heads(self) -> Sequence[Head]:
        """Return hash and last day of each, in the order in which they were published."""
        found = published().order_by("published_at", "pk").values_list("sha256", "valid_to")
        return [Head(sha256, valid_to) for sha256, valid_to in found]

    def texts(self, sha256: str) -> Mapping[str, str]:
        """Return the files of one."""
        texts: Mapping[str, str] = (
            published().filter(sha256=sha256).values_list("texts", flat=True)[0]
        )
        return texts


def published() -> QuerySet[RulebookVersion]:
    """Return what was published here."""
    return RulebookVersion.objects.filter(state=RulebookState.PUBLISHED)


def drafts() -> QuerySet[RulebookVersion]:
    """Return what is being worked on, the newest first."""
    found = RulebookVersion.objects.filter(state=RulebookState.DRAFT).select_related("created_by")
    return found.defer("texts", "findings").order_by("-created_at", "-pk")


def version(number: int) -> RulebookVersion | None:
    """Return one version, with the people who made it."""
    people = ("created_by", "mended_by", "published_by")
    return RulebookVersion.objects.select_related(*people).filter(pk=number).first()
