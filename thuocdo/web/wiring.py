"""The fuse box: which provider stands behind which port. Named, so that each is imported on use."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import salted_hmac
from django.utils.timezone import get_default_timezone, localdate

from thuocdo.apps.assessments.services import results_stay
from thuocdo.apps.documents.services import consultations_stay, evidence_stays
from thuocdo.apps.dossiers import published as dossiers
from thuocdo.apps.dossiers.services import OpenDossiers
from thuocdo.apps.organisations import published as staff
from thuocdo.apps.plans.services import plans_stay
from thuocdo.apps.reports import queries as reports
from thuocdo.apps.reports.services import declarations_stay
from thuocdo.apps.rulebooks.queries import fact_register
from thuocdo.apps.rulebooks.shipped import bank_book
from thuocdo.core.facts import Fact, FactKind, FactRegister, FactScope, RowPart
from thuocdo.core.ports.fact_book import FactBook
from thuocdo.core.ports.file_store import FileStore
from thuocdo.core.ports.mover import Mover
from thuocdo.core.ports.papers import Papers
from thuocdo.core.ports.payment import Payments
from thuocdo.core.ports.postal import Post
from thuocdo.core.ports.scanner import Scanner

if TYPE_CHECKING:
    from thuocdo.adapters.payment.fake import FakeBank
    from thuocdo.analytics.fact_book import MeasureBook
    from thuocdo.analytics.staff import StaffBook
    from thuocdo.core.rows import DossierRow, StaffRow

__all__ = [
    "RecordedFacts",
    "demo_payer",
    "fact_book",
    "file_store",
    "measure_book",
    "movers",
    "papers",
    "payments",
    "postal",
    "scanner",
    "staff_facts",
]


@cache
def measure_book() -> "MeasureBook":
    """Return the measures over the published rows. Ibis is imported here, not at start-up."""
    from thuocdo.analytics.fact_book import MeasureBook, RowSource

    def source(agency: str) -> "RowSource[DossierRow] | None":
        version = dossiers.rows_version(agency)
        return RowSource(version, lambda: dossiers.published_rows(agency)) if version else None

    return MeasureBook(source, fact_register(), get_default_timezone())


@cache
def _staff_book() -> "StaffBook":
    from thuocdo.analytics.fact_book import RowSource
    from thuocdo.analytics.staff import StaffBook

    def source(agency: str) -> "RowSource[StaffRow] | None":
        version = staff.staff_rows_version(agency)
        return RowSource(version, lambda: staff.staff_rows(agency)) if version else None

    return StaffBook(source, fact_register())


def staff_facts(scope: FactScope) -> Mapping[str, Fact]:
    """Return what is counted of an agency's staff; no engine is loaded for one without rows."""
    return _staff_book().facts(scope) if staff.staff_rows_version(scope.agency) else {}


class RecordedFacts:
    """A fact book for one request: measures from the rows, other facts as declared.

    A declared fact that the agency's own rows tell is counted from them.
    """

    def __init__(self, measures: "MeasureBook", register: FactRegister) -> None:
        self._measures, self._register = measures, register
        self._staffed: dict[FactScope, Mapping[str, Fact]] = {}
        self._measured: dict[FactScope, Mapping[str, Fact | None]] = {}
        self._declared: dict[FactScope, dict[str, Fact]] = {}

    def fact(self, name: str, scope: FactScope) -> Fact | None:
        """Return the fact, or None when nobody has supplied it."""
        if self._register[name].kind is FactKind.MEASURE:
            if scope not in self._measured:
                self._measured[scope] = self._measures.facts(scope)
            return self._measured[scope][name]
        if scope not in self._declared:
            self._declared[scope] = {
                declared.name: Fact(
                    name=declared.name,
                    scope=scope,
                    numerator=declared.numerator,
                    denominator=declared.denominator,
                    unit=self._register[declared.name].unit,
                    source=self._register[declared.name].kind,
                    title=self._register[declared.name].title,
                    version=f"declared-{declared.pk}",
                )
                for declared in reports.declarations(scope).values()
                if declared.name in self._register
            }
        declared = self._declared[scope].get(name)
        return self._counted(name, scope, declared) or declared

    def _counted(self, name: str, scope: FactScope, declared: Fact | None) -> Fact | None:
        """Return what the rows about staff tell, and in what a declaration differs from it."""
        if not self._register[name].measured_from:
            return None
        if scope not in self._staffed:
            self._staffed[scope] = staff_facts(scope)
        fact = self._staffed[scope].get(name)
        if fact is not None and declared is not None and declared.value != fact.value:
            said = f"Số đã khai là {declared.text}; số đếm từ dữ liệu cán bộ được dùng."
            return replace(fact, coverage=said)
        return fact

    def rows(self, name: str, scope: FactScope, part: RowPart) -> Sequence[str]:
        """Return the codes of the rows behind a measure; none for declared facts."""
        if self._register[name].kind is FactKind.MEASURE:
            return self._measures.rows(name, scope, part)
        return ()


