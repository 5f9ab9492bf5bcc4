"""Opinions asked and owed: who asks, who answers, once."""

import pytest
from django.db import IntegrityError, transaction

from tests.people import NOW, World
from thuocdo.apps.documents.models import Consultation, Opinion
from thuocdo.apps.documents.queries import consultation_of, consultations_of, unanswered_by
from thuocdo.apps.documents.services import answer_consultation, ask_opinion
from thuocdo.apps.organisations.models import AuditEntry
from thuocdo.kit.refusals import NotAllowed


def ask(world: World, *, by=None, owed_by=None) -> Consultation:
    return ask_opinion(
        asked_by=world.transport,
        owed_by=owed_by or world.construction,
        subject="Dự thảo quy chế",
        question="Xin ý kiến.",
        allowance_days=5,
        by=by or world.an,
        now=NOW,
    )


def answer(world: World, asked: Consultation, by=None) -> None:
    answer_consultation(
        consultation=asked,
        opinion=Opinion.REMARKS,
        answer=" Sửa Điều 2 ",
        by=by or world.cuong,
        now=NOW,
    )


def test_asking_and_answering_are_written_for_the_agency_that_did_it(world: World) -> None:
    asked = ask(world)
    assert unanswered_by(world.construction) == 1
    answer(world, asked)
    asked.refresh_from_db()
    assert (asked.opinion, asked.answer, asked.answerer) == (
        Opinion.REMARKS,
        "Sửa Điều 2",
        world.cuong,
    )
    assert unanswered_by(world.construction) == 0
    first, second = AuditEntry.objects.order_by("-pk")[:2][::-1]
    assert (first.action, first.agency) == ("documents.consultation.asked", world.transport)
    assert first.after == {"owed_by": "H99.19", "allowance": 5}
    assert (second.action, second.agency) == ("documents.consultation.answered", world.construction)


def test_only_the_agencys_people_ask_for_it_and_not_of_themselves(world: World) -> None:
    with pytest.raises(NotAllowed, match="cơ quan khác"):
        ask(world, by=world.binh)
    with pytest.raises(NotAllowed, match="không tự xin ý kiến"):
        ask(world, owed_by=world.transport)
    assert not Consultation.objects.exists()


def test_only_the_agency_that_was_asked_answers_and_only_once(world: World) -> None:
    asked = ask(world)
    for other in (world.an, world.binh):
        with pytest.raises(NotAllowed, match="do Sở Xây dựng trả lời"):
            answer(world, asked, by=other)
    answer(world, asked)
    with pytest.raises(NotAllowed, match="đã được trả lời"):
        answer(world, asked)


def test_it_is_listed_for_both_and_for_nobody_else(world: World) -> None:
    asked = ask(world)
    assert list(consultations_of(world.transport)) == [asked]
    assert consultation_of(world.construction, asked.pk) == asked
    assert consultation_of(world.province, asked.pk) is None


@pytest.mark.parametrize(
    "change", [{"allowance_days": 0}, {"opinion": "AGREED"}, {"answered_at": NOW}]
)
def test_the_database_refuses_what_makes_no_sense(world: World, change: dict) -> None:
    asked = ask(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=asked.pk).update(**change)


def test_the_database_refuses_a_question_to_oneself(world: World) -> None:
    asked = ask(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=asked.pk).update(owed_by=world.transport)
