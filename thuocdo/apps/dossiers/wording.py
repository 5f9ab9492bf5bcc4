"""What events of the counter tell, in words: facts for everybody, what people wrote for those who may know."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from thuocdo.apps.dossiers.models import EventKind
from thuocdo.kit.formats import dong, moment

__all__ = ["PAPERS", "facts_of", "handed_to", "words_of"]

PAPERS = {
    "receipt": "Giấy tiếp nhận và hẹn trả",
    "supplement_request": "Phiếu yêu cầu bổ sung",
    "refusal": "Phiếu từ chối",
    "apology": "Văn bản xin lỗi, hẹn lại",
    "stop_notice": "Thông báo dừng giải quyết",
    "control_slip": "Phiếu kiểm soát",
}


def facts_of(kind: EventKind, payload: dict[str, Any]) -> list[str]:
    """Return what an event tells without anything that a person wrote."""
    return list(_facts(kind, payload))


def _facts(kind: EventKind, payload: dict[str, Any]) -> Iterator[str]:
    match kind:
        case EventKind.LEG_STARTED:
            yield payload["agency"]
            yield payload["what"]
        case EventKind.PAYMENT_REQUESTED | EventKind.FEE_COLLECTED:
            yield dong(Decimal(payload["amount"]))
        case EventKind.PAID:
            yield dong(Decimal(payload["amount"]))
            yield "trực tuyến" if payload["online"] else "tại quầy"
        case EventKind.EXTENDED:
            yield f"hẹn lại {moment(datetime.fromisoformat(payload['until']))}"
            yield f"ngày hẹn cũ {moment(datetime.fromisoformat(payload['from']))}"
        case EventKind.DIGITISED:
            yield "đủ mọi thành phần" if payload["complete"] else "chưa đủ mọi thành phần"
        case EventKind.PAPER_ISSUED:
            yield PAPERS.get(payload["form"], payload["form"])
        case EventKind.RESULT_RETURNED if "by_post" in payload:
            yield "qua bưu chính công ích" if payload["by_post"] else "tại quầy"


def handed_to(payload: dict[str, Any], places: Mapping[str, str]) -> tuple[str, ...]:
    """Return to which step and to whom a dossier was passed, as far as the names are given."""
    keys = (payload["step"], f"u{payload['unit']}", f"p{payload['to']}")
    said = [places[key] for key in keys if key in places]
    return (f"bước «{said[0]}»", *said[1:]) if payload["step"] in places else tuple(said)


def words_of(kind: EventKind, payload: dict[str, Any]) -> tuple[str, ...]:
    """Return what people wrote; it may name applicants."""
    said = [f"{label}: {payload[name]}" for name, label in _WRITTEN if payload.get(name)]
    if kind is EventKind.SUPPLEMENT_REQUESTED:
        said.insert(0, f"cần bổ sung: {'; '.join(payload['parts'])}")
    if kind is EventKind.OPINION_ASKED:
        said.insert(0, str(payload["agency"]))
    return tuple(said)


_WRITTEN = (
    ("question", "hỏi"),
    ("answer", "trả lời"),
    ("reason", "lý do"),
    ("note", "ghi chú"),
    ("number", "số"),
    ("taken_by", "người nhận"),
)
