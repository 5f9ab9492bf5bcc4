"""Tables with areas, criteria and components in columns of their own, made into rows."""

from collections.abc import Sequence
from dataclasses import replace

from thuocdo.core.tables.annex.options import one_line
from thuocdo.core.tables.plan.model import RawRow

__all__ = ["unfold_columns"]

_COLUMNS = ("area", "title", "component")


def unfold_columns(rows: Sequence[RawRow]) -> list[RawRow]:
    """Return one row per area, criterion and component, numbered 1, 1.1, 1.1.1.

    A cell that is blank, or covered by the merged cell above, belongs to what stands above.
    """
    levels = [name for name in _COLUMNS if any(row.text(name) for row in rows)]
    if levels in (["title"], []):
        return list(rows)
    counters = [0] * len(levels)
    last = [""] * len(levels)
    unfolded: list[RawRow] = []
    for row in rows:
        texts = [one_line(row.text(name)) for name in levels]
        new = [level for level, text in enumerate(texts) if text and _begins(level, texts, last)]
        if not new:
            unfolded.append(replace(row, cells={**row.cells, "code": "", "title": ""}))
        for level in new:
            counters = [
                count + (at == level) if at <= level else 0 for at, count in enumerate(counters)
            ]
            last = [*last[:level], texts[level], *[""] * (len(levels) - level - 1)]
            code = ".".join(str(max(count, 1)) for count in counters[: level + 1])
            unfolded.append(_row(row, code, texts[level], deepest=level == new[-1]))
    return unfolded


def _begins(level: int, texts: Sequence[str], last: Sequence[str]) -> bool:
    """Tell whether a text differs from the one above it, or stands under something new."""
    above = any(texts[at] and texts[at] != last[at] for at in range(level))
    return above or texts[level] != last[level] or level == len(last) - 1


def _row(row: RawRow, code: str, title: str, *, deepest: bool) -> RawRow:
    kept = row.cells if deepest else {}
    cells = {name: kept.get(name, "") for name in row.cells if name not in {"area", "component"}}
    return replace(
        row,
        cells={**cells, "code": code, "title": title},
        above=row.above if deepest else {},
        numeric_code=False,
    )
