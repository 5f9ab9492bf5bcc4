"""The pages about one year's points, side by side."""

from dataclasses import dataclass

from thuocdo.web.desk.standing import Standing

__all__ = ["Tab", "tabs"]

_PAGES = (
    ("sheet", "Bảng điểm"),
    ("what_if", "Nếu… thì"),
    ("budget", "Còn được bao nhiêu"),
    ("path", "Đường rẻ nhất"),
    ("odds", "Khả năng thứ hạng"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the pages."""

    title: str
    url: str
    current: bool


def tabs(standing: Standing, here: str) -> list[Tab]:
    """Return the pages about the same agency and day."""
    return [Tab(title, standing.link(name), name == here) for name, title in _PAGES]
