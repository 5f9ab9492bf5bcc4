"""The words of one-stop software for channels, states and ticks, and the codes behind them."""

import re
from collections.abc import Mapping
from functools import lru_cache

from thuocdo.core.rows import Channel, PortalState
from thuocdo.core.vietnamese import fold

__all__ = ["CHANNELS", "STATES", "channel_of", "is_overdue_remark", "state_of", "tick_of"]

CHANNELS: Mapping[Channel, str] = {
    Channel.IN_PERSON: "Trực tiếp",
    Channel.ONLINE: "Trực tuyến",
    Channel.POSTAL: "Bưu chính công ích",
}
"""What people read for each channel."""

STATES: Mapping[PortalState, str] = {
    PortalState.REGISTERED: "Mới đăng ký",
    PortalState.RECEIVED: "Được tiếp nhận",
    PortalState.NOT_RECEIVED: "Không được tiếp nhận",
    PortalState.IN_PROGRESS: "Đang xử lý",
    PortalState.SUPPLEMENT_REQUESTED: "Yêu cầu bổ sung giấy tờ",
    PortalState.PAYMENT_REQUESTED: "Yêu cầu thực hiện nghĩa vụ tài chính",
    PortalState.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    PortalState.STOPPED: "Dừng xử lý",
    PortalState.FINISHED: "Đã xử lý xong",
    PortalState.RESULT_RETURNED: "Đã trả kết quả",
}
"""What people read for each state: the national portal's own words."""

# Patterns over folded words without punctuation; the first that matches the whole text decides.
_CHANNEL_PATTERNS = (
    (
        Channel.POSTAL,
        r"3|postal|bcci|(nop )?(qua|bang|gui qua)? ?(dich vu )?(buu chinh|buu dien)( cong ich| bcci)?",
    ),
    (
        Channel.ONLINE,
        r"2|online|(nop )?(ho so )?(dich vu cong |dvc )?(truc tuyen|online)( toan trinh| mot phan| muc do [34])?"
        r"|(nop )?qua (mang|internet|cong dich vu cong|cong dvc)( quoc gia| tinh)?"
        r"|dvctt|cong dich vu cong( quoc gia| tinh)?|cong dvc( quoc gia| tinh)?",
    ),
    (
        Channel.IN_PERSON,
        r"1|in person|(nop )?(ho so )?truc tiep( tai .*)?"
        r"|(nop )?tai (quay|cho|bo phan mot cua|mot cua|trung tam.*|bo phan (tiep nhan|tn).*)",
    ),
)
_STATE_PATTERNS = (
    (PortalState.NOT_RECEIVED, r"3|not received|(khong|tu choi) (duoc )?tiep nhan"),
    (PortalState.REGISTERED, r"1|registered|(moi|da) (dang ky|nop)|cho tiep nhan|moi nop"),
    (PortalState.RECEIVED, r"2|received|(duoc|da|moi) (duoc )?tiep nhan"),
    (
        PortalState.RESULT_RETURNED,
        r"10|result returned|da (tra|nhan|giao) (ket qua|kq)( cho dan| ho so)?|da tra|da tra ho so",
    ),
    (
        PortalState.FINISHED,
        r"9|finished|da (xu ly|giai quyet|thuc hien)( xong)?|da (hoan thanh|co ket qua|co kq|hoan tat)|hoan thanh"
        r"|(cho|chua) tra (ket qua|kq)|da xong|da ket thuc",
    ),
    (
        PortalState.SUPPLEMENT_REQUESTED,
        r"5|supplement requested|(dang )?(yeu cau|cho|tam dung cho|dung cho|can) (cong dan )?bo sung( giay to| ho so)?",
    ),
    (
        PortalState.PAYMENT_REQUESTED,
        r"6|payment requested|yeu cau thuc hien (nghia vu tai chinh|nvtc)|cho (thanh toan|nop phi|nop thue|thuc hien nghia vu tai chinh)",
    ),
    (PortalState.WITHDRAWN, r"7|withdrawn|(cong dan |da |nguoi dan )?(yeu cau )?rut( ho so)?"),
    (
        PortalState.STOPPED,
        r"8|stopped|(da )?(dung|huy|tu choi|tra lai|khong) (xu ly|giai quyet|ho so)( ho so)?|tu choi|da huy",
    ),
    (
        PortalState.IN_PROGRESS,
        r"4|in progress|(dang|cho|chua) (xu ly|giai quyet|thuc hien|tham dinh|trinh ky|phe duyet|ky|ky duyet)( ho so| xong)?|dang trinh ky"
        r"|tam dung",
    ),
)
_CHANNELS = tuple((channel, re.compile(pattern)) for channel, pattern in _CHANNEL_PATTERNS)
_STATES = tuple((state, re.compile(pattern)) for state, pattern in _STATE_PATTERNS)
_LATE = r"(bi )?(qua|tre|cham) (thoi )?han( \d+ (ngay|gio).*)?"
_REMARK = re.compile(rf"\b({_LATE}|(con|dung|truoc|som|trong) (thoi )?han)$")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_YES = frozenset(
    [
        "x",
        "v",
        "co",
        "1",
        "true",
        "yes",
        "y",
        "da",
        "roi",
        "dung",
        "✓",
        "✔",
        "√",
        "☑",
        "☒",
        "■",
        "da so hoa",
        "da thanh toan",
        "da nop",
        "truc tuyen",
        "dien tu",
        "ban dien tu",
    ]
)
_NO = frozenset(
    [
        "",
        "0",
        "khong",
        "k",
        "chua",
        "false",
        "no",
        "n",
        "o",
        "-",
        "–",
        "—",
        "☐",
        "□",
        "null",
        "khong co",
        "chua co",
        "chua so hoa",
        "chua thanh toan",
        "truc tiep",
        "tien mat",
        "ban giay",
        "giay",
    ]
)
_LONGEST = 200


def _plain(text: str) -> str:
    return _NOT_WORDS.sub(" ", fold(text[:_LONGEST])).strip()


@lru_cache(maxsize=2048)
def channel_of(text: str) -> Channel | None:
    """Return the channel that a text names, or None."""
    words = _plain(text)
    return next((channel for channel, pattern in _CHANNELS if pattern.fullmatch(words)), None)


@lru_cache(maxsize=2048)
def state_of(text: str) -> PortalState | None:
    """Return the state that a text names, whatever it says of late or in time, or None."""
    words = _REMARK.sub("", _plain(text)).strip()
    return next((state for state, pattern in _STATES if pattern.fullmatch(words)), None)


@lru_cache(maxsize=2048)
def is_overdue_remark(text: str) -> bool | None:
    """Return whether the text of a state says overdue or in time; None where it says neither."""
    found = _REMARK.search(_plain(text))
    return None if found is None else bool(re.search(_LATE, found[0]))


@lru_cache(maxsize=2048)
def tick_of(text: str) -> bool | None:
    """Return what a tick, a word or a number says: yes, no (also an empty cell), or None."""
    word = fold(text[:_LONGEST])
    if word in _YES:
        return True
    return False if word in _NO else None
