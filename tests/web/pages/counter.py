"""What tests of the counter's pages share."""

import io
from datetime import UTC, datetime
from typing import Any

from django.test import Client
from pypdf import PdfReader

from thuocdo.apps.organisations.models import User

__all__ = ["MONDAY", "pdf_text", "signed_in", "text_of"]

MONDAY = datetime(2024, 3, 4, 1, 30, tzinfo=UTC)
"""08:30 in Việt Nam."""


def signed_in(person: User) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client


def text_of(response: Any) -> str:
    """Return a page's text."""
    return str(response.content.decode())


def pdf_text(data: bytes) -> str:
    """Return what a PDF says, with single spaces."""
    pages = PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
