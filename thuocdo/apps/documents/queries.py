"""Reading files back; finding evidence and consultations."""

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from thuocdo.apps.documents.models import Consultation, Evidence, EvidenceVersion, File
from thuocdo.apps.organisations.models import Agency
from thuocdo.core.periods import Period
from thuocdo.core.ports.file_store import FileStore
from thuocdo.kit.ports import port

__all__ = [
    "consultation_of",
    "consultations_of",
    "evidence_by_key",
    "evidence_counts",
    "evidence_of",
    "read_file",
    "unanswered_by",
    "version_by_number",
]


def read_file(file: File) -> bytes:
    """Return the bytes of a kept file.

    Raises:
        FileMissing: the store has lost it.
        StoreUnavailable: the store does not answer.
    """
    store: FileStore = port("file_store")()
    return store.get(str(file.content.name))


def evidence_of(agency: Agency, period: Period, *, criterion: str = "") -> QuerySet[Evidence]:
    """Return an agency's evidence of a period with its versions, newest version first."""
    versions = EvidenceVersion.objects.select_related("file", "added_by").order_by("-number")
    found = Evidence.objects.filter(
        agency=agency, period_start__lt=period.end, period_end__gt=period.start
    )
    if criterion:
        found = found.filter(criterion=criterion)
    return (
        found.select_related("withdrawn_by")
        .prefetch_related(Prefetch("versions", versions))
        .order_by("criterion", "pk")
    )


def evidence_counts(agency: Agency, day: date) -> dict[str, int]:
    """Return how many pieces of evidence count for each criterion in the period that holds `day`."""
    found = Evidence.objects.filter(
        agency=agency, period_start__lte=day, period_end__gt=day, withdrawn_at__isnull=True
    )
    counted = found.values("criterion").annotate(pieces=Count("pk")).order_by("criterion")
    return dict(counted.values_list("criterion", "pieces"))


def evidence_by_key(pk: int) -> Evidence | None:
    """Return one piece of evidence with its agency, or None."""
    found = Evidence.objects.select_related("agency", "withdrawn_by")
    return found.filter(pk=pk).first()


def version_by_number(evidence: Evidence, number: int) -> EvidenceVersion | None:
    """Return one version, or None."""
    return evidence.versions.select_related("file", "added_by").filter(number=number).first()


def consultations_of(agency: Agency) -> QuerySet[Consultation]:
    """Return what an agency asked and what it owes, newest first."""
    return (
        Consultation.objects.filter(Q(asked_by=agency) | Q(owed_by=agency))
        .select_related("asked_by", "owed_by", "asker", "answerer")
        .order_by("-pk")
    )


def consultation_of(agency: Agency, pk: int) -> Consultation | None:
    """Return one consultation that the agency has part in, or None."""
    return consultations_of(agency).filter(pk=pk).first()


def unanswered_by(agency: Agency) -> int:
    """Return how many opinions the agency owes."""
    return Consultation.objects.filter(owed_by=agency, answered_at__isnull=True).count()
