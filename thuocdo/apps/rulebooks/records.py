"""Reading the versions that are kept here."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import QuerySet

from thuocdo.apps.rulebooks.in_force import Head
from thuocdo.apps.rulebooks.models import RulebookKind, RulebookState, RulebookVersion

__all__ = [
    "PublishedVersions",
    "drafts",
    "procedure_draft",
    "procedure_drafts",
    "published",
    "version",
]


class PublishedVersions:
    """Where `in_force` finds published documents."""

    def heads(self) -> Sequence[Head]:
        """Return hash, last day and kind of each, in the order in which they were published."""
        found = published().order_by("published_at", "pk")
        return [Head(*one) for one in found.values_list("sha256", "valid_to", "kind")]

    def texts(self, sha256: str) -> Mapping[str, str]:
        """Return the files of one."""
        texts: Mapping[str, str] = (
            published().filter(sha256=sha256).values_list("texts", flat=True)[0]
        )
        return texts

    def many_texts(self, hashes: Collection[str]) -> Mapping[str, Mapping[str, str]]:
        """Return the files of several by hash."""
        found = published().filter(sha256__in=hashes)
        return dict(found.values_list("sha256", "texts"))


def published() -> QuerySet[RulebookVersion]:
    """Return what was published here."""
    return RulebookVersion.objects.filter(state=RulebookState.PUBLISHED)


def drafts(kind: str = RulebookKind.INDEX_SET) -> QuerySet[RulebookVersion]:
    """Return what is being worked on, the newest first."""
    found = RulebookVersion.objects.filter(state=RulebookState.DRAFT, kind=kind).select_related(
        "created_by"
    )
    return found.defer("texts", "findings").order_by("-created_at", "-pk")


def procedure_drafts() -> QuerySet[RulebookVersion]:
    """Return the drafts of procedures, the newest first."""
    return drafts(RulebookKind.PROCEDURE).select_related("created_by__agency")


def procedure_draft(number: int) -> RulebookVersion | None:
    """Return one version of a procedure, draft or published here."""
    return version(number, RulebookKind.PROCEDURE)


def version(number: int, kind: str = RulebookKind.INDEX_SET) -> RulebookVersion | None:
    """Return one version, with the people who made it."""
    people = ("created_by__agency", "mended_by", "published_by")
    return RulebookVersion.objects.select_related(*people).filter(pk=number, kind=kind).first()
