"""A post for the demo and for tests: it answers as a real one would, and carries nothing.

Items are kept in a folder, one file each, so that every process of an installation sees them; of a
person nothing is kept. An item moves on by the clock. Who cannot be found is told by the telephone.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from thuocdo.core.ports.postal import (
    PostalEvent,
    PostalFailed,
    PostalOrder,
    PostalRequest,
    PostalState,
)
from thuocdo.core.postal import WrongItemNumber, item_number, item_number_in

__all__ = ["NOBODY_THERE", "FakePost"]

NOBODY_THERE = "0000"
"""What the recipient's telephone ends in when the item cannot be delivered."""

_SERVICE = "EA"
_SERIALS = 10**8
_GOOD_WAY = (
    (timedelta(0), PostalState.ORDERED, ""),
    (timedelta(hours=4), PostalState.COLLECTED, ""),
    (timedelta(hours=20), PostalState.UNDERWAY, ""),
    (timedelta(hours=48), PostalState.DELIVERED, ""),
)
_WRONG_WAY = (
    *_GOOD_WAY[:3],
    (timedelta(hours=48), PostalState.UNDELIVERABLE, "Không liên hệ được với người nhận."),
    (timedelta(days=7), PostalState.SENT_BACK, "Đã chuyển hoàn người gửi."),
)


@dataclass(frozen=True, slots=True)
class FakePost:
    """Keeps items in `folder`.

    Attributes:
        answers: False for a post whose service is down.
    """

    folder: Path
    answers: bool = True

    def order(self, request: PostalRequest, *, now: datetime) -> PostalOrder:
        """Take the item on, or refuse an address that nobody could find."""
        self._ask()
        for who, one in (("người gửi", request.sender), ("người nhận", request.recipient)):
            lacking = [
                title
                for title, told in (
                    ("họ tên", one.name),
                    ("địa chỉ", one.address),
                    ("số điện thoại", one.phone),
                )
                if not told.strip()
            ]
            if lacking:
                raise PostalFailed(
                    f"Bưu chính không nhận: {who} thiếu {', '.join(lacking)}; bổ sung rồi đặt lại.",
                    retry=False,
                )
        number = self._number(request.reference)
        kept = {
            "reference": request.reference,
            "ordered_at": now.isoformat(),
            "found": not request.recipient.phone.strip().endswith(NOBODY_THERE),
            "cancelled_at": "",
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with self._file(number).open("x", encoding="utf-8") as file:
                json.dump(kept, file)
        except FileExistsError:
            kept = self._kept(number)
        return PostalOrder(
            number=number,
            reference=request.reference,
            ordered_at=datetime.fromisoformat(str(kept["ordered_at"])),
        )

    def track(self, number: str, *, now: datetime) -> tuple[PostalEvent, ...]:
        """Tell how far the item would be by now."""
        self._ask()
        kept = self._kept(number)
        start = datetime.fromisoformat(str(kept["ordered_at"]))
        if kept["cancelled_at"]:
            called_off = datetime.fromisoformat(str(kept["cancelled_at"]))
            return (
                PostalEvent(state=PostalState.ORDERED, at=start),
                PostalEvent(state=PostalState.CANCELLED, at=called_off),
            )
        way = _GOOD_WAY if kept["found"] else _WRONG_WAY
        return tuple(
            PostalEvent(state=state, at=start + after, note=note)
            for after, state, note in way
            if start + after <= now
        )

    def cancel(self, number: str, *, now: datetime) -> None:
        """Call it off while nobody has come for it."""
        events = self.track(number, now=now)
        if events and events[-1].state is PostalState.CANCELLED:
            return
        if len(events) > 1:
            raise PostalFailed(
                f"Bưu gửi {number} đã được bưu chính nhận, không hủy được nữa; theo dõi đến khi phát xong.",
                retry=False,
            )
        self._file(number).write_text(
            json.dumps(self._kept(number) | {"cancelled_at": now.isoformat()}), encoding="utf-8"
        )

    def _ask(self) -> None:
        if not self.answers:
            raise PostalFailed("Hệ thống của bưu chính không trả lời; sẽ thử lại sau.", retry=True)

    def _number(self, reference: str) -> str:
        return item_number(_SERVICE, int(sha256(reference.encode()).hexdigest(), 16) % _SERIALS)

    def _file(self, number: str) -> Path:
        return self.folder / f"{number}.json"

    def _kept(self, number: str) -> dict[str, object]:
        try:
            file = self._file(item_number_in(number))
            kept: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
        except (WrongItemNumber, FileNotFoundError) as error:
            raise PostalFailed(
                f"Bưu chính không có bưu gửi số «{number}»; xem lại số hiệu.", retry=False
            ) from error
        return kept
