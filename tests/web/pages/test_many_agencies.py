"""Lists in a tree of 4,000 agencies with 10,000 officers: no more queries than in a small one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import NOW, SINCE
from thuocdo.apps.organisations.models import (
    Agency,
    AgencyName,
    AgencyParent,
    Assignment,
    Position,
    Role,
    User,
)
from thuocdo.apps.organisations.queries import agencies_within, tree_as_of
from thuocdo.apps.organisations.services import assign_role
from thuocdo.web.demo.second_step import set_up

AGENCIES, OFFICERS, MOST = 4_000, 10_000, 15
LISTS = (
    "/ho-so/",
    "/ho-so/nhap/",
    "/ke-hoach/",
    "/xep-hang/",
    "/lich/",
    "/can-bo/",
    "/tai-lieu/",
    "/y-kien/",
    "/thong-bao/",
    "/nhat-ky/",
    "/co-quan/",
    "/so-lieu/dossiers.overdue/?den=2023-12-29",
)


@pytest.fixture
def country(office):
    """Fill the province's place up in bulk: departments, then communes under them."""
    known = {"level": "COMMUNE", "valid_from": SINCE}
    below = [office.province, office.transport, office.construction]
    made = Agency.objects.bulk_create(
        Agency(
            code=f"H99.X{number}",
            name=f"Cơ quan {number}",
            short_name=f"CQ {number}",
            parent=below[number % 3],
            ranking_group="communes" if number % 2 else "departments",
            **known,
        )
        for number in range(AGENCIES)
    )
    AgencyName.objects.bulk_create(
        AgencyName(agency=one, name=one.name, short_name=one.short_name, valid_from=SINCE)
        for one in made
    )
    AgencyParent.objects.bulk_create(
        AgencyParent(agency=one, parent=one.parent, valid_from=SINCE) for one in made
    )
    people = User.objects.bulk_create(
        User(username=f"cb{number}", agency=made[number % AGENCIES], password="!")
        for number in range(OFFICERS)
    )
    posts = Position.objects.bulk_create(
        Position(agency=one, title="Chuyên viên", valid_from=SINCE) for one in made
    )
    Assignment.objects.bulk_create(
        Assignment(
            user=one,
            position=posts[number % AGENCIES],
            role=Role.REFORM_OFFICER,
            valid_from=SINCE,
        )
        for number, one in enumerate(people)
    )
    return office


def test_every_list_costs_few_queries_for_everybody(country, client):
    tree_as_of(date(2024, 1, 15))
    costs = {}
    assign_role(
        user=User.objects.get(username="cb78"),
        role=Role.ADMINISTRATOR,
        agency=country.province,
        valid_from=SINCE,
        now=NOW,
    )
    set_up(User.objects.get(username="cb78"))
    more = {"binh": ["/bo-chi-so/"], "cb78": ["/co-quan/vai-tro/?co-quan=H99.X77"]}
    for name in ("an", "binh", "cb77", "cb78"):
        client.force_login(User.objects.get(username=name))
        for url in [*LISTS, *more.get(name, [])]:
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200, (name, url)
            costs[name, url] = len(asked)
    assert max(costs.values()) <= MOST, costs


def test_the_scope_of_a_whole_province_is_one_query(country, django_assert_num_queries):
    binh = User.objects.get(username="binh")
    with django_assert_num_queries(6):  # roles, edition and the tree's own four at most
        assert agencies_within(binh).count() == AGENCIES + 3
