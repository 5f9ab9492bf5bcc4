"""Blocks that several papers share: letterhead, applicant, parts, signer."""

from dataclasses import dataclass
from datetime import date, datetime

from thuocdo.core.procedures.model import DocumentCopy

__all__ = [
    "Applicant",
    "Contact",
    "Letterhead",
    "PaperPart",
    "RegisterPlace",
    "Signer",
    "aware",
]


def aware(*moments: datetime | None) -> None:
    """Refuse a moment that does not say where on earth it is: it would be printed hours off.

    Raises:
        ValueError: one of them has no time zone.
    """
    for moment in moments:
        if moment is not None and moment.utcoffset() is None:
            raise ValueError(f"{moment} has no time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes, where and when, as Nghị định 30/2020/NĐ-CP has it at the head of a letter.

    Attributes:
        agency: who writes.
        parent: the body above it, printed on top; empty where there is none.
        office: the one-stop desk within the agency; empty when the agency itself writes.
        number: `12/PXL-SXD`; empty for a paper that has none.
    """

    agency: str
    place: str
    on: date
    parent: str = ""
    office: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who asks, and how to reach them. Personal data: it goes on the paper and nowhere else."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPart:
    """One part of the dossier that was handed in."""

    name: str
    copy_kind: DocumentCopy
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPlace:
    """Where the dossier stands in the register."""

    register: str
    book: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs.

    Attributes:
        title: the position, such as `Giám đốc`.
        authority: on whose behalf, such as `KT. Giám đốc` above `Phó Giám đốc`; else empty.
        name: empty leaves room for one.
    """

    title: str
    name: str = ""
    authority: str = ""
