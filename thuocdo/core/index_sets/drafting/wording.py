"""What a draft says about itself, in Vietnamese: kinds of rule, how sure, what is open."""

from collections.abc import Iterator

from thuocdo.core.index_sets.drafting.model import Draft
from thuocdo.core.index_sets.drafting.reading import Confidence, RuleKind
from thuocdo.core.vietnamese import format_number

__all__ = ["CONFIDENCES", "KINDS", "what_is_open"]

KINDS = {
    RuleKind.YES_NO: "có/không",
    RuleKind.LEVELS: "theo mức",
    RuleKind.BANDS: "theo bậc",
    RuleKind.LINEAR: "theo tỷ lệ",
    RuleKind.COUNT: "theo số lượng",
    RuleKind.DEDUCTION: "trừ dần",
    RuleKind.PARTS: "nhiều phần",
    RuleKind.SURVEY: "khảo sát",
    RuleKind.JUDGED: "chấm tay",
}
CONFIDENCES = {
    Confidence.CERTAIN: "chắc chắn",
    Confidence.LIKELY: "khá chắc",
    Confidence.DOUBTFUL: "cần xem kỹ",
    Confidence.UNREAD: "chưa đọc được",
}


def what_is_open(draft: Draft) -> Iterator[str]:
    """Yield what a person has to settle before the set can be published."""
    unread, doubtful = draft.count(Confidence.UNREAD), draft.count(Confidence.DOUBTFUL)
    if unread:
        yield f"{unread} tiêu chí chưa đọc được cách chấm"
    if doubtful:
        yield f"{doubtful} tiêu chí cần xem kỹ"
    if draft.facts:
        yield f"{len(draft.facts)} số liệu mới cần đặt tên và định nghĩa"
    stated, scale = draft.stated_total, draft.index_set.scale
    if stated is not None and stated != scale:
        yield f"văn bản ghi tổng {format_number(stated)} điểm, các lĩnh vực cộng lại {format_number(scale)}"
