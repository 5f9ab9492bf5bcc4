"""Template filters of `kit.formats`, and the few tags that pages share: `{% load vi %}`."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thuocdo.kit import formats
from thuocdo.kit.browsers import browser

register = template.Library()

for _name in ("number", "points", "percent", "signed", "day", "clock", "moment", "size"):
    register.filter(_name, getattr(formats, _name))


register.filter("browser", browser)


@register.filter
def points_of(value: Any, maximum: Any) -> str:
    """`{{ won|points_of:maximum }}`: `1,5/2 điểm`."""
    return formats.points_of(value, maximum)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one icon of the sprite; it is decoration, so readers of the screen skip it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("thuocdo/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def carry(context: template.Context, *names: str, **more: str) -> str:
    """Return `?name=value` for those parameters of the address that a link keeps, and for more."""
    asked = context["request"].GET
    kept = urlencode({name: asked[name] for name in names if asked.get(name)} | more)
    return f"?{kept}" if kept else ""


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """Return the address's query with some parameters changed; an empty value drops one."""
    request: HttpRequest = context["request"]
    values = request.GET.copy()
    for name, value in changes.items():
        if value in {None, ""}:
            values.pop(name.replace("_", "-"), None)
        else:
            values[name.replace("_", "-")] = str(value)
    return f"?{values.urlencode()}"
