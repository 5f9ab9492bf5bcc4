"""The directory in words: rows of the tree, and what happened to an agency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from thuocdo.apps.organisations.models import (
    Agency,
    AgencyKind,
    AgencyName,
    AgencyParent,
    Succession,
    SuccessionKind,
)
from thuocdo.core.agencies import AgencyTree, TreeNode
from thuocdo.core.vietnamese import fold
from thuocdo.kit.formats import day, number

__all__ = [
    "ShownAgency",
    "ShownMoment",
    "agency_url",
    "search",
    "shown_history",
    "shown_tree",
    "tree_url",
]

_MOST_ROWS = 400  # more are shown one level at a time


@dataclass(frozen=True, slots=True)
class ShownAgency:
    """One row of the tree."""

    url: str
    code: str
    name: str
    short_name: str
    kind: str
    depth: int
    hidden: str
    hidden_url: str


@dataclass(frozen=True, slots=True)
class ShownMoment:
    """One thing that happened to an agency."""

    day: date
    what: str
    name: str
    url: str
    details: str


def agency_url(code: str) -> str:
    """Return the address of an agency's history."""
    return reverse("organisations:agency", args=[code])


def tree_url(day: date | None = None, under: str = "") -> str:
    """Return the address of the tree of a day, or of the part under an agency."""
    asked = {"ngay": day.isoformat() if day else "", "duoi": under}
    kept = urlencode({name: value for name, value in asked.items() if value})
    return reverse("organisations:tree") + (f"?{kept}" if kept else "")


def shown_tree(tree: AgencyTree, under: str, when: date) -> list[ShownAgency]:
    """Return the rows of a tree, as deep as fits; what is below says how many and leads there."""
    rows = list(tree.walk(under))
    deepest = max((depth for depth, _ in rows), default=0)
    while deepest > 0 and sum(depth <= deepest for depth, _ in rows) > _MOST_ROWS:
        deepest -= 1
    deepest = max(deepest, 1 if under else 0)
    return [
        _row(tree, node, depth, when, cut=depth == deepest)
        for depth, node in rows
        if depth <= deepest
    ]


def search(tree: AgencyTree, text: str, when: date) -> list[ShownAgency]:
    """Return the agencies whose name or code holds the text; marks and case do not matter."""
    wanted = fold(text)
    found = [
        node
        for node in tree.nodes.values()
        if wanted in fold(f"{node.name} {node.short_name} {node.code}")
    ]
    return [_row(tree, node, 0, when, cut=True) for node in found[:_MOST_ROWS]]


def _row(tree: AgencyTree, node: TreeNode, depth: int, when: date, *, cut: bool) -> ShownAgency:
    hidden = len(tree.descendants(node.code)) if cut else 0
    return ShownAgency(
        url=agency_url(node.code),
        code=node.code,
        name=node.name,
        short_name=node.short_name if node.short_name != node.name else "",
        kind=str(AgencyKind(node.kind).label) if node.kind else "",
        depth=min(depth, 4),
        hidden=f"{number(hidden)} cơ quan bên dưới" if hidden else "",
        hidden_url=tree_url(when, node.code) if hidden else "",
    )


def shown_history(
    agency: Agency,
    names: Sequence[AgencyName],
    parents: Sequence[AgencyParent],
    before: Sequence[Succession],
    after: Sequence[Succession],
) -> list[ShownMoment]:
    """Return what happened to an agency, oldest first."""
    first = [ShownMoment(agency.valid_from, "Bắt đầu hoạt động", "", "", _decision(agency))]
    renamed = [
        ShownMoment(one.valid_from, "Đổi tên thành", one.name, "", _decision(one))
        for one in names[1:]
    ]
    moved = [_moved(one) for one in parents if one.parent or one.valid_from != agency.valid_from]
    came = [_link(one, one.predecessor, _FROM[SuccessionKind(one.kind)]) for one in before]
    went = [_link(one, one.successor, _TO[SuccessionKind(one.kind)]) for one in after]
    ended = [ShownMoment(agency.valid_to, "Hết hiệu lực", "", "", "")] if agency.valid_to else []
    # Equal days keep this order: one begins before one is moved, and takes over before one ends.
    return sorted([*first, *came, *renamed, *moved, *went, *ended], key=lambda one: one.day)


_FROM = {
    SuccessionKind.RENAMED: "Lập từ",
    SuccessionKind.MERGED: "Hợp nhất từ",
    SuccessionKind.SPLIT: "Tách ra từ",
    SuccessionKind.FUNCTION_MOVED: "Nhận một phần nhiệm vụ từ",
}
_TO = {
    SuccessionKind.RENAMED: "Lập lại thành",
    SuccessionKind.MERGED: "Hợp nhất vào",
    SuccessionKind.SPLIT: "Chia, tách thành",
    SuccessionKind.FUNCTION_MOVED: "Chuyển một phần nhiệm vụ sang",
}


def _moved(link: AgencyParent) -> ShownMoment:
    if link.parent is None:
        return ShownMoment(link.valid_from, "Không còn cơ quan cấp trên", "", "", _decision(link))
    url = agency_url(link.parent.code)
    return ShownMoment(link.valid_from, "Trực thuộc", link.parent.name, url, _decision(link))


def _link(link: Succession, other: Agency, words: str) -> ShownMoment:
    said = [link.moved, _decision(link)]
    details = "; ".join(part for part in said if part)
    return ShownMoment(link.effective_on, words, other.name, agency_url(other.code), details)


def _decision(one: Agency | AgencyName | AgencyParent | Succession) -> str:
    dated = f" ngày {day(one.decided_on)}" if one.decided_on else ""
    if one.decision_number:
        return f"theo {one.decision_number}{dated}"
    return f"quyết định{dated}" if dated else ""
