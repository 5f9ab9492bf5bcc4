"""The public postal service: it fetches dossiers from applicants and carries results to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

__all__ = [
    "Post",
    "PostalAddress",
    "PostalEvent",
    "PostalFailed",
    "PostalJob",
    "PostalOrder",
    "PostalRequest",
    "PostalState",
]


class PostalJob(StrEnum):
    """What the post is asked to do."""

    PICKUP = "PICKUP"
    DELIVERY = "DELIVERY"


class PostalState(StrEnum):
    """Where an item is."""

    ORDERED = "ORDERED"
    COLLECTED = "COLLECTED"
    UNDERWAY = "UNDERWAY"
    DELIVERED = "DELIVERED"
    UNDELIVERABLE = "UNDELIVERABLE"
    SENT_BACK = "SENT_BACK"
    CANCELLED = "CANCELLED"


class PostalFailed(Exception):
    """The post did not do it; the message says in Vietnamese why.

    Attributes:
        retry: the one question of a failure: may the very same call succeed later (True), or will
            it never (False).
    """

    def __init__(self, message: str, *, retry: bool) -> None:
        super().__init__(message)
        self.retry = retry


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """Who hands over or receives, and where. Personal data: it goes to the post and nowhere else."""

    name: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalRequest:
    """An item to carry.

    Attributes:
        reference: ours, one for each item; asking twice by it orders once.
        contents: what is carried, such as the dossier's code.
    """

    reference: str
    job: PostalJob
    sender: PostalAddress = field(repr=False)
    recipient: PostalAddress = field(repr=False)
    contents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalOrder:
    """An item that the post has taken on, by its own number."""

    number: str
    reference: str
    ordered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalEvent:
    """What happened to an item, as the post tells it."""

    state: PostalState
    at: datetime
    note: str = ""


class Post(Protocol):
    """Carries."""

    def order(self, request: PostalRequest, *, now: datetime) -> PostalOrder:
        """Order one item; the same reference gives the same order, not a second one.

        Raises:
            PostalFailed: an address cannot be served, or nobody answers.
        """

    def track(self, number: str, *, now: datetime) -> Sequence[PostalEvent]:
        """Return what has happened until now, first things first.

        Raises:
            PostalFailed: the post knows no such item, or does not answer.
        """

    def cancel(self, number: str, *, now: datetime) -> None:
        """Call an item off; calling it off twice changes nothing.

        Raises:
            PostalFailed: it is unknown or already collected, or nobody answers.
        """
