"""The chart of points by area: its finding as a sentence, its bars, and the table behind it."""

from typing import TYPE_CHECKING

from thuocdo.core.index_sets import ScoreSheet
from thuocdo.kit.charts import COLOURS
from thuocdo.kit.formats import points

if TYPE_CHECKING:
    import altair as alt

__all__ = ["area_chart", "chart_sentence", "chart_table"]

_KINDS = {
    "won": ("đã có", COLOURS["won"], "#ffffff"),
    "possible": ("còn có thể", COLOURS["possible"], "#0b1220"),
    "lost": ("đã mất", COLOURS["lost"], "#ffffff"),
    "unknown": ("chưa có dữ liệu", "#d7dce4", "#344054"),
}
_WIDE_ENOUGH = 1  # points: a narrower stretch has no room for its number
_LONGEST_TITLE = 46


def chart_sentence(sheet: ScoreSheet) -> str:
    """Say the finding: the chart's title."""
    worst = max(sheet.areas, key=lambda area: area.shares.lost)
    if worst.shares.lost:
        return (
            f"Mất nhiều nhất ở lĩnh vực {worst.area.code}, {worst.area.title}: "
            f"{points(worst.shares.lost)} trong {points(worst.area.max_points)} điểm"
        )
    dark = max(sheet.areas, key=lambda area: area.shares.unknown)
    if dark.shares.unknown:
        return (
            f"Chưa có dữ liệu cho {points(sheet.shares.unknown)} trong "
            f"{points(sheet.scale)} điểm, nhiều nhất ở lĩnh vực {dark.area.code}"
        )
    return f"Đã có {points(sheet.total)} trong {points(sheet.scale)} điểm"


def chart_table(sheet: ScoreSheet) -> list[tuple[str, list[str]]]:
    """Return the table behind the chart: area, then its five numbers; the sums come last."""
    rows = [
        (f"{area.area.code}. {area.area.title}", area.shares, area.area.max_points)
        for area in sheet.areas
    ]
    rows.append(("Cộng", sheet.shares, sheet.scale))
    return [
        (title, [*(points(getattr(shares, kind)) for kind in _KINDS), points(most)])
        for title, shares, most in rows
    ]


def area_chart(sheet: ScoreSheet, *, interactive: bool = False) -> "alt.TopLevelMixin":
    """Draw one bar per area, split into had, possible, lost and unknown points."""
    import altair as alt

    rows = [
        {
            "area": f"{area.area.code}. {_shortened(area.area.title)}",
            "kind": words,
            "order": order,
            "points": float(getattr(area.shares, kind)),
            "said": points(getattr(area.shares, kind)),
            "description": f"{area.area.code}. {area.area.title}, {words}: "
            f"{points(getattr(area.shares, kind))} điểm",
        }
        for area in sheet.areas
        for order, (kind, (words, _, _)) in enumerate(_KINDS.items())
        if getattr(area.shares, kind)
    ]
    words = [kind[0] for kind in _KINDS.values()]
    across = alt.X("points:Q", stack="zero", title="điểm")
    areas = list(dict.fromkeys(str(row["area"]) for row in rows))
    down = alt.Y("area:N", sort=areas, title=None)
    base = alt.Chart({"values": rows}).encode(y=down, order="order:Q", description="description:N")
    bars = base.mark_bar().encode(
        x=across,
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=words, range=[kind[1] for kind in _KINDS.values()]),
            sort=words,
            legend=alt.Legend(orient="top", title=None),
        ),
    )
    numbers = (
        base.transform_calculate(shown=f"datum.points >= {_WIDE_ENOUGH} ? datum.said : ''")
        .mark_text()
        .encode(
            x=alt.X("points:Q", stack="zero", bandPosition=0.5),
            text="shown:N",
            detail="kind:N",
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=words, range=[kind[2] for kind in _KINDS.values()]),
                legend=None,
            ),
        )
    )
    if interactive:
        chosen = alt.selection_point(fields=["kind"], bind="legend")
        bars = bars.add_params(chosen).encode(
            opacity=alt.condition(chosen, alt.value(1), alt.value(0.2)),
            tooltip=[
                alt.Tooltip("area:N", title="Lĩnh vực"),
                alt.Tooltip("kind:N", title="Loại"),
                alt.Tooltip("said:N", title="Điểm"),
            ],
        )
    layered = alt.layer(bars, numbers).resolve_scale(color="independent")
    sized: alt.LayerChart = layered.properties(width=560, height=alt.Step(34))
    return sized


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
