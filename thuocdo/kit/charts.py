"""Charts: an Altair chart in the project's colours, drawn here as SVG, or sent as a spec to explore.

Altair and vl-convert are imported when a chart is drawn, never when the programme starts.
"""

import json
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders

if TYPE_CHECKING:
    import altair as alt

__all__ = ["COLOURS", "as_spec", "as_svg"]

FONT = "Be Vietnam Pro"
VEGA_LITE = "6.4"
# The tokens of app.css, for light paper; `_STYLE` turns ink and lines over in the dark.
COLOURS = {
    "ink": "#1d2939",
    "muted": "#667085",
    "line": "#e4e7ec",
    "accent": "#0f5c6e",
    "won": "#2f7d4f",
    "possible": "#b7791f",
    "lost": "#b42318",
    "unknown": "#98a2b3",
}
_DARK = {"ink": "#e6eaf0", "muted": "#a3adbd", "line": "#344054"}
_SUBSETS = {
    "vietnamese": "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+1EA0-1EF9,U+20AB",
    "latin": "U+0000-00FF,U+2013-2014,U+2018-201D,U+2026,U+2212",
}


def as_spec(chart: "alt.TopLevelMixin") -> dict[str, Any]:
    """Return the Vega-Lite spec with the project's theme, for vega-embed."""
    spec: dict[str, Any] = chart.to_dict()
    spec["config"] = spec.get("config", {}) | _theme()  # Altair brings defaults of its own
    return spec


def as_svg(chart: "alt.TopLevelMixin", *, description: str) -> str:
    """Draw the chart; `description` is read out where it cannot be seen.

    The picture carries its letters with it: shown by <img>, it may fetch nothing.
    """
    import vl_convert

    _register_fonts()
    spec = as_spec(chart) | {"description": description}
    svg: str = vl_convert.vegalite_to_svg(
        json.dumps(spec), vl_version=VEGA_LITE, allowed_base_urls=[]
    )
    start = svg.index(">") + 1
    return f"{svg[:start]}{_style()}{svg[start:]}"


def _theme() -> dict[str, Any]:
    ink, muted, line = COLOURS["ink"], COLOURS["muted"], COLOURS["line"]
    return {
        "font": FONT,
        "background": None,
        "view": {"stroke": None},
        "axis": {
            "labelColor": ink,
            "labelFontSize": 13,
            "labelLimit": 320,
            "titleColor": muted,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "domain": False,
            "ticks": False,
            "grid": False,
            "labelPadding": 8,
        },
        "axisX": {"labelColor": muted, "grid": True, "gridColor": line, "tickCount": 8},
        "legend": {"labelColor": ink, "labelFontSize": 13, "symbolType": "square", "title": None},
        "bar": {"height": 20},
        "text": {"fontSize": 13, "fill": ink},
        "locale": {
            "number": {
                "decimal": ",",
                "thousands": ".",
                "grouping": [3],
                "currency": ["", " đ"],
            }
        },
    }


@cache
def _register_fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(_font(f"{FONT.replace(' ', '')}-Regular.ttf").parent))


@cache
def _style() -> str:
    faces = "".join(
        f"@font-face{{font-family:'{FONT}';font-weight:400;src:url(data:font/woff2;base64,"
        f"{b64encode(_font(f'be-vietnam-pro-{subset}-400.woff2').read_bytes()).decode()});"
        f"unicode-range:{letters}}}"
        for subset, letters in _SUBSETS.items()
    )
    dark = "".join(
        f'[{what}="{COLOURS[name]}"]{{{what}:{colour}}}'
        for name, colour in _DARK.items()
        for what in ("fill", "stroke")
    )
    return f"<style>{faces}@media (prefers-color-scheme:dark){{{dark}}}</style>"


def _font(name: str) -> Path:
    found = finders.find(f"vendor/fonts/{name}")
    if not isinstance(found, str):
        raise FileNotFoundError(f"vendor/fonts/{name}: run `make setup` to fetch the fonts")
    return Path(found)
