"""Getting a provider of the outside world by its port's name; `web/wiring.py` binds them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

__all__ = ["port"]


def port(name: str) -> Callable[..., Any]:
    """Return what is bound to `name`, imported on first use."""
    provider: Callable[..., Any] = import_string(settings.PORTS[name])
    return provider
