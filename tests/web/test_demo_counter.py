"""The demo's counter: every page has something to show, on any day and at any hour."""

from datetime import UTC, datetime

import pytest

from tests.counter import make_counter
from tests.people import make_world
from thuocdo.apps.dossiers.models import DossierEvent, PublishedDossier
from thuocdo.core.rows import PortalState
from thuocdo.core.workflows.dossier import ENDED, OPEN
from thuocdo.web.demo.counter import Desk, load_counter


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 3, 10, 3, 0, tzinfo=UTC),
        datetime(2026, 3, 10, 17, 5, tzinfo=UTC),  # just past midnight
        datetime(2026, 3, 8, 1, 0, tzinfo=UTC),  # a Sunday
        datetime(2026, 2, 25, 1, 0, tzinfo=UTC),  # after Tết
    ],
)
def test_there_is_a_dossier_in_each_state_and_none_from_the_future(db: None, now: datetime) -> None:
    counter = make_counter(make_world())
    load_counter(counter.agency, Desk(counter.dung, counter.em, counter.giang, counter.hai), now)
    states = {PortalState(one) for one in PublishedDossier.objects.values_list("state", flat=True)}
    assert states == {*OPEN, *ENDED}
    assert not DossierEvent.objects.filter(at__gt=now).exists()
