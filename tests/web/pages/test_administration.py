"""The page that gathers what stands behind the numbers."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.crew import everybody
from thuocdo.apps.organisations.models import Role

HERE = "/quan-tri/?co-quan=H99.15"


def parts(client, address=HERE) -> dict[str, str]:
    """Return what the page leads to, by title."""
    main = client.get(address).content.decode().split("<main")[1]
    return {title: url for url, title in re.findall(r'<li>\s*<a href="(.*?)">(.*?)</a>', main)}


def test_everybody_is_led_only_to_what_opens(client, office):
    people = everybody(office)
    shown = {}
    for role in Role.names:
        client.force_login(people[role])
        found = parts(client)
        assert {url: client.get(url).status_code for url in found.values()} == dict.fromkeys(
            found.values(), 200
        ), role
        shown[role] = set(found)
    usual = {"Cơ quan", "Cán bộ", "Thủ tục", "Lịch", "Xếp hạng", "Nhật ký"}
    assert shown["COUNTER_CLERK"] == usual
    assert shown["DIRECTOR"] == usual | {"Khóa tích hợp"}
    assert shown["APPRAISER"] == usual | {"Bộ chỉ số"}
    assert shown["ADMINISTRATOR"] == shown["AUDITOR"]
    assert shown["AUDITOR"] == usual | {"Vai trò", "Khóa tích hợp", "Bộ chỉ số"}


def test_the_bar_of_a_phone_holds_at_most_six(client, office):
    people = everybody(office)
    for role in ("COUNTER_CLERK", "REFORM_OFFICER", "AUDITOR"):
        client.force_login(people[role])
        bar = client.get(HERE).content.decode().split('class="sidebar"')[1].split("</nav>")[0]
        entries = bar.split("<li")[1:]
        kept = [one for one in entries if not one.lstrip().startswith('class="aside"')]
        assert len(kept) == 6, role
        assert [one for one in kept if "Quản trị" in one] == [kept[-1]]
        assert 'aria-current="page"' in kept[-1]
    client.force_login(people["COUNTER_CLERK"])
    assert "Tiếp nhận" in client.get(HERE).content.decode().split("<main")[0]


def test_what_it_gathers_stands_under_it(an, office):
    for url in ("/co-quan/", "/can-bo/", "/nhat-ky/"):
        said = an.get(url).content.decode()
        marked = re.search(r'aria-current="page">.*?<span>(.*?)</span>', said, re.S)
        assert marked, url
        assert marked[1] == "Quản trị"


def test_few_queries(an, office):
    an.get(HERE)
    with CaptureQueriesContext(connection) as asked:
        an.get(HERE)
    assert len(asked) <= 15