def fact_book() -> FactBook:
    """Return a fact book for one request."""
    return RecordedFacts(measure_book(), fact_register())


def movers() -> tuple[Mover, ...]:
    """Return what moves, or says that it stays, when agencies merge."""
    return (
        OpenDossiers(),
        plans_stay,
        declarations_stay,
        results_stay,
        evidence_stays,
        consultations_stay,
    )


def file_store() -> FileStore:
    """Return the store that the settings name: a folder, or a bucket of a store that speaks S3."""
    if settings.FILE_STORE == "folder":
        from thuocdo.adapters.storage.folder import FolderStore

        return FolderStore(Path(settings.MEDIA_ROOT))
    from thuocdo.adapters.storage.s3 import S3Store

    address = urlsplit(settings.FILE_STORE)
    scheme = address.scheme.removeprefix("s3+")
    bucket, _, prefix = address.path.strip("/").partition("/")
    if scheme not in {"http", "https"} or scheme == address.scheme or not bucket:
        raise ImproperlyConfigured(
            f"THUOCDO_FILE_STORE must be folder or s3+https://host/bucket, not {settings.FILE_STORE!r}."
        )
    return S3Store(
        endpoint=f"{scheme}://{address.netloc}",
        bucket=bucket,
        prefix=f"{prefix}/" if prefix else "",
        region=parse_qs(address.query).get("region", ["us-east-1"])[0],
        access_key=settings.STORE_ACCESS_KEY,
        secret_key=settings.STORE_SECRET_KEY,
    )


def scanner() -> Scanner:
    """Return ClamAV's daemon where the settings name one, else a scanner that finds nothing."""
    from thuocdo.adapters.scanning.clamd import Clamd, not_scanned

    return Clamd(settings.CLAMD) if settings.CLAMD else not_scanned


def papers() -> Papers:
    """Return the printer of papers, with the fonts that the set-up fetched."""
    from thuocdo.adapters.papers.typst import TypstPapers

    return TypstPapers(settings.PAPER_FONTS, get_default_timezone())


def payments() -> Payments | None:
    """Return transfers to the account that the settings name; None where fees are paid in cash only."""
    if not settings.PAYMENT_ACCOUNT:
        return None
    from thuocdo.adapters.payment.vietqr import VietQr

    if settings.PAYMENT_ACCOUNT == "demo":
        return VietQr(
            bank=bank_book().banks[0], account="0000000000", holder="TAI KHOAN TRINH DIEN",
            secret=_demo_secret(),
        )  # fmt: skip
    number, _, rest = settings.PAYMENT_ACCOUNT.partition("/")
    account, _, holder = rest.partition("/")
    bank = bank_book().bank(number, localdate())
    if bank is None or not account or not holder:
        raise ImproperlyConfigured(
            "THUOCDO_PAYMENT_ACCOUNT must be BIN/account/holder, with a BIN of catalog/payments/banks.yaml, "
            f"or demo, not {settings.PAYMENT_ACCOUNT!r}."
        )
    return VietQr(bank=bank, account=account, holder=holder, secret=settings.PAYMENT_SECRET)


def demo_payer() -> "FakeBank | None":
    """Return who pays the demo's orders; None wherever money is real."""
    from thuocdo.adapters.payment.fake import FakeBank

    return FakeBank(secret=_demo_secret()) if settings.PAYMENT_ACCOUNT == "demo" else None


def _demo_secret() -> str:
    return salted_hmac("thuocdo.demo.payment", "secret", algorithm="sha256").hexdigest()


def postal() -> Post | None:
    """Return the post that the settings name; None where people come to the counter only."""
    if settings.POSTAL == "none":
        return None
    from thuocdo.adapters.postal.fake import FakePost

    return FakePost(settings.DATA_DIR / "demo-post")
