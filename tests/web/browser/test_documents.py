"""Evidence handed in and seen without leaving the page, under the page's policy."""

from playwright.sync_api import Page, expect

from tests.web.browser.test_journey import sign_in
from tests.web.pages.test_documents import word


def hand_in(page: Page, title: str, name: str, data: bytes) -> None:
    page.goto("/tai-lieu/?tieu-chi=3.3.1")
    page.get_by_label("Trích yếu").fill(title)
    kind = "application/octet-stream"
    page.locator("[name=file]").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    page.get_by_role("button", name="Thêm tài liệu").click()
    page.get_by_role("link", name=title).click()


def test_a_pdf_opens_in_a_frame_and_a_document_as_text(page: Page) -> None:
    sign_in(page)
    hand_in(page, "Kế hoạch năm", "kh.pdf", b"%PDF-1.4\n%%EOF\n")
    frame = page.get_by_title("Nội dung kh.pdf")
    expect(frame).to_be_visible()
    answer = page.request.get(str(frame.get_attribute("src")))
    assert answer.headers["content-type"] == "application/pdf"
    hand_in(page, "Báo cáo", "bc.docx", word())
    expect(page.get_by_role("heading", name="Báo cáo tháng 6")).to_be_visible()
    expect(page.get_by_text("<script>alert(1)</script> đoạn văn")).to_be_visible()
    width = page.evaluate("window.innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
