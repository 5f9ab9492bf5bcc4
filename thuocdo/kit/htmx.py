"""Telling HTMX's requests from a browser's own."""

from django.http import HttpRequest

__all__ = ["wants_fragment"]


def wants_fragment(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of a page; a page restored from history is wanted whole."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"
    )
