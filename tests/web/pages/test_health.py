"""Alive, ready: one word for everybody, details for administrators, true when things are broken."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from tests.web.asking import ask
from thuocdo.apps.organisations.models import Heartbeat, User
from thuocdo.apps.organisations.services import beat, record
from thuocdo.web import health


@pytest.fixture
def administrator(client):
    client.force_login(User.objects.create_superuser("quan-tri"))
    return client


def test_it_lives_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"


def test_it_is_ready_with_a_worker_and_says_so_without_one(client):
    answer = client.get("/san-sang/")
    assert (answer.status_code, answer.json()) == (200, {"status": "degraded"})
    beat(now=timezone.now())
    assert client.get("/san-sang/").json() == {"status": "ok"}
    beat(now=timezone.now() - timedelta(minutes=2))
    assert client.get("/san-sang/").json() == {"status": "degraded"}
    assert Heartbeat.objects.count() == 1


def test_only_an_administrator_is_told_more(an, administrator):
    now = timezone.now()
    beat(now=now - timedelta(seconds=5))
    for n in range(2):
        record(now=now - timedelta(seconds=90), by=None, agency=None, action="a.b", subject=str(n))
    told = administrator.get("/san-sang/").json()["checks"]
    assert told["database"] == {"status": "ok", "engine": connection.vendor}
    assert told["migrations"] == {"status": "ok", "pending": 0}
    assert told["worker"]["status"] == "ok"
    assert 5 <= told["worker"]["silent_seconds"] < 60
    assert told["worker"]["unsealed_entries"] >= 2
    assert told["worker"]["oldest_unsealed_seconds"] >= 90
    assert told["disk"]["free_mib"] > 0


def test_an_official_is_told_one_word(an):
    assert set(an.get("/san-sang/").json()) == {"status"}


def test_a_migration_that_waits_is_not_ready(administrator, monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)
    MigrationRecorder(connection).record_unapplied("reports", "0001_initial")
    answer = administrator.get("/san-sang/")
    assert answer.status_code == 503
    assert answer.json()["status"] == "down"
    assert answer.json()["checks"]["migrations"] == {"status": "down", "pending": 1}


@pytest.mark.parametrize(
    ("limit", "code", "status"), [("SCARCE", 200, "degraded"), ("NONE_LEFT", 503, "down")]
)
def test_a_disk_that_fills_is_told_in_time(client, monkeypatch, limit, code, status):
    beat(now=timezone.now())
    monkeypatch.setattr(health, limit, 10**12)
    answer = client.get("/san-sang/")
    assert (answer.status_code, answer.json()) == (code, {"status": status})


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://thuocdo@127.0.0.1:9/thuocdo",
        "sqlite:////khong-co/thuocdo.sqlite3",
        "sqlite:///{}/empty.sqlite3",  # there, but never migrated
    ],
)
def test_without_a_database_it_lives_and_is_not_ready(url, tmp_path):
    alive, is_ready = ask(url.format(tmp_path), tmp_path, "/suc-khoe/", "/san-sang/")
    assert (alive.status_code, json.loads(alive.text)) == (200, {"status": "ok"})
    assert (is_ready.status_code, json.loads(is_ready.text)) == (503, {"status": "down"})


def test_a_supervisor_on_the_machine_needs_no_tls(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/suc-khoe/").status_code == 200
    assert client.get("/san-sang/").status_code == 200
    assert client.get("/diem/").status_code == 301
