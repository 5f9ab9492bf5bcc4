"""The page of results with everything it can show: places won, a merger, a history with its picture."""

from decimal import Decimal

from playwright.sync_api import Page, expect

from tests.people import NOW
from tests.web.browser.test_journey import check, sign_in
from thuocdo.apps.assessments.services import publish_result


def test_a_history_is_seen_and_bars_nobody(page: Page, office):
    for agency, points, why in (
        (office.transport, "90", ""),
        (office.construction, "80", "Hợp nhất với Sở Giao thông cũ từ 01/3/2023"),
    ):
        publish_result(
            agency=agency,
            year=2023,
            points=Decimal(points),
            scale=Decimal(95),
            not_comparable=why,
            now=NOW,
        )
    sign_in(page)
    page.goto("/xep-hang/")
    picture = page.get_by_role("img", name="Biểu đồ đường")
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('.figure img').naturalWidth > 0")
    check(page)
