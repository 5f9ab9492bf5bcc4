"""Loading the demo: the invented province, its people, the results of two years and this year's files."""

import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from thuocdo.apps.assessments.services import publish_result
from thuocdo.apps.dossiers.services import request_import, run_import
from thuocdo.apps.organisations.models import Agency, AgencyLevel, Role, User
from thuocdo.apps.organisations.policies import STRONG_SIGN_IN
from thuocdo.apps.organisations.queries import agency_by_code
from thuocdo.apps.organisations.services import (
    assign_role,
    create_agency,
    create_user,
    import_people,
)
from thuocdo.apps.plans.services import take_in_plan
from thuocdo.apps.reports.services import declare_fact
from thuocdo.apps.rulebooks.shipped import people_rules
from thuocdo.core.facts import FactScope
from thuocdo.core.periods import calendar_year
from thuocdo.web.demo.counter import DESK, Desk, load_counter
from thuocdo.web.demo.departments import DEPARTMENTS, LAST_YEAR, DepartmentResult
from thuocdo.web.demo.dossiers import write_export
from thuocdo.web.demo.names import (
    AGENCY_CODE,
    DEPARTMENT,
    DEPARTMENT_SHORT,
    PROVINCE,
    PROVINCE_CODE,
)
from thuocdo.web.demo.people import demo_people
from thuocdo.web.demo.plan import write_plan
from thuocdo.web.demo.procedures import load_procedures
from thuocdo.web.demo.second_step import set_up

__all__ = ["ACCOUNTS", "Account", "is_loaded", "load_demo"]

AS_OF = date(2024, 9, 30)
DOSSIERS = 6_000
PASSWORD = "thuocdo-demo"  # noqa: S105 - the demo's, printed at its start
GROUP = "departments"
SINCE = date(2016, 1, 1)
PROVINCE_AGENCY = f"000.00.00.{PROVINCE_CODE}"
OTHER_DEPARTMENT = f"000.00.19.{PROVINCE_CODE}"


@dataclass(frozen=True, slots=True)
class Account:
    """One of the demo's people."""

    username: str
    family_name: str
    given_name: str
    job_title: str
    agency: str
    sees: str
    roles: tuple[Role, ...]
    password: str = PASSWORD

    @property
    def second_step(self) -> bool:
        """Whether a code follows the password."""
        return not STRONG_SIGN_IN.isdisjoint(self.roles)


ACCOUNTS = (
    Account(
        "an",
        "Trần Thị",
        "An",
        "Chuyên viên cải cách hành chính",
        AGENCY_CODE,
        DEPARTMENT_SHORT,
        (Role.REFORM_OFFICER,),
    ),
    Account(
        "binh",
        "Lê Văn",
        "Bình",
        "Chuyên viên thẩm định",
        PROVINCE_AGENCY,
        "mọi sở của tỉnh",
        (Role.APPRAISER, Role.REFORM_OFFICER),
    ),
    Account(
        "cuong",
        "Phạm Quốc",
        "Cường",
        "Chuyên viên",
        OTHER_DEPARTMENT,
        "chỉ Sở Xây dựng",
        (Role.REFORM_OFFICER,),
    ),
    *(
        Account(username, family, given, job_title, AGENCY_CODE, DEPARTMENT_SHORT, (role,))
        for username, family, given, job_title, role in (
            ("dung", "Vũ Thị", "Dung", "Cán bộ một cửa", Role.COUNTER_CLERK),
            ("em", "Đặng Văn", "Em", "Chuyên viên thụ lý", Role.HANDLING_OFFICIAL),
            ("giang", "Hồ Thị", "Giang", "Trưởng phòng", Role.HEAD_OF_UNIT),
            ("hai", "Đỗ Minh", "Hải", "Giám đốc", Role.DIRECTOR),
        )
    ),
)

