"""Every point explains itself, in the drawer or as a page, and takes what is missing."""

import pytest

from tests.web.pages.test_sheet import text

URL = "/diem/3.4.2/vi-sao/"
NAME = "dossiers.apology_notes"


def declared(value: str, note: str = "Sổ theo dõi 2023") -> dict[str, str]:
    return {
        "fact": NAME,
        "dossiers-apology_notes-value": value,
        "dossiers-apology_notes-note": note,
    }


def test_reason_rule_article_and_rows(an):
    said = text(an.get("/diem/3.3.2/vi-sao/"))
    assert "0/0,5 điểm" in said
    assert "Cách tính" in said
    assert "(trường hợp này)" in said
    assert "Căn cứ" in said
    assert (
        'href="/so-lieu/dossiers.more_than_one_supplement/?phan=numerator"'
        in an.get("/diem/3.3.2/vi-sao/").content.decode()
    )


def test_a_rate_leads_to_each_of_its_parts(an):
    said = text(an.get("/diem/3.4.1/vi-sao/"))
    assert "95,00 % (57/60)" in said
    for words in ("Tử số: 57 hồ sơ", "Mẫu số: 60 hồ sơ", "Không đạt: 3 hồ sơ"):
        assert words in said


def test_what_would_bring_more_is_said_while_it_can_still_be_had(an):
    assert "Từ nay đến hết kỳ" in text(an.get("/diem/3.4.1/vi-sao/"))
    for lost in ("/diem/3.3.2/vi-sao/", "/diem/3.4.1/vi-sao/?den=2023-12-31"):
        assert "Từ nay đến hết kỳ" not in text(an.get(lost))


def test_the_drawer_gets_the_very_fragment_of_the_page(an):
    page = an.get(URL).content.decode()
    fragment = an.get(URL, headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith("<article")

    def bare(html: str) -> list[str]:
        return [line.strip() for line in html.splitlines() if "csrf" not in line and line.strip()]

    assert "\n".join(bare(fragment)) in "\n".join(bare(page))


def test_a_missing_number_can_be_declared(an):
    assert "Cơ quan tự khai" in text(an.get(URL))
    response = an.post(URL, declared("3"), follow=True)
    assert response.redirect_chain == [(URL, 303)]
    said = text(response)
    assert "Đã ghi «Thư xin lỗi đã gửi cho hồ sơ quá hạn»" in said
    assert "1/1 điểm" in said
    assert "Kiểm chứng: Sổ theo dõi 2023" in said


def test_nonsense_is_refused_and_kept(an):
    response = an.post(URL, declared("ba thư", note="Sổ tay"), headers={"HX-Request": "true"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "«ba thư» không phải là số" in page
    assert 'value="ba thư"' in page
    assert "Sổ tay" in page


SHARE = {
    "fact": "staff.training_plan_done",
    "staff-training_plan_done-note": "Báo cáo 12/BC-SGTVT",
}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("96,5", "96,50 %"),
        ("96,5 %", "96,50 %"),
        ("45/50", "90,00 % (45/50)"),
        ("51/50", "tử số không được lớn hơn mẫu số"),
        ("101", "tỷ lệ không được quá 100 %"),
        (f"1/{'9' * 20}", "Phải từ 0 đến 1.000.000.000.000"),
    ],
)
def test_a_share_is_typed_as_a_percent_or_as_its_counts(an, typed, said):
    assert "hoặc ghi số đếm, ví dụ 45/50" in text(an.get("/diem/5.4/vi-sao/"))
    form = SHARE | {"staff-training_plan_done-value": typed}
    assert said in text(an.post("/diem/5.4/vi-sao/", form, follow=True))


def test_a_whole_count_refuses_a_fraction(an):
    assert "Số nguyên, ví dụ 12." in text(an.get(URL))
    assert "«1,5»: số lượng phải là số nguyên" in text(an.post(URL, declared("1,5")))


def test_evidence_is_asked_for(an):
    response = an.post(URL, declared("3", note=""))
    assert "Chưa ghi nguồn" in text(response)


def test_points_stay_within_the_maximum(an):
    form = {
        "fact": "reform.plan",
        "reform-plan-value": "2,5",
        "reform-plan-note": "x",
    }
    assert "Phải từ 0 đến 2" in text(an.post("/diem/1.1/vi-sao/", form))
    assert "1,5/2 điểm" in text(
        an.post("/diem/1.1/vi-sao/", form | {"reform-plan-value": "1,5"}, follow=True)
    )


def test_yes_or_no_is_asked_as_such(an):
    page = an.get("/diem/1.3/vi-sao/").content.decode()
    if 'type="radio"' in page:
        assert "Có" in page
        assert "Không" in page


def test_a_measured_number_cannot_be_declared(an):
    form = {"fact": "dossiers.more_than_one_supplement", "x": "0"}
    assert an.post("/diem/3.3.2/vi-sao/", form).status_code == 404


def test_an_unknown_criterion_is_not_found(an):
    response = an.get("/diem/9.9.9/vi-sao/")
    assert response.status_code == 404
    assert "không có tiêu chí «9.9.9»" in text(response)
