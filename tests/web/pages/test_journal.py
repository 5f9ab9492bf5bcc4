"""The journal's page: who sees what of it, narrowed, paged by key, taken away with its hashes."""

import hashlib
import io
import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.urls import get_resolver
from python_calamine import CalamineWorkbook

from tests.people import NOW, PASSWORD, SINCE
from tests.web.pages.test_sheet import text
from thuocdo.apps.organisations.journal.entries import JOURNAL_TABLE, note_reading
from thuocdo.apps.organisations.models import Agency, AuditEntry, Role, User
from thuocdo.apps.organisations.services import (
    assign_role,
    create_user,
    erase_personal,
    record,
    seal_journal,
)
from thuocdo.kit.guards import UnexpectedWrite, page
from thuocdo.web.demo.second_step import set_up
from thuocdo.web.desk.journal.words import ACTIONS, predicate

SECRET = "Nguyễn Văn Kín"


def write(office, by: User, action: str = "reports.fact.declared", **more) -> AuditEntry:
    with transaction.atomic():
        return record(
            now=more.pop("now", NOW),
            by=by,
            agency=by.agency,
            action=action,
            subject=more.pop("subject", "reports.fact:dossiers.apology_notes"),
            **more,
        )


@pytest.fixture
def secret(office) -> AuditEntry:
    return write(office, office.an, personal={"name": SECRET}, about=office.an)


@pytest.fixture
def auditor(office, client):
    """The province's auditor, signed in: sees the entries of it and of all below it."""
    client.force_login(auditing(office.province))
    return client


def auditing(agency: Agency) -> User:
    return create_user(
        username="kiem-tra",
        password=PASSWORD,
        family_name="Người",
        given_name="Kiểm Tra",
        job_title="",
        agency=agency,
        role=Role.AUDITOR,
        since=SINCE,
        now=NOW,
    )


def keys(response) -> list[int]:
    return [entry.key for entry in response.context["entries"]]


def test_an_sees_what_her_department_did_in_sentences(an, office) -> None:
    write(
        office, office.an, before={"numerator": "3"}, after={"numerator": "4", "denominator": "9"}
    )
    said = text(an.get("/nhat-ky/"))
    assert "Trần Thị An (Chuyên viên) đã khai số liệu dossiers.apology_notes." in said
    assert "Mục Trước Sau Tử số 3 4 Mẫu số – 9" in said
    assert "chờ niêm phong" in said


def test_an_sees_no_personal_data_and_is_told_why(an, secret) -> None:
    said = text(an.get("/nhat-ky/"))
    assert SECRET not in said
    assert "chỉ người quản trị và người kiểm tra được xem" in said
    refused = an.get("/nhat-ky/?rieng=1")
    assert refused.status_code == 403
    assert "chỉ người quản trị" in text(refused)


@pytest.mark.parametrize("who", ["binh", "cuong"])
def test_others_see_nothing_of_ans_department(client, office, secret, who) -> None:
    client.force_login(getattr(office, who))
    response = client.get("/nhat-ky/")
    assert secret.pk not in keys(response)
    assert "Trần Thị An" not in text(response)
    for kind in ("xlsx", "jsonl"):
        data = client.get("/nhat-ky/xuat/", {"kieu": kind}).content
        assert "dossiers.apology_notes" not in told_in(data, kind)


def told_in(data: bytes, kind: str) -> str:
    if kind == "jsonl":
        return data.decode()
    return str(CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())


def test_who_has_no_agency_has_no_journal(client, office) -> None:
    client.force_login(User.objects.create_user("la"))
    assert client.get("/nhat-ky/").status_code == 403
    assert client.get("/nhat-ky/xuat/").status_code == 403


def test_an_administrator_without_agency_sees_all(client, office, secret) -> None:
    administrator = User.objects.create_superuser("quan-tri")
    set_up(administrator)
    client.force_login(administrator)
    assert secret.pk in keys(client.get("/nhat-ky/"))


