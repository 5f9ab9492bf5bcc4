"""An agency's ranks over the years: the finding as a sentence, and its line."""

from typing import TYPE_CHECKING

from thuocdo.apps.assessments.queries import RankedResult
from thuocdo.kit.charts import COLOURS

if TYPE_CHECKING:
    import altair as alt

__all__ = ["history_chart", "history_sentence"]

_FEWEST = 2  # years that make a history


def history_sentence(history: list[RankedResult]) -> str:
    """Say the finding: the chart's title; empty where there is no history yet. Oldest year first."""
    if len(history) < _FEWEST:
        return ""
    first, last = history[0], history[-1]
    places = f"hạng {first.rank}/{first.out_of} năm {first.year}, {last.rank}/{last.out_of} năm {last.year}"
    if any(one.not_comparable for one in history[1:]):
        return f"Hạng qua các năm không so sánh trực tiếp được: {places}"
    won = first.rank - last.rank
    if not won:
        return f"Năm đầu và năm cuối cùng một hạng: {places}"
    return f"{'Lên' if won > 0 else 'Xuống'} {abs(won)} bậc: {places}"


def history_chart(history: list[RankedResult]) -> "alt.TopLevelMixin":
    """Draw the rank of each year, the best on top; the line breaks where years may not be compared."""
    import altair as alt

    stretch, rows = 0, []
    for before, one in zip([None, *history], history, strict=False):
        stretch += before is not None and (bool(one.not_comparable) or one.year != before.year + 1)
        rows.append(
            {
                "year": str(one.year),
                "rank": one.rank,
                "stretch": stretch,
                "said": f"{one.rank}/{one.out_of}",
                "description": f"năm {one.year}: hạng {one.rank}/{one.out_of}",
            }
        )
    most = max(one.out_of for one in history)
    base = alt.Chart({"values": rows}).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, grid=False)),
        y=alt.Y(
            "rank:Q",
            title="hạng (trên là cao)",
            scale=alt.Scale(domain=[1, most], reverse=True, nice=False, padding=24),
            axis=alt.Axis(values=sorted({1, most}), grid=True, gridColor=COLOURS["line"]),
        ),
        detail="stretch:N",
        description="description:N",
    )
    line = base.mark_line(color=COLOURS["accent"], strokeWidth=2)
    dots = base.mark_point(color=COLOURS["accent"], filled=True, size=70, opacity=1)
    numbers = base.mark_text(dy=-14).encode(text="said:N")
    return alt.layer(line, dots, numbers).properties(width=alt.Step(120), height=180)
