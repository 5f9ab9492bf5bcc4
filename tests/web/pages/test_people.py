"""An agency's people on pages: names for the own agency, codes above it, nothing elsewhere."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import NOW
from tests.staffing import ROWS, read_rows, workbook
from tests.web.crew import everybody
from tests.web.pages.test_sheet import text
from thuocdo.apps.organisations.models import (
    AuditEntry,
    JobPosition,
    Officer,
    Position,
    PositionHolding,
    Role,
    Training,
    Unit,
)
from thuocdo.apps.organisations.published import rebuild_staff_rows
from thuocdo.apps.organisations.services import discipline_officer, import_people
from thuocdo.apps.reports.services import declare_fact
from thuocdo.apps.rulebooks.shipped import people_rules
from thuocdo.core.facts import FactKind, FactScope
from thuocdo.core.periods import calendar_year
from thuocdo.web.wiring import fact_book

OURS = "?co-quan=H99.15"
SECRETS = (
    "Thạch",
    "Khuê",
    "Nguyệt",
    "1980",
    "xuất sắc nhiệm vụ, 91,5",
    "Khiển trách",
    "khiển trách",
)


@pytest.fixture
def staffed(office):
    import_people(
        agency=office.transport, read=read_rows(), source="f", rules=people_rules(), now=NOW
    )
    discipline_officer(
        officer=Officer.objects.get(code="CB.001"),
        form="REPRIMAND",
        decided_on=date(2023, 7, 1),
        now=NOW,
        by=office.an,
    )
    return office


PAGES = [
    "/can-bo/",
    "/can-bo/?don-vi=P1",
    "/can-bo/?tim=CB",
    "/can-bo/CB.001/",
    "/can-bo/don-vi/",
    "/can-bo/don-vi/P1/",
    "/can-bo/nam/2023/",
    "/can-bo/nhap/",
]


def test_the_own_agency_sees_names_and_counts(an, staffed):
    whole = text(an.get("/can-bo/"))
    assert "3 cán bộ, công chức, viên chức" in whole
    assert "Đinh Thị Thạch" in whole
    assert "Phòng Vận tải (2)" in whole
    assert "Chuyên viên, Phó Chánh Văn phòng" in whole
    room = text(an.get("/can-bo/", {"don-vi": "VP"}))
    assert "2 cán bộ, công chức, viên chức ở Văn phòng" in room
    assert "Đinh Thị Thạch" not in room
    found = text(an.get("/can-bo/", {"tim": "mai van khue"}))
    assert "1 cán bộ, công chức, viên chức khớp với" in found
    assert "Không có cán bộ nào như vậy" in text(an.get("/can-bo/", {"tim": "ai đó"}))


def test_one_officer_of_ones_own(an, staffed):
    shown = text(an.get("/can-bo/CB.001/"))
    for said in ("Đinh Thị Thạch", "1980", "2023: hoàn thành xuất sắc nhiệm vụ, 91,5 điểm"):
        assert said in shown
    assert "Kỷ luật: khiển trách, ngày 01/07/2023" in shown
    rotating = text(an.get("/can-bo/CB.002/"))
    assert "từ 01/01/2022 đến 01/01/2025" in rotating  # a place that must rotate
    assert "Cấp phép vận tải" in rotating
    never = text(an.get("/can-bo/CB.003/"))
    assert "Chưa có đánh giá năm nào; cần từ mức" in never
    assert an.get("/can-bo/CB.999/").status_code == 404


def test_the_agency_above_sees_codes_and_counts_but_no_names(client, staffed):
    client.force_login(staffed.binh)
    for url in PAGES:
        page = text(client.get(f"{url}{'&' if '?' in url else '?'}{OURS[1:]}"))
        for secret in SECRETS:
            assert secret not in page, (url, secret)
    assert "CB.001" in text(client.get(f"/can-bo/{OURS}"))
    assert "chỉ hiện với người quản lý của Sở Giao thông vận tải" in text(
        client.get(f"/can-bo/CB.001/{OURS}")
    )
    # The search must not tell by its count what it hides.
    assert "Không có cán bộ nào như vậy" in text(client.get(f"/can-bo/{OURS}&tim=Thạch"))


def test_names_are_for_those_who_manage_and_for_the_auditor(client, staffed):
    people = everybody(staffed)
    named = set()
    for role in Role.names:
        client.force_login(people[role])
        pages = [text(client.get(f"{url}{'&' if '?' in url else '?'}{OURS[1:]}")) for url in PAGES]
        told = {secret for secret in SECRETS for page in pages if secret in page}
        assert told in (set(), set(SECRETS) - {"Khiển trách"}), (role, told)
        named |= {role} if told else set()
    assert named == {"REFORM_OFFICER", "HEAD_OF_UNIT", "DIRECTOR", "AUDITOR"}


def test_each_reading_by_the_auditor_is_noted_and_no_other(client, staffed):
    people = everybody(staffed)
    for role in Role.names:
        client.force_login(people[role])
        assert client.get(f"/can-bo/CB.001/{OURS}").status_code == 200
    client.force_login(people[Role.AUDITOR.name])
    client.get(f"/can-bo/CB.001/{OURS}")
    client.get(f"/can-bo/CB.999/{OURS}")
    client.get(f"/can-bo/don-vi/{OURS}")
    noted = AuditEntry.objects.filter(action="organisations.officer.read").order_by("pk")
    officer = Officer.objects.get(code="CB.001")
    told = [(one.actor, one.agency, one.subject, one.after) for one in noted]
    mine = people[Role.AUDITOR.name], staffed.transport
    assert told == [(*mine, f"organisations.officer:{officer.pk}", {})] * 2


@pytest.mark.parametrize("url", PAGES)
def test_another_agency_sees_nothing_and_one_signs_in_first(client, staffed, url):
    asked = f"{url}{'&' if '?' in url else '?'}{OURS[1:]}"
    assert client.get(asked).status_code == 302
    client.force_login(staffed.cuong)
    assert client.get(asked).status_code == 403


def test_headcount_of_a_unit_and_of_all(an, staffed):
    unit = text(an.get("/can-bo/don-vi/P1/"))
    assert "Đang dùng 2 trong 4 biên chế được giao" in unit
    whole = text(an.get("/can-bo/don-vi/"))
    assert "Đang dùng 3 trong 5 biên chế được giao" in whole
    assert "1 cấp phó" not in whole  # the deputy is the office's, not the agency's
    assert "1 cấp phó" in text(an.get("/can-bo/don-vi/VP/"))
    assert an.get("/can-bo/don-vi/KHONG/").status_code == 404


def test_too_many_are_said(an, staffed):
    JobPosition.objects.filter(code="VT.02").update(headcount_given=0)
    Officer.objects.get(code="CB.001").holdings.update(is_deputy=True)
    Officer.objects.get(code="CB.002").holdings.update(is_deputy=True)
    shown = text(an.get("/can-bo/don-vi/P1/"))
    assert "(vượt 1)" in shown
    assert "Có 2 cấp phó; đơn vị có 1 biên chế được bố trí không quá 1." in shown


def test_training_and_evaluation_of_a_year(an, staffed):
    shown = text(an.get("/can-bo/nam/2023/"))
    assert "Đã hoàn thành 2 trong 3 lượt đào tạo của kế hoạch" in shown
    assert "Đã đánh giá 2 cán bộ: 1 hoàn thành xuất sắc nhiệm vụ, 1 hoàn thành tốt" in shown
    assert "chưa có lượt nào" in text(an.get("/can-bo/nam/2001/"))
    assert an.get("/can-bo/nam/99999/").status_code == 404


def test_a_workbook_is_taken_in_on_the_page(an, office):
    assert "Chưa có dữ liệu cán bộ" in text(an.get("/can-bo/"))
    file = SimpleUploadedFile("can-bo.xlsx", workbook())
    done = text(an.post("/can-bo/nhap/", {"file": file}, follow=True))
    assert "Đã nhập: 17 bản ghi mới" in done
    assert "3 cán bộ, công chức, viên chức" in done


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (workbook({"trainings": ROWS["trainings"]}), "ô A2: không có cán bộ mang mã «CB.001»"),
        (b"khong phai Excel", "can-bo.xlsx"),
        (b"", "Tệp này rỗng"),
    ],
)
def test_what_cannot_be_taken_in_is_said_on_the_page(an, office, data, said):
    response = an.post("/can-bo/nhap/", {"file": SimpleUploadedFile("can-bo.xlsx", data)})
    assert response.status_code == 422
    assert said in text(response)
    assert not Officer.objects.exists()


def test_nobody_takes_in_for_another_agency(client, staffed):
    client.force_login(staffed.binh)
    file = SimpleUploadedFile("can-bo.xlsx", workbook())
    assert client.post(f"/can-bo/nhap/{OURS}", {"file": file}).status_code == 403
    assert "disabled" in client.get(f"/can-bo/nhap/{OURS}").content.decode()


def test_the_template_is_the_workbook_that_is_read(an, office):
    response = an.get("/can-bo/nhap/mau/")
    assert response["Content-Disposition"].startswith('attachment; filename="mau-can-bo-')
    done = an.post("/can-bo/nhap/", {"file": SimpleUploadedFile("m.xlsx", response.content)})
    assert done.status_code == 302


def test_what_rows_tell_is_counted_and_what_was_declared_holds_elsewhere(office):
    day = date(2023, 12, 29)
    name = "staff.training_plan_done"
    scopes = {
        agency.code: FactScope(agency.code, calendar_year(day), day)
        for agency in (office.transport, office.construction)
    }
    people = {"H99.15": office.an, "H99.19": office.cuong}
    for agency in (office.transport, office.construction):
        declare_fact(
            agency=agency,
            name=name,
            scope=scopes[agency.code],
            numerator=Decimal(9),
            denominator=Decimal(10),
            note="Báo cáo",
            by=people[agency.code],
            now=NOW,
        )
    assert fact_book().fact(name, scopes["H99.15"]).source is FactKind.DECLARED
    import_people(
        agency=office.transport, read=read_rows(), source="f", rules=people_rules(), now=NOW
    )
    counted = fact_book().fact(name, scopes["H99.15"])
    assert (counted.numerator, counted.denominator, counted.source) == (2, 3, FactKind.MEASURE)
    assert counted.coverage == ("Số đã khai là 90,00 % (9/10); số đếm từ dữ liệu cán bộ được dùng.")
    other = fact_book().fact(name, scopes["H99.19"])
    assert (other.numerator, other.denominator, other.source) == (9, 10, FactKind.DECLARED)


def test_why_says_that_it_was_counted_and_leads_to_the_year(an, staffed):
    shown = an.get("/diem/5.4/vi-sao/", {"den-ngay": "2023-12-29"}).content.decode()
    assert "đếm từ dữ liệu cán bộ" in shown
    assert "/can-bo/nam/2023/?co-quan=H99.15" in shown


@pytest.fixture
def crowd(office):
    """Ten thousand officers in fifty units, made in bulk."""
    start = date(2020, 1, 1)
    agency = office.transport
    units = Unit.objects.bulk_create(
        Unit(agency=agency, code=f"P{n:02}", name=f"Phòng {n}", valid_from=start) for n in range(50)
    )
    places = Position.objects.bulk_create(
        Position(agency=agency, unit=unit, title="Chuyên viên", valid_from=start) for unit in units
    )
    jobs = JobPosition.objects.bulk_create(
        JobPosition(
            agency=agency,
            unit=unit,
            code=f"VT.{unit.code}",
            title="Chuyên môn",
            headcount_given=250,
            valid_from=start,
        )
        for unit in units
    )
    officers = Officer.objects.bulk_create(
        [
            Officer(
                agency=agency,
                code=f"CB.{n:05}",
                family_name="Nguyễn",
                given_name="Văn",
                kind="CIVIL_SERVANT",
                valid_from=start,
                search_text=f"cb.{n:05} nguyen van",
            )
            for n in range(10_000)
        ],
        batch_size=500,
    )
    PositionHolding.objects.bulk_create(
        [
            PositionHolding(
                officer=officer,
                position=places[n % 50],
                job_position=jobs[n % 50],
                valid_from=start,
            )
            for n, officer in enumerate(officers)
        ],
        batch_size=500,
    )
    Training.objects.bulk_create(
        [Training(officer=officer, year=2023, course="Chung") for officer in officers],
        batch_size=500,
    )
    rebuild_staff_rows(agency)
    return office


def test_few_queries_however_many_officers(an, crowd):
    taken = {}
    for url in (
        "/can-bo/",
        "/can-bo/?tim=van&trang=100",
        "/can-bo/?don-vi=P07",
        "/can-bo/CB.00007/",
        "/can-bo/don-vi/",
        "/can-bo/don-vi/P07/",
        "/can-bo/nam/2023/",
    ):
        an.get(url)
        with CaptureQueriesContext(connection) as asked:
            response = an.get(url)
        assert response.status_code == 200
        taken[url] = len(asked)
    assert max(taken.values()) <= 15, taken
    assert "10.000 cán bộ" in text(an.get("/can-bo/"))