def test_an_auditor_sees_all_and_personal_data_only_when_asked_for_which_is_noted(
    auditor, office, secret
) -> None:
    first = auditor.get("/nhat-ky/")
    assert secret.pk in keys(first)
    assert SECRET not in text(first)
    assert not AuditEntry.objects.filter(action="organisations.personal.read").exists()
    assert SECRET in text(auditor.get("/nhat-ky/?rieng=1"))
    noted = AuditEntry.objects.get(action="organisations.personal.read")
    assert noted.actor is not None
    assert noted.actor.username == "kiem-tra"
    assert noted.subject.endswith(f"–{secret.pk}")


def test_an_auditor_of_a_department_sees_no_other_and_nothing_of_the_installation(
    client, office, secret
) -> None:
    with transaction.atomic():
        common = record(now=NOW, by=None, agency=None, action="catalog.loaded", subject="x")
    client.force_login(auditing(office.construction))
    assert not {secret.pk, common.pk} & set(keys(client.get("/nhat-ky/?rieng=1")))
    for kind in ("xlsx", "jsonl"):
        assert SECRET not in told_in(client.get("/nhat-ky/xuat/", {"kieu": kind}).content, kind)


def test_personal_data_stop_where_auditing_stops(client, office, secret) -> None:
    """Whoever administers one agency and works in another sees only the first one's unmasked."""
    assign_role(
        user=office.an,
        role=Role.ADMINISTRATOR,
        agency=office.construction,
        valid_from=SINCE,
        now=NOW,
    )
    set_up(office.an)
    client.force_login(office.an)
    own = write(office, office.cuong, personal={"name": "Lý Văn Lộ"})
    page = client.get("/nhat-ky/?rieng=1")
    assert {secret.pk, own.pk} <= set(keys(page))
    assert "Lý Văn Lộ" in text(page)
    assert SECRET not in text(page)
    for kind in ("xlsx", "jsonl"):
        told = told_in(client.get("/nhat-ky/xuat/", {"kieu": kind}).content, kind)
        assert "Lý Văn Lộ" in told
        assert SECRET not in told


def test_erased_data_are_shown_to_nobody(auditor, office, secret) -> None:
    erase_personal(about=f"organisations.user:{office.an.pk}", reason="x", by=None, now=NOW)
    said = text(auditor.get("/nhat-ky/?rieng=1"))
    assert SECRET not in said
    assert "Dữ liệu cá nhân: đã xóa." in said


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"ai": "AN"}, 3),
        ({"ai": "binh"}, 0),
        ({"viec": "plans.plan.taken_in"}, 1),
        ({"doi-tuong": "dossiers."}, 2),
        ({"doi-tuong": "reports.fact:x"}, 1),
        ({"tu": "2024-01-16"}, 1),
        ({"tu": "16/01/2024"}, 1),
        ({"den": "2024-01-15", "ai": "an"}, 3),
        ({"tu": "2024-01-16", "den": "2024-01-16"}, 1),
        ({"tu": "hôm qua"}, 9),
        ({"ai": "\x00"}, 9),
    ],
)
def test_filters(an, office, asked, count) -> None:
    write(office, office.cuong)
    with transaction.atomic():
        record(
            now=NOW + timedelta(days=1),
            by=None,
            agency=office.transport,
            action="reports.fact.declared",
            subject="reports.fact:x",
        )
    assert len(keys(an.get("/nhat-ky/", asked))) == count


def test_pages_go_on_by_key_and_back(an, office) -> None:
    for _ in range(120):
        write(office, office.an)
    everything = list(
        AuditEntry.objects.filter(agency=office.transport)
        .order_by("-pk")
        .values_list("pk", flat=True)
    )
    first = an.get("/nhat-ky/")
    write(office, office.an)  # what comes meanwhile moves nothing on the later pages
    second = an.get("/nhat-ky/", {"cu-hon": first.context["found"].older})
    third = an.get("/nhat-ky/", {"cu-hon": second.context["found"].older})
    assert keys(first) + keys(second) + keys(third) == everything
    assert third.context["found"].older is None
    back = an.get("/nhat-ky/", {"moi-hon": third.context["found"].newer})
    assert keys(back) == keys(second)
    assert 'rel="next"' in first.content.decode()
    assert 'rel="prev"' not in first.content.decode()


