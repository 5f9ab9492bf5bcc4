"""The score sheet as its page shows it: every text and number prepared before the template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.core.facts import FactKind
from thuocdo.core.index_sets import AreaScore, Criterion
from thuocdo.core.index_sets.sheet import Shares
from thuocdo.core.scoring import Score, ScoreState
from thuocdo.kit.bars import Segment, segments
from thuocdo.kit.formats import number, points, signed
from thuocdo.web.desk.standing import Standing

__all__ = [
    "FILTERS",
    "STATES",
    "SheetView",
    "ShownArea",
    "ShownRow",
    "State",
    "sheet_view",
    "state_of",
]


@dataclass(frozen=True, slots=True)
class State:
    """How points stand: always a colour and a shape and a word."""

    key: str
    sign: str
    word: str


STATES = {
    "won": State("won", "✓", "đạt"),
    "possible": State("possible", "▲", "còn có thể"),
    "lost": State("lost", "✕", "đã mất"),
    "unknown": State("unknown", "◌", "chưa có dữ liệu"),
}
FILTERS = {"mat": "lost", "con": "possible", "thieu": "unknown", "dat": "won"}
_FIRST_LOST = 3
_WAITS = {
    FactKind.MEASURE: "chờ tệp hồ sơ có: {}",
    FactKind.DECLARED: "chờ khai: {}",
    FactKind.JUDGED: "chờ chấm điểm",
    FactKind.IMPORTED: "chờ kết quả: {}",
}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A criterion (or a heading over several, which has no state)."""

    code: str
    title: str
    points: str
    anchor: str
    fact: str = ""
    lead: str = ""
    why: str = ""
    state: State | None = None
    affordable: str = ""
    child: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """What others say of criteria, by code."""

    leads: Mapping[str, str]
    affordable: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ShownArea:
    """An area with its totals and rows."""

    code: str
    title: str
    points: str
    bar: tuple[Segment, ...]
    shares: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One entry of the legend under the bar: `đã có 3,5`."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Loss:
    """Where points were lost, with the way to the answer."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """The whole page."""

    points: str
    total: str
    percent: str
    bar: tuple[Segment, ...]
    legend: tuple[Share, ...]
    most_lost: str
    losses: tuple[Loss, ...]
    areas: tuple[ShownArea, ...]
    to_declare: int
    to_declare_points: str
    first_to_declare: str


def sheet_view(
    standing: Standing,
    leads: Mapping[str, str],
    affordable: Mapping[str, str],
    only: str = "",
) -> SheetView:
    """Prepare the sheet.

    Args:
        standing: whose sheet.
        leads: who leads each criterion.
        affordable: how many bad cases each may still bear.
        only: keeps the criteria of one state (a key of `STATES`).
    """
    told = _Told(leads, affordable)
    sheet = standing.sheet
    open_ones = [score for score in sheet.scores if _can_be_declared(score)]
    areas = (_area(standing, area, told, only) for area in sheet.areas)
    worst = max(sheet.areas, key=lambda area: area.shares.lost)
    return SheetView(
        points=f"{points(sheet.total)}/{points(sheet.scale)} điểm",
        total=f"{points(sheet.total)}/{points(sheet.scale)}",
        percent=f"{number(sheet.percent, 2)} %",
        bar=_bar(sheet.shares, sheet.scale),
        legend=tuple(Share(key, words) for key, words in _words(sheet.shares)),
        most_lost=(
            f"{worst.area.code}. {worst.area.title} ({signed(-worst.shares.lost)})"
            if worst.shares.lost
            else ""
        ),
        losses=_losses(standing, worst),
        areas=tuple(area for area in areas if area.rows),
        to_declare=len(open_ones),
        to_declare_points=points(sum((score.unknown for score in open_ones), Decimal(0))),
        first_to_declare=f"tc-{open_ones[0].code}" if open_ones else "",
    )


def state_of(score: Score) -> State:
    """Return the one state that matters most for a criterion, with its points in the words."""
    if score.state is ScoreState.NOT_APPLICABLE:
        return State("apart", "–", "không áp dụng")
    if score.state is ScoreState.NO_DATA:
        part = "chưa đủ dữ liệu" if score.outcome.facts else "chưa có dữ liệu"
        return State("unknown", "◌", part)
    if score.possible:
        return State("possible", "▲", f"còn có thể {points(score.possible)}")
    if score.lost:
        return State("lost", "✕", f"đã mất {points(score.lost)}")
    return STATES["won"]


def _can_be_declared(score: Score) -> bool:
    return any(missing.kind is not FactKind.MEASURE for missing in score.outcome.missing)


def _area(standing: Standing, area: AreaScore, told: "_Told", only: str) -> ShownArea:
    scores = {score.code: score for score in area.scores}
    rows = []
    for criterion in area.area.criteria:
        kept = [
            leaf for leaf in criterion.leaves() if only in {"", state_of(scores[leaf.code]).key}
        ]
        if criterion.children and kept:
            rows.append(_heading(criterion, scores))
        rows.extend(
            _row(standing, scores[leaf.code], told, child=bool(criterion.children)) for leaf in kept
        )
    return ShownArea(
        code=area.area.code,
        title=area.area.title,
        points=f"{points(area.shares.won)}/{points(area.area.max_points)}",
        bar=_bar(area.shares, area.area.max_points),
        shares=", ".join(words for _, words in _words(area.shares)),
        rows=tuple(rows),
    )


def _heading(criterion: Criterion, scores: dict[str, Score]) -> ShownRow:
    won = sum((scores[leaf.code].won for leaf in criterion.leaves()), Decimal(0))
    return ShownRow(
        code=criterion.code,
        title=criterion.title,
        points=f"{points(won)}/{points(criterion.max_points)}",
        anchor=f"tc-{criterion.code}",
    )


def _row(standing: Standing, score: Score, told: "_Told", *, child: bool) -> ShownRow:
    said = [
        f"được chấm {fact.text} điểm"
        if fact.source is FactKind.JUDGED
        else f"{fact.title}: {fact.text}"
        for fact in score.outcome.facts
    ]
    said += [_WAITS[missing.kind].format(missing.title) for missing in score.outcome.missing]
    return ShownRow(
        code=score.code,
        title=score.title,
        points=f"{points(score.points)}/{points(score.max_points)}",
        anchor=f"tc-{score.code}",
        fact="; ".join(said),
        lead=told.leads.get(score.code, ""),
        why=standing.link("why", score.code),
        state=state_of(score),
        affordable=told.affordable.get(score.code, ""),
        child=child,
    )


def _losses(standing: Standing, area: AreaScore) -> tuple[Loss, ...]:
    lost = sorted((score for score in area.scores if score.lost), key=lambda score: -score.lost)
    return tuple(
        Loss(
            f"{score.code} {score.title} ({signed(-score.lost)})",
            standing.link("why", score.code),
        )
        for score in lost[:_FIRST_LOST]
    )


def _bar(shares: Shares, whole: Decimal) -> tuple[Segment, ...]:
    return segments([(key, getattr(shares, key)) for key in STATES], whole)


def _words(shares: Shares) -> Iterator[tuple[str, str]]:
    said = {
        "won": "đã có",
        "possible": "còn có thể",
        "lost": "đã mất",
        "unknown": "chưa có dữ liệu",
    }
    for key, words in said.items():
        yield key, f"{words} {points(getattr(shares, key))}"
