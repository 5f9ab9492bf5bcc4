"""What a dossier still lacks before it can be closed: papers, hand-overs, money."""

from collections.abc import Sequence

from thuocdo.apps.dossiers.due import fee_owed
from thuocdo.apps.dossiers.models import DossierEvent, EventKind
from thuocdo.kit.formats import dong

__all__ = ["CONTROL_SLIP", "RECEIPT", "closing_gaps", "fee_owed"]

RECEIPT, CONTROL_SLIP = "receipt", "control_slip"


def closing_gaps(events: Sequence[DossierEvent]) -> tuple[str, ...]:
    """Return what is still missing before the dossier can be closed, in words."""
    gaps = []
    kinds = [EventKind(event.kind) for event in events]
    printed = {one.payload["form"] for one in events if one.kind == EventKind.PAPER_ISSUED}
    if RECEIPT not in printed:
        gaps.append("chưa in Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    if CONTROL_SLIP not in printed:
        gaps.append("chưa in Phiếu kiểm soát quá trình giải quyết hồ sơ")
    if EventKind.HANDED_OVER not in kinds:
        gaps.append("Phiếu kiểm soát chưa có lần bàn giao nào")
    if (owed := fee_owed(events)) > 0:
        gaps.append(f"còn {dong(owed)} phí, lệ phí chưa thu")
    return tuple(gaps)
