"""A notice is told once, with the work it tells of; its letter waits until the server takes it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from tests.__main__ import free_port
from tests.people import NOW, World
from tests.smtp import a_mail_server
from thuocdo.apps.organisations.models import MailState, Notice, NoticeMail
from thuocdo.apps.organisations.queries import notices_of, unread_of
from thuocdo.apps.organisations.services import (
    mark_all_read,
    mark_notice,
    notify,
    send_mail,
    take_up_unsent_mail,
)
from thuocdo.apps.organisations.services.outbox import CUT_OFF, WAITS


@pytest.fixture
def port(settings) -> int:
    """Write letters to a server that is not there yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_HOST = settings.EMAIL_HOST = "127.0.0.1"
    port = settings.EMAIL_PORT = free_port()
    settings.EMAIL_USE_TLS = False
    settings.DEFAULT_FROM_EMAIL = "Thước Đo <thuocdo@so.example>"
    settings.PUBLIC_URL = "https://thuocdo.example"
    return port


def tell(world: World, kind: str = "test.done", email: str = "an@so.example") -> Notice:
    world.an.email = email
    world.an.save()
    return notify(
        to=world.an,
        kind=kind,
        subject=world.transport,
        title="Đã nhập xong\r\n«hồ sơ.xlsx»",
        text="Dùng được 60/60 hồ sơ.",
        url="/ho-so/nhap/1/",
        now=NOW,
    )


def the_mail() -> NoticeMail:
    return NoticeMail.objects.get()


def test_it_is_told_once_however_often_the_work_is_done(world, port):
    first, second = tell(world), tell(world)
    assert first.pk == second.pk
    assert Notice.objects.count() == NoticeMail.objects.count() == 1
    assert DBTaskResult.objects.count() == 1
    tell(world, "test.other")
    assert unread_of(world.an) == 2


def test_work_that_fails_tells_nobody(world, port):
    def work() -> None:
        with transaction.atomic():
            tell(world)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert not Notice.objects.exists()
    assert not NoticeMail.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_must_be_told_inside_the_work(world):
    with pytest.raises(RuntimeError, match="transaction of the work"):
        notify(to=world.an, kind="a.b", subject="x", title="x", now=NOW)


def test_without_a_server_or_an_address_the_page_alone_tells(world, port, settings):
    tell(world, email="")
    settings.MAIL_HOST = ""
    tell(world, "test.other")
    assert Notice.objects.count() == 2
    assert not NoticeMail.objects.exists()


def test_a_letter_says_what_and_where(world, port):
    notice = tell(world)
    with a_mail_server(port) as server:
        send_mail(mail_id=the_mail().pk, now=NOW)
    (letter,) = server.letters
    assert letter["Subject"].strip() == "Thước Đo: Đã nhập xong «hồ sơ.xlsx»"
    assert letter["To"] == "an@so.example"
    assert "thuocdo@so.example" in letter["From"]
    assert letter["Message-ID"] == f"<notice-{notice.pk}@so.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    body = letter.get_payload(decode=True).decode()
    assert "Dùng được 60/60 hồ sơ." in body
    assert "https://thuocdo.example/ho-so/nhap/1/" in body
    assert (the_mail().state, the_mail().sent_at) == (MailState.SENT, NOW)


def test_while_the_server_is_down_it_is_tried_later_and_later_and_never_lost(world, port):
    tell(world)
    now = NOW
    for attempt, wait in enumerate([*WAITS, WAITS[-1], WAITS[-1]], start=1):
        send_mail(mail_id=the_mail().pk, now=now)
        mail = the_mail()
        assert (mail.state, mail.attempts, mail.fault) == (
            MailState.QUEUED,
            attempt,
            "ConnectionRefusedError",
        )
        assert mail.next_at == now + wait
        assert DBTaskResult.objects.filter(run_after=mail.next_at).count() == 1
        send_mail(mail_id=mail.pk, now=mail.next_at - timedelta(seconds=1))  # not its turn yet
        assert the_mail().attempts == attempt
        now = mail.next_at
    with a_mail_server(port) as server:
        send_mail(mail_id=the_mail().pk, now=now)
        send_mail(mail_id=the_mail().pk, now=now + timedelta(days=1))
    assert len(server.letters) == 1
    assert (the_mail().state, the_mail().fault) == (MailState.SENT, "")


@pytest.mark.parametrize(("answer", "state"), [(550, "GIVEN_UP"), (450, "QUEUED")])
def test_no_such_mailbox_is_final_and_a_full_one_is_not(world, port, answer, state):
    tell(world)
    with a_mail_server(port) as server:
        server.answer = answer
        send_mail(mail_id=the_mail().pk, now=NOW)
    assert server.letters == []
    assert the_mail().state == state
    assert the_mail().fault
    assert unread_of(world.an) == 1, "the page tells it all the same"


def test_what_a_worker_left_in_the_middle_is_taken_up(world, port):
    tell(world)
    NoticeMail.objects.update(state=MailState.SENDING, next_at=NOW + CUT_OFF)
    assert take_up_unsent_mail(now=NOW + CUT_OFF - timedelta(seconds=1)) == 0
    assert take_up_unsent_mail(now=NOW + CUT_OFF) == 1
    assert the_mail().state == MailState.QUEUED
    assert DBTaskResult.objects.count() == 2
    assert take_up_unsent_mail(now=NOW + CUT_OFF) == 0, "not again before its time"
    with a_mail_server(port) as server:
        send_mail(mail_id=the_mail().pk, now=NOW + CUT_OFF)
    assert len(server.letters) == 1


def test_a_task_that_was_lost_is_queued_again(world, port):
    tell(world)
    DBTaskResult.objects.all().delete()
    assert take_up_unsent_mail(now=NOW + CUT_OFF) == 1
    assert DBTaskResult.objects.count() == 1


def test_only_ones_own_are_marked(world):
    notice = tell(world)
    assert mark_notice(of=world.cuong, notice_id=notice.pk, read=True, now=NOW) is None
    assert unread_of(world.an) == 1
    assert mark_notice(of=world.an, notice_id=notice.pk, read=True, now=NOW) == notice
    assert unread_of(world.an) == 0
    assert mark_notice(of=world.an, notice_id=notice.pk, read=False, now=NOW) == notice
    assert mark_all_read(of=world.cuong, now=NOW) == 0
    assert mark_all_read(of=world.an, now=NOW) == 1
    assert [one.read_at for one in notices_of(world.an)] == [NOW]
