"""The state table of dossiers: whole, without dead ends, and told apart from what it refuses."""

import pytest

from thuocdo.apps.dossiers.models import EventKind
from thuocdo.core.procedures.model import HandlerRole
from thuocdo.core.rows import PortalState
from thuocdo.core.workflows.dossier import DOSSIER, ENDED, OPEN, DossierAction
from thuocdo.core.workflows.table import StateTable, Transition


def test_every_state_of_the_portal_is_reached_and_every_action_has_a_row() -> None:
    assert {row.action for row in DOSSIER.rows} == set(DossierAction)
    assert {row.target for row in DOSSIER.rows} - {None} == set(PortalState)
    assert set(DOSSIER.names) == set(PortalState)


def test_every_action_is_a_kind_of_event_and_every_row_has_somebody() -> None:
    assert {str(action) for action in DossierAction} <= set(EventKind.values)
    assert all(row.who and set(row.who) <= set(HandlerRole) for row in DOSSIER.rows)


def test_from_every_open_state_an_end_can_be_reached() -> None:
    for start in (PortalState.REGISTERED, *OPEN):
        reached = {start}
        while True:
            more = {
                row.target
                for row in DOSSIER.rows
                for source in row.sources
                if source in reached and row.target is not None
            }
            if more <= reached:
                break
            reached |= more
        assert reached & set(ENDED)


def test_what_has_ended_moves_no_more_but_for_the_return_of_a_result() -> None:
    moving = {
        (source, row.action)
        for row in DOSSIER.rows
        for source in row.sources
        if source in ENDED and row.target is not None
    }
    assert moving == {(PortalState.FINISHED, DossierAction.RESULT_RETURNED)}


def test_a_refusal_says_where_it_stands_and_when_it_could() -> None:
    reason = DOSSIER.why_not(PortalState.RECEIVED, DossierAction.RESULT_RETURNED)
    assert "«Được tiếp nhận»" in reason
    assert "«Đã xử lý xong»" in reason
    assert not DOSSIER.why_not(PortalState.FINISHED, DossierAction.RESULT_RETURNED)
    assert "Hồ sơ chưa tiếp nhận" in DOSSIER.why_not(None, DossierAction.HANDED_OVER)


def test_only_the_counter_receives() -> None:
    assert DOSSIER.open_to(None, [HandlerRole.COUNTER_CLERK]) == (
        DossierAction.REGISTERED,
        DossierAction.RECEIVED,
    )
    assert DOSSIER.open_to(None, [HandlerRole.DIRECTOR]) == ()


def test_the_diagram_draws_every_way() -> None:
    drawn = DOSSIER.mermaid()
    ways = sum(len(row.sources) for row in DOSSIER.rows if row.target is not None)
    assert drawn.count(" --> ") == ways
    assert "[*] --> s2: Tiếp nhận" in drawn
    assert "s10" in drawn


def test_an_action_has_one_row() -> None:
    row = Transition("go", (None,), 1, ("x",), "Đi")
    with pytest.raises(ValueError, match="two rows"):
        StateTable([row, row], {1: "Một"})
