"""Which agency handles which procedures, where they are made public, and how they are simplified."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.people import World
from tests.procedure_book import ROWS, changed, read_rows
from thuocdo.apps.documents.services import Handed
from thuocdo.apps.dossiers.models import AgencyProcedure, ProcedurePublication, ProcedureReview
from thuocdo.apps.dossiers.procedure_queries import handled_by, offered_codes, publications_of
from thuocdo.apps.dossiers.services import (
    Book,
    ProceduresRefused,
    Proof,
    Reviewed,
    import_procedures,
    offer_procedure,
    record_publication,
    record_review,
    withdraw_procedure,
)
from thuocdo.apps.organisations.models import AuditEntry, Role
from thuocdo.apps.organisations.services import assign_role
from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.models import RulebookState, RulebookVersion
from thuocdo.apps.rulebooks.queries import procedure_in_force
from thuocdo.kit.refusals import NotAllowed

NOW = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
LICENCE = "1.002809"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def offer(world: World, since: date = date(2024, 1, 1), **changes):
    given: dict[str, Any] = {"agency": world.transport, "code": LICENCE, "by": world.an, "now": NOW}
    given |= changes
    return offer_procedure(since=since, **given)


def test_an_agency_handles_a_procedure_from_day_to_day(world):
    offer(world)
    assert offered_codes(world.transport, date(2023, 12, 31)) == frozenset()
    assert offered_codes(world.transport, date(2024, 1, 1)) == {LICENCE}
    assert offered_codes(world.construction, date(2024, 1, 1)) == frozenset()
    assert handled_by(LICENCE, date(2024, 1, 1)) == [world.transport]
    given = {"agency": world.transport, "code": LICENCE, "by": world.an, "now": NOW}
    with pytest.raises(NotAllowed, match="phải sau ngày bắt đầu 01/01/2024"):
        withdraw_procedure(until=date(2024, 1, 1), **given)
    withdraw_procedure(until=date(2024, 2, 1), **given)
    assert offered_codes(world.transport, date(2024, 1, 31)) == {LICENCE}
    assert offered_codes(world.transport, date(2024, 2, 1)) == frozenset()
    with pytest.raises(NotAllowed, match="không giải quyết"):
        withdraw_procedure(until=date(2024, 3, 1), **given)
    with pytest.raises(NotAllowed, match="từ ngày 01/01/2024 đến trước 01/02/2024"):
        offer(world, date(2024, 1, 15))
    offer(world, date(2024, 2, 1))
    actions = AuditEntry.objects.filter(action__startswith="dossiers.procedure.").order_by("pk")
    assert [entry.action.rpartition(".")[2] for entry in actions] == ["offered", "withdrawn", "offered"]  # fmt: skip


def test_twice_or_for_others_or_unknown_is_refused(world):
    offer(world)
    with pytest.raises(NotAllowed, match="đã ghi giải quyết thủ tục"):
        offer(world, date(2024, 2, 1))
    with pytest.raises(NotAllowed, match="Chỉ cán bộ cải cách hành chính"):
        offer(world, agency=world.construction)
    with pytest.raises(CatalogueError, match="Không có thủ tục mã"):
        offer(world, code="1.999999")
    assert AgencyProcedure.objects.count() == 1


def book(rows=ROWS) -> Book:
    return Book(read_rows(rows), "thu-tuc.xlsx", "f" * 64)


def take_in(world, rows=ROWS, *, publish=False, by=None):
    return import_procedures(
        agency=world.transport, book=book(rows), publish=publish, by=by or world.an, now=NOW
    )


@pytest.fixture
def director(world):
    """An, who is the director too."""
    since = date(2016, 1, 1)
    assign_role(
        user=world.an, role=Role.DIRECTOR, agency=world.transport, valid_from=since, now=NOW
    )
    return world.an


def test_a_workbook_becomes_drafts_with_decision_and_validity(world):
    done = take_in(world)
    assert (done.drafted, done.published, done.unchanged) == (2, 0, 0)
    version = RulebookVersion.objects.get(catalog_id="1.999001@2024-01-15")
    assert version.state == RulebookState.DRAFT
    assert version.decision == "Quyết định 77/QĐ-UBND ngày 02/01/2024"
    assert (version.file_name, version.created_by) == ("thu-tuc.xlsx", world.an)
    assert not AgencyProcedure.objects.exists()
    with pytest.raises(ProceduresRefused, match=r"ô G2: đã có bản thảo 1\.999001@2024-01-15"):
        take_in(world)
    assert RulebookVersion.objects.count() == 2


def test_published_at_once_they_are_in_force_and_handled_and_a_second_time_nothing_new(
    world, director
):
    done = take_in(world, publish=True)
    assert (done.drafted, done.published) == (0, 2)
    assert procedure_in_force("1.999001", date(2024, 1, 15)).allowance.amount == 5
    assert offered_codes(world.transport, date(2024, 1, 15)) == {"1.999001", "1.999002"}
    again = take_in(world, publish=True)
    assert (again.published, again.unchanged) == (0, 2)
    assert RulebookVersion.objects.count() == 2


def test_whoever_may_not_publish_is_told_and_nothing_is_kept(world):
    with pytest.raises(ProceduresRefused, match="trang «Thủ tục», dòng 2, ô G2: Chỉ thủ trưởng"):
        take_in(world, publish=True)
    assert not RulebookVersion.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("procedures", 1, 13, "theo-trang"), "ô G3: Không có cách tính «theo-trang»"),
        (("procedures", 1, 3, "huyện"), "ô D3: không hiểu «huyện»"),
    ],
)
def test_one_mistake_and_nothing_is_kept(world, director, change, said):
    with pytest.raises(ProceduresRefused, match=said):
        take_in(world, changed(*change), publish=True)
    assert not RulebookVersion.objects.exists()
    assert not AgencyProcedure.objects.exists()


def publication(world, **changes) -> ProcedurePublication:
    given = {
        "agency": world.transport, "code": LICENCE, "place": "agency-website", "by": world.an,
        "published_on": date(2024, 2, 1), "proof": Proof("https://sgtvt.example/tthc"), "now": NOW,
    }  # fmt: skip
    return record_publication(**given | changes)


def test_made_public_in_a_place_with_proof_and_day(world):
    publication(world)
    proved = Proof(file=Handed("anh.pdf", PDF))
    mended = publication(world, published_on=date(2024, 2, 5), proof=proved)
    found = publications_of(world.transport, LICENCE)
    assert list(found) == ["agency-website"]
    assert (mended.published_on, mended.link) == (date(2024, 2, 5), "")
    assert mended.evidence is not None
    assert mended.evidence.criterion == LICENCE
    later = publication(world, proof=Proof("https://sgtvt.example/khac"))
    assert later.evidence == mended.evidence  # the file that was handed in stays


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"proof": Proof()}, "Ghi đường dẫn hoặc gửi tệp"),
        ({"place": "bang-tin"}, "không có nơi công khai «bang-tin»"),
        ({"published_on": date(2024, 3, 2)}, "Ngày công khai chưa đến"),
        ({"published_on": date(2019, 1, 1)}, "không có nơi công khai"),
    ],
)
def test_a_publication_that_cannot_be_right_is_refused(world, changes, said):
    with pytest.raises(NotAllowed, match=said):
        publication(world, **changes)
    assert not ProcedurePublication.objects.exists()


def test_only_the_own_people_record_publications_and_reviews(world):
    for who in (world.cuong, world.binh):
        with pytest.raises(NotAllowed):
            publication(world, by=who)
        with pytest.raises(NotAllowed):
            review(world, by=who)


def review(world, **changes) -> ProcedureReview:
    found = Reviewed(
        reviewed_on=date(2024, 2, 1), document="55/BC-SGTVT", proposal="Bỏ giấy khám sức khỏe",
        days_before=Decimal(5), days_after=Decimal(3), parts_before=3, parts_after=2,
        hours_before=Decimal(4), hours_after=Decimal("2.5"), money_before=Decimal(615_000),
        money_after=Decimal(115_000), dossiers_a_year=2000,
    )  # fmt: skip
    given = {"agency": world.transport, "code": LICENCE, "by": world.an, "now": NOW}
    return record_review(reviewed=found, **given | changes)


def test_a_review_keeps_the_version_that_it_looked_at(world):
    assert review(world).version == "1.002809@2023-08-01"
    with pytest.raises(NotAllowed, match="đã ghi một lần rà soát"):
        review(world)
    with pytest.raises(CatalogueError):
        review(world, code="1.999999")
    assert ProcedureReview.objects.count() == 1
