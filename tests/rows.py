"""Published rows to test with."""

from datetime import UTC, datetime
from typing import Any

from thuocdo.core.rows import Channel, DossierRow, PortalState

__all__ = ["dossier_row"]


def dossier_row(code: str = "H99-240105-0001", **changes: Any) -> DossierRow:
    """Return a dossier received on 5 January 2024, due on the 12th, finished on the 10th."""
    values: dict[str, Any] = {
        "code": code,
        "procedure": "1.002809",
        "channel": Channel.IN_PERSON,
        "state": PortalState.RESULT_RETURNED,
        "received_at": datetime(2024, 1, 5, 1, 30, tzinfo=UTC),
        "due_at": datetime(2024, 1, 12, 1, 30, tzinfo=UTC),
        "result_at": datetime(2024, 1, 10, 3, 0, tzinfo=UTC),
        "returned_at": datetime(2024, 1, 11, 3, 0, tzinfo=UTC),
        "supplement_requests": 0,
        "parts_digitised": True,
        "result_digital": True,
        "paid_online": False,
    }
    return DossierRow(**(values | changes))