@pytest.mark.parametrize("asked", [{"cu-hon": "9" * 40}, {"moi-hon": "x"}, {"cu-hon": "0"}])
def test_nonsense_in_the_address_breaks_nothing(an, asked) -> None:
    assert an.get("/nhat-ky/", asked).status_code == 200


@pytest.mark.parametrize("entries", [1, 60])
def test_the_page_costs_the_same_however_long_the_journal(
    an, office, entries, django_assert_max_num_queries
) -> None:
    for _ in range(entries):
        write(office, office.an, personal={"name": SECRET})
    with django_assert_max_num_queries(5):
        an.get("/nhat-ky/")


def test_the_lines_taken_away_can_be_hashed_again_by_anybody(auditor, office, secret) -> None:
    seal_journal()
    response = auditor.get("/nhat-ky/xuat/?kieu=jsonl")
    assert response["X-Content-SHA256"] == hashlib.sha256(response.content).hexdigest()
    lines = [json.loads(line) for line in response.content.decode().splitlines()]
    previous = ""
    for line in lines:
        assert line["sealed"]["previous"] == previous
        assert digest(line["sealed"]) == line["seal"]
        previous = line["seal"]
    told = next(line for line in lines if line.get("personal", {}).get("name") == SECRET)
    bound = digest({"salt": told["salt"], "personal": told["personal"]})
    assert bound == told["sealed"]["personal"]


def digest(content: object) -> str:
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


@pytest.mark.parametrize("kind", ["xlsx", "jsonl"])
def test_what_an_takes_away_is_masked_and_the_taking_is_noted(an, office, secret, kind) -> None:
    response = an.get("/nhat-ky/xuat/", {"kieu": kind, "ai": "an"})
    told = told_in(response.content, kind)
    assert SECRET not in told
    assert "salt" not in told
    assert "được giữ riêng" in told
    noted = AuditEntry.objects.latest("pk")
    assert (noted.action, noted.actor) == ("organisations.journal.read", office.an)
    assert "ai=an" in noted.subject


def test_another_kind_is_refused_kindly(an) -> None:
    response = an.get("/nhat-ky/xuat/?kieu=pdf")
    assert response.status_code == 400
    assert "chọn xlsx hoặc jsonl" in response.content.decode()


def test_every_action_that_services_write_has_its_sentence() -> None:
    import ast

    from tests.architecture.house import sources

    written = {
        word.value.value
        for tree in sources().values()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for word in call.keywords
        if word.arg == "action" and isinstance(word.value, ast.Constant)
    }
    assert len(written) > 8
    assert written <= set(ACTIONS)
    assert all("{subject}" in said or said.isascii() is False for _, said in ACTIONS.values())


def test_an_unknown_action_is_still_told() -> None:
    assert predicate("x.y", "what") == "đã làm việc «x.y» với «what»"


@page(notes_in=JOURNAL_TABLE)
def noting(request):
    note_reading(now=NOW, by=request.user, agency=None, action="test.read", subject="x")
    if request.GET.get("rename"):
        User.objects.filter(pk=request.user.pk).update(job_title="x")
    if request.GET.get("erase"):
        AuditEntry.objects.filter(action="test.read").delete()
    if request.GET.get("change"):
        AuditEntry.objects.update(action="x")
    from django.http import HttpResponse

    return HttpResponse("x")


def test_the_guard_lets_a_reading_be_noted_and_nothing_else(rf: RequestFactory, office) -> None:
    def get(query: str):
        request = rf.get(f"/x{query}")
        request.user = office.an
        return noting(request)

    assert get("").status_code == 200
    assert AuditEntry.objects.filter(action="test.read").count() == 1
    for query in ("?rename=1", "?erase=1", "?change=1"):
        with pytest.raises(UnexpectedWrite), transaction.atomic():
            get(query)


def test_only_these_pages_have_the_door() -> None:
    def views(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from views(pattern.url_patterns)
            else:
                yield pattern.name, pattern.callback

    doors = {
        name: view.notes_in
        for name, view in views(get_resolver().url_patterns)
        if getattr(view, "notes_in", "")
    }
    assert set(doors) == {"evidence_file", "evidence_page", "journal", "journal_export", "officer"}
    assert set(doors.values()) == {JOURNAL_TABLE}
