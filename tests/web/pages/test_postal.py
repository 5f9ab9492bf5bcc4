"""Sending a result by the post: ordered at return, followed, called off, sent again."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.apps.dossiers.test_rating import MONDAY, finished
from tests.counter import Counter, make_counter
from tests.web.office import Office
from thuocdo.adapters.postal.fake import FakePost
from thuocdo.apps.dossiers.due import fee_owed
from thuocdo.apps.dossiers.models import Dossier, DossierEvent, PostalOrder, PublishedDossier
from thuocdo.apps.dossiers.services import collect_fee, issue_paper, rebuild_published
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.core.rows import PortalState

RETURN = MONDAY + timedelta(days=2)
TO = {
    "name": "Nguyễn Văn Đức",
    "address": "Số 5, phố Huế",
    "phone": "0912345678",
    "sender_address": "Số 1, phố Thử",
    "sender_phone": "0243000000",
}


@pytest.fixture
def counter(office: Office) -> Counter:
    return make_counter(office)


class At:
    """The clock of a test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self(RETURN)

    def __call__(self, now: datetime) -> None:
        self._patch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    return At(monkeypatch)


@pytest.fixture(autouse=True)
def _post(settings, tmp_path) -> None:
    settings.POSTAL, settings.DATA_DIR = "demo", tmp_path


@pytest.fixture
def dossier(counter: Counter) -> Dossier:
    return finished(counter)


@pytest.fixture
def dung(counter: Counter, client: Client) -> Client:
    client.force_login(counter.dung)
    return client


def make_ready(counter: Counter, dossier: Dossier) -> None:
    owed = fee_owed(list(DossierEvent.objects.filter(dossier=dossier)))
    collect_fee(dossier=dossier, amount=owed, by=counter.dung, now=RETURN)
    for form in ("receipt", "control_slip"):
        issue_paper(dossier=dossier, form=form, by=counter.dung, now=RETURN)


def state(dossier: Dossier) -> int:
    return PublishedDossier.objects.get(pk=dossier.pk).state


def address(dossier: Dossier) -> str:
    return f"/ho-so/{dossier.code}/buu-chinh/"


def test_what_cannot_be_closed_is_not_sent(
    dossier: Dossier, dung: Client, at: At, tmp_path: Path
) -> None:
    answered = dung.post(address(dossier), TO)
    assert answered.status_code == 422
    assert "chưa in Giấy tiếp nhận" in answered.text
    assert not PostalOrder.objects.exists()
    assert not (tmp_path / "demo-post").exists(), "the post was not asked"
    assert state(dossier) == PortalState.FINISHED


def test_a_result_is_sent_followed_and_arrives(
    counter: Counter, dossier: Dossier, dung: Client, at: At, django_assert_max_num_queries
) -> None:
    make_ready(counter, dossier)
    assert 'value="Nguyễn Văn Đức"' in dung.get(address(dossier)).text
    assert dung.post(address(dossier), TO).status_code == 302
    item = PostalOrder.objects.get()
    assert state(dossier) == PortalState.RESULT_RETURNED
    event = DossierEvent.objects.filter(dossier=dossier).latest("pk")
    assert (event.kind, event.payload["by_post"]) == ("RESULT_RETURNED", True)
    assert "phố Huế" not in str(vars(item))
    assert "Đức" not in str(AuditEntry.objects.get(action="dossiers.postal.ordered").after)
    again = dung.post(address(dossier), TO)
    assert again.status_code == 422
    assert item.number in again.text
    at(RETURN + timedelta(hours=21))
    assert "đang chuyển" not in dung.get(address(dossier)).text, "a page that is read asks nobody"
    follow = {"viec": "hoi", "so-hieu": item.number}
    assert dung.post(address(dossier), follow).status_code == 302
    with django_assert_max_num_queries(15):
        page = dung.get(address(dossier)).text
    assert f"Bưu gửi {item.number}: đang chuyển" in page
    assert 'value="huy"' not in page
    late = dung.post(address(dossier), follow | {"viec": "huy"})
    assert late.status_code == 422
    assert "không hủy được nữa" in late.text
    at(RETURN + timedelta(hours=49))
    dung.post(address(dossier), follow)
    page = dung.get(address(dossier)).text
    assert "đã phát" in page
    assert "Hỏi bưu chính" not in page
    assert "Đặt bưu gửi" not in page
    assert rebuild_published() == 0


def test_an_item_called_off_is_sent_again(
    counter: Counter, dossier: Dossier, dung: Client, at: At
) -> None:
    make_ready(counter, dossier)
    dung.post(address(dossier), TO)
    first = PostalOrder.objects.get()
    dung.post(address(dossier), {"viec": "huy", "so-hieu": first.number})
    page = dung.get(address(dossier)).text
    assert f"Bưu gửi {first.number}: đã hủy" in page
    assert 'value="Số 1, phố Thử"' in page, "where the post fetches is known from the last time"
    assert dung.post(address(dossier), TO).status_code == 302
    assert PostalOrder.objects.count() == 2
    returns = DossierEvent.objects.filter(dossier=dossier, kind="RESULT_RETURNED")
    assert returns.count() == 1
    assert AuditEntry.objects.filter(action="dossiers.postal.cancelled").count() == 1


def test_a_post_that_does_not_answer_changes_nothing(
    counter: Counter, dossier: Dossier, dung: Client, at: At, settings, tmp_path
) -> None:
    make_ready(counter, dossier)
    settings.PORTS = settings.PORTS | {"postal": "tests.web.pages.test_postal.dead_post"}
    answered = dung.post(address(dossier), TO)
    assert answered.status_code == 422
    assert "không trả lời" in answered.text
    assert 'value="Số 5, phố Huế"' in answered.text, "what was typed is kept"
    assert state(dossier) == PortalState.FINISHED
    assert not PostalOrder.objects.exists()


def dead_post() -> FakePost:
    from django.conf import settings

    return FakePost(settings.DATA_DIR, answers=False)


def test_what_is_missing_is_said_at_its_field(
    counter: Counter, dossier: Dossier, dung: Client, at: At
) -> None:
    make_ready(counter, dossier)
    answered = dung.post(address(dossier), TO | {"address": " "})
    assert answered.status_code == 422
    assert 'id="id_address_error"' in answered.text
    assert dung.post(address(dossier), {"viec": "hoi", "so-hieu": "a\x00"}).status_code == 422
    assert dung.post(address(dossier), {"viec": "x"}).status_code == 422


def test_only_the_counter_sends_and_sees_the_address(
    dossier: Dossier, an: Client, office: Office, client: Client, at: At
) -> None:
    page = an.get(address(dossier)).text
    assert "cán bộ bộ phận một cửa" in page
    assert "phố Huế" not in page
    assert an.post(address(dossier), TO).status_code == 403
    client.force_login(office.cuong)
    assert client.get(address(dossier)).status_code == 404


def test_without_a_post_the_page_says_so(dossier: Dossier, dung: Client, at: At, settings) -> None:
    settings.POSTAL = "none"
    assert "chưa nối với bưu chính" in dung.get(address(dossier)).text
    assert dung.post(address(dossier), TO).status_code == 422
