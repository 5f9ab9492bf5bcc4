"""The applicant's page of rating, and the agency's page of what was rated."""

import pytest
from django.test import Client

from tests.apps.dossiers.test_rating import NEXT_DAY, invited
from tests.counter import make_counter
from tests.web.office import Office
from thuocdo.apps.dossiers.models import DossierRating, RatingInvitation
from thuocdo.apps.dossiers.services import rate


@pytest.fixture
def invitation(office: Office, monkeypatch: pytest.MonkeyPatch) -> RatingInvitation:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NEXT_DAY)
    return invited(make_counter(office))


def test_a_citizen_taps_once_and_may_say_more(invitation: RatingInvitation, client: Client) -> None:
    address = f"/danh-gia/{invitation.token}/"
    asked = client.get(address)
    assert asked.status_code == 200
    assert "Ông/bà có hài lòng" in asked.text
    assert "Đổi giấy phép lái xe" in asked.text
    assert "Nguyễn Văn Đức" not in asked.text
    assert client.post(address, {"hai-long": "0"}).status_code == 302
    more = client.get(address).text
    assert "Cảm ơn ông/bà" in more
    assert "Thái độ của cán bộ" in more
    assert "Thời gian giải quyết" not in more, "the record tells it"
    client.post(address, {"chi-so-3": "0", "chi-so-4": "0", "chi-so-6": "0", "chi-so-7": "0"})
    assert DossierRating.objects.get().points["6"] == 2
    assert "<form" not in client.get(address).text


@pytest.mark.parametrize(
    "answer", [{}, {"hai-long": "7"}, {"hai-long": "x"}, {"chi-so-3": "\u0661"}]
)
def test_a_wrong_answer_is_said_kindly(
    invitation: RatingInvitation, client: Client, answer: dict[str, str]
) -> None:
    answered = client.post(f"/danh-gia/{invitation.token}/", answer)
    assert answered.status_code == 422
    assert 'role="alert"' in answered.text
    assert not DossierRating.objects.exists()


def test_an_unknown_token_is_not_found(client: Client) -> None:
    assert client.get("/danh-gia/khong-co/").status_code == 404
    assert client.get("/danh-gia/a%00b/").status_code == 404


def test_the_counter_hands_the_screen_over(
    invitation: RatingInvitation, office: Office, client: Client
) -> None:
    client.force_login(make_login(office))
    answered = client.post(f"/ho-so/{invitation.dossier.code}/moi-danh-gia/")
    assert answered.headers["Location"] == f"/danh-gia/{invitation.token}/"
    assert client.post("/ho-so/KHONG-CO/moi-danh-gia/").status_code == 404


def make_login(office: Office):
    return type(office.an).objects.get(username="dung")


def test_the_page_says_what_the_ratings_amount_to(
    invitation: RatingInvitation, an: Client, django_assert_max_num_queries
) -> None:
    assert "Chưa có hồ sơ nào" in an.get("/ho-so/danh-gia/?nam=2024").text
    rate(invitation=invitation, satisfaction=1, answers={6: 0}, now=NEXT_DAY)
    with django_assert_max_num_queries(15):
        shown = an.get("/ho-so/danh-gia/?nam=2024").text
    assert "<strong>1</strong> hồ sơ được đánh giá" in shown
    assert "chưa có dữ liệu" in shown
    assert "Chưa xếp loại" in shown
    assert "Đặng Văn Em" in shown
    assert "6,0 / 6" in shown
    assert "Chưa có hồ sơ nào" in an.get("/ho-so/danh-gia/?nam=2023").text
    assert an.get("/ho-so/danh-gia/?nam=0").status_code == 200
