"""The procedures that the invented department handles, where two are public, and one review."""

from datetime import date, datetime
from decimal import Decimal

from thuocdo.apps.dossiers.services import (
    Proof,
    Reviewed,
    offer_procedure,
    record_publication,
    record_review,
)
from thuocdo.apps.organisations.models import Agency, User
from thuocdo.apps.rulebooks.queries import procedures_in_force, review_rules

__all__ = ["load_procedures"]

_SINCE = date(2021, 1, 1)
_PUBLIC_ON = date(2024, 1, 10)
_EVERYWHERE = ("1.002809", "1.002877")  # public in every place; the others have yet to be recorded
_REVIEWED = "1.002809"


def load_procedures(agency: Agency, officer: User, now: datetime) -> None:
    """Let the department handle every procedure that ships."""
    for one in procedures_in_force(_SINCE):
        offer_procedure(agency=agency, code=one.code, since=_SINCE, by=officer, now=now)
    for code in _EVERYWHERE:
        for place in review_rules().places_on(_PUBLIC_ON):
            record_publication(
                agency=agency,
                code=code,
                place=place.id,
                published_on=_PUBLIC_ON,
                proof=Proof(f"https://sgtvt.example/thu-tuc/{code}/{place.id}"),
                by=officer,
                now=now,
            )
    record_review(agency=agency, code=_REVIEWED, reviewed=_review(), by=officer, now=now)


def _review() -> Reviewed:
    return Reviewed(
        reviewed_on=date(2024, 6, 14),
        document="Báo cáo rà soát 55/BC-SGTVT",
        proposal="Dùng kết quả khám sức khỏe đã liên thông, người dân không phải nộp bản giấy; rút "
        "thời hạn từ 5 ngày làm việc còn 3 ngày.",
        days_before=Decimal(5),
        days_after=Decimal(3),
        parts_before=3,
        parts_after=2,
        hours_before=Decimal(6),
        hours_after=Decimal("3.5"),
        money_before=Decimal(135_000),
        money_after=Decimal(135_000),
        dossiers_a_year=2_700,
    )
