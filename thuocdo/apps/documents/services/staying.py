"""What of this app stays when agencies merge: evidence proves what the old agency did."""

from collections.abc import Sequence

from django.db.models import Q

from thuocdo.apps.documents.models import Consultation, Evidence
from thuocdo.kit.staying import Staying

__all__ = ["consultations_stay", "evidence_stays"]


def _pieces(codes: Sequence[str]) -> int:
    return Evidence.objects.filter(agency__code__in=codes).count()


def _opinions(codes: Sequence[str]) -> int:
    part = Q(asked_by__code__in=codes) | Q(owed_by__code__in=codes)
    return Consultation.objects.filter(part).count()


evidence_stays = Staying(
    "evidence",
    title="Tài liệu kiểm chứng",
    rule="Tài liệu ở lại cơ quan cũ, cùng số liệu mà nó chứng minh.",
    count=_pieces,
    hindrance="đã có tài liệu kiểm chứng của cơ quan mới",
)
consultations_stay = Staying(
    "consultations",
    title="Ý kiến đã hỏi, còn nợ",
    rule="Ý kiến ở lại cơ quan cũ; việc còn dở thì cơ quan mới hỏi lại.",
    count=_opinions,
    hindrance="cơ quan mới đã hỏi hoặc được hỏi ý kiến",
)