# What the department has declared by the end of September: fact, value, over what, evidence.
DECLARED = (
    ("reform.plan", "2", "1", "Kế hoạch 05/KH-SGTVT ngày 03/01/2024"),
    ("reform.periodic_reports", "0.75", "1", "3 trong 4 báo cáo đã gửi đúng hạn"),
    ("reform.publicity_plan_and_report", "1", "1", "Kế hoạch 21/KH-SGTVT, báo cáo 9 tháng"),
    ("reform.quiz_participation", "142", "151", "Danh sách dự thi tháng 8/2024"),
    ("reform.initiatives", "1", "1", "Quyết định công nhận sáng kiến 88/QĐ-SGTVT"),
    ("reform.programme_tasks_on_time", "27", "29", "Bảng theo dõi nhiệm vụ UBND tỉnh giao"),
    ("reform.extra_tasks_on_time", "11", "17", "Bảng theo dõi nhiệm vụ đột xuất"),
    ("legal.drafting", "1", "1", "2 dự thảo trình đúng tiến độ"),
    ("legal.enforcement_plan", "0.5", "1", "Kế hoạch 12/KH-SGTVT ngày 11/01/2024"),
    ("legal.review_plan", "0.5", "1", "Kế hoạch 14/KH-SGTVT ngày 12/01/2024"),
    ("legal.inspections_done", "31", "40", "Sổ theo dõi thanh tra đến 30/9/2024"),
    ("legal.proposals_answered", "18", "18", "Sổ trả lời kiến nghị"),
    ("procedures.simplification", "1", "1", "Báo cáo rà soát 55/BC-SGTVT"),
    ("procedures.publication", "3", "1", "Ảnh chụp năm nơi công khai"),
    ("procedures.one_stop_desk", "0.5", "1", "Danh sách thủ tục tiếp nhận tại Trung tâm"),
    ("procedures.fully_online_share", "58", "121", "Danh mục dịch vụ công trực tuyến"),
    ("petitions.handling", "1", "1", "12/12 phản ánh xử lý đúng hạn"),
    ("organisation.structure", "2", "1", "Đề án sắp xếp phòng, đơn vị"),
    ("organisation.headcount", "2", "1", "Báo cáo biên chế quý III"),
    ("staff.job_positions", "3", "1", "Đề án vị trí việc làm đã trình"),
    ("staff.appointments", "1", "1", "Hồ sơ bổ nhiệm 2 phó trưởng phòng"),
    ("staff.training_plan_done", "66", "80", "Báo cáo đào tạo 9 tháng"),
    ("finance.settlement", "1", "1", "Báo cáo quyết toán gửi ngày 21/6/2024"),
    ("finance.units_with_spending_rules", "5", "5", "5 quy chế còn hiệu lực"),
    ("digital.plan", "0.5", "1", "Kế hoạch chuyển đổi số ngày 22/12/2023"),
    ("digital.signed_documents_share", "4120", "4391", "Thống kê hệ thống quản lý văn bản"),
)


def is_loaded() -> bool:
    """Whether this installation already holds the demo."""
    return agency_by_code(AGENCY_CODE) is not None


def load_demo(now: datetime) -> None:
    """Load everything through the same services that pages use."""
    province = create_agency(
        code=PROVINCE_AGENCY,
        name=f"Ủy ban nhân dân {PROVINCE}",
        short_name="UBND tỉnh",
        level=AgencyLevel.PROVINCE,
        valid_from=SINCE,
        now=now,
    )
    agencies = {PROVINCE_AGENCY: province}
    for department in DEPARTMENTS:
        ours = department.code == AGENCY_CODE
        agencies[department.code] = agency = create_agency(
            code=department.code,
            name=DEPARTMENT if ours else department.name,
            short_name=department.name,
            level=AgencyLevel.PROVINCE,
            parent=province,
            ranking_group=GROUP,
            valid_from=SINCE,
            now=now,
        )
        _publish(agency, department, now)
    people = {account.username: _person(account, agencies, now) for account in ACCOUNTS}
    _load_year(agencies[AGENCY_CODE], people["an"], now)
    load_counter(agencies[AGENCY_CODE], Desk(**{name: people[name] for name in DESK}), now)


def _publish(agency: Agency, department: DepartmentResult, now: datetime) -> None:
    before, scale = department.points_before, department.scale
    publish_result(agency=agency, year=LAST_YEAR - 1, points=before, scale=scale, now=now)
    publish_result(
        agency=agency,
        year=LAST_YEAR,
        points=department.points,
        scale=scale,
        not_comparable=department.not_comparable,
        now=now,
    )


def _person(account: Account, agencies: dict[str, Agency], now: datetime) -> User:
    user = create_user(
        username=account.username,
        password=account.password,
        family_name=account.family_name,
        given_name=account.given_name,
        job_title=account.job_title,
        agency=agencies[account.agency],
        role=account.roles[0],
        since=SINCE,
        now=now,
    )
    for role in account.roles[1:]:
        assign_role(
            user=user, role=role, agency=agencies[account.agency], valid_from=SINCE, now=now
        )
    if account.second_step:
        set_up(user)
    return user


def _load_year(agency: Agency, officer: User, now: datetime) -> None:
    scope = FactScope(agency.code, calendar_year(AS_OF), AS_OF)
    with tempfile.TemporaryDirectory() as folder:
        plan, export = Path(folder) / "ke-hoach-2024.docx", Path(folder) / "ho-so-2024.xlsx"
        write_plan(plan)
        write_export(export, dossiers=DOSSIERS, as_of=AS_OF)
        take_in_plan(
            agency=agency,
            year=AS_OF.year,
            file_name=plan.name,
            data=plan.read_bytes(),
            by=officer,
            now=now,
        )
        requested = request_import(
            agency=agency, file_name=export.name, data=export.read_bytes(), by=officer, now=now
        )
    import_people(
        agency=agency, read=demo_people(), source="demo", rules=people_rules(), now=now, by=officer
    )
    run_import(import_id=requested.pk, now=now)  # at once: the first page should have its numbers
    load_procedures(agency, officer, now)
    for name, numerator, denominator, note in DECLARED:
        declare_fact(
            agency=agency,
            name=name,
            scope=scope,
            numerator=Decimal(numerator),
            denominator=Decimal(denominator),
            note=note,
            by=officer,
            now=now,
        )
