"""The post of the demo behaves as the port says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from thuocdo.adapters.postal.fake import FakePost
from thuocdo.core.ports.postal import (
    PostalAddress,
    PostalFailed,
    PostalJob,
    PostalRequest,
    PostalState,
)
from thuocdo.core.postal import item_number_in

NOW = datetime(2026, 3, 5, 1, 37, tzinfo=UTC)
OFFICE = PostalAddress(name="Sở Xây dựng", address="36 Trần Phú, Đà Lạt", phone="0263 3822 022")
HOME = PostalAddress(name="Nguyễn Thị Hường", address="12 Lữ Gia, Đà Lạt", phone="0912 345 678")
REQUEST = PostalRequest(
    reference="000.00.10.H36-260305-0001/KQ",
    job=PostalJob.DELIVERY,
    sender=OFFICE,
    recipient=HOME,
    contents="Kết quả hồ sơ 000.00.10.H36-260305-0001",
)


@pytest.fixture
def post(tmp_path):
    return FakePost(tmp_path / "post")


def states(post, number, **after):
    return [event.state.name for event in post.track(number, now=NOW + timedelta(**after))]


def failure(call, *arguments, **more):
    with pytest.raises(PostalFailed) as caught:
        call(*arguments, **more)
    return str(caught.value), caught.value.retry


def test_an_item_gets_a_number_that_checks_and_is_ordered_once(post):
    order = post.order(REQUEST, now=NOW)
    assert item_number_in(order.number) == order.number
    assert order.ordered_at == NOW
    again = FakePost(post.folder).order(REQUEST, now=NOW + timedelta(hours=9))
    assert again == order
    other = post.order(replace(REQUEST, reference="khác"), now=NOW)
    assert other.number != order.number


def test_an_item_moves_on_by_the_clock(post):
    number = post.order(REQUEST, now=NOW).number
    assert states(post, number) == ["ORDERED"]
    assert states(post, number, hours=4) == ["ORDERED", "COLLECTED"]
    assert states(post, number, hours=47) == ["ORDERED", "COLLECTED", "UNDERWAY"]
    assert states(post, number, days=30) == ["ORDERED", "COLLECTED", "UNDERWAY", "DELIVERED"]


def test_what_cannot_be_delivered_comes_back_with_the_reason(post):
    nobody = replace(HOME, phone="0912 340000")
    number = post.order(replace(REQUEST, recipient=nobody), now=NOW).number
    assert states(post, number, hours=48)[-1] == "UNDELIVERABLE"
    events = post.track(number, now=NOW + timedelta(days=8))
    assert events[-1].state is PostalState.SENT_BACK
    assert events[-2].note == "Không liên hệ được với người nhận."


def test_an_item_is_called_off_until_it_is_collected(post):
    number = post.order(REQUEST, now=NOW).number
    post.cancel(number, now=NOW + timedelta(hours=1))
    post.cancel(number, now=NOW + timedelta(hours=50))
    assert states(post, number, days=9) == ["ORDERED", "CANCELLED"]
    late = post.order(replace(REQUEST, reference="khác"), now=NOW).number
    said, retry = failure(post.cancel, late, now=NOW + timedelta(hours=4))
    assert "không hủy được nữa" in said
    assert not retry
    assert states(post, late, days=9)[-1] == "DELIVERED"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"address": " "}, "người nhận thiếu địa chỉ"),
        ({"name": "", "phone": ""}, "người nhận thiếu họ tên, số điện thoại"),
    ],
)
def test_an_address_that_cannot_be_served_is_refused_for_good(post, changes, said):
    request = replace(REQUEST, recipient=replace(HOME, **changes))
    told, retry = failure(post.order, request, now=NOW)
    assert said in told
    assert not retry
    assert not post.folder.exists()


@pytest.mark.parametrize("number", ["EA000000005VN", "EA000000006VN", "../secret-key", ""])
def test_an_unknown_number_is_refused_for_good(post, number):
    post.order(REQUEST, now=NOW)
    for call in (post.track, post.cancel):
        said, retry = failure(call, number, now=NOW)
        assert "không có bưu gửi" in said
        assert not retry


def test_a_number_never_leads_out_of_the_folder(post):
    number = post.order(REQUEST, now=NOW).number
    outside = post.folder.parent / "outside.json"
    outside.write_text((post.folder / f"{number}.json").read_text(encoding="utf-8"), "utf-8")
    said, _ = failure(post.track, "../outside", now=NOW)
    assert "không có bưu gửi" in said


def test_a_post_that_does_not_answer_may_be_asked_again(post):
    number = post.order(REQUEST, now=NOW).number
    down = FakePost(post.folder, answers=False)
    for call, what in ((down.order, REQUEST), (down.track, number), (down.cancel, number)):
        assert failure(call, what, now=NOW) == (
            "Hệ thống của bưu chính không trả lời; sẽ thử lại sau.",
            True,
        )


def test_nothing_of_a_person_is_kept_or_shown(post):
    post.order(REQUEST, now=NOW)
    kept = "".join(path.read_text(encoding="utf-8") for path in post.folder.iterdir())
    for word in ("Hường", "H\\u01b0", "Lữ Gia", "0912"):
        assert word not in kept
        assert word not in repr(REQUEST)
