"""Events and published rows say the same."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.rows import dossier_row
from thuocdo.apps.dossiers.published import FIELDS, events_of, fold
from thuocdo.apps.dossiers.services.merging import news_of
from thuocdo.core.rows import Channel, DossierRow, PortalState

moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(
    lambda m: m.replace(tzinfo=UTC)
)
maybe = st.none() | st.booleans()
rows = st.builds(
    lambda received, **values: dossier_row("H99-1", received_at=received, **values),
    moments,
    channel=st.none() | st.sampled_from(Channel),
    state=st.sampled_from(PortalState),
    due_at=st.none() | moments,
    result_at=st.none() | moments,
    returned_at=st.none() | moments,
    supplement_requests=st.none() | st.integers(0, 5),
    parts_digitised=maybe,
    result_digital=maybe,
    paid_online=maybe,
)


@given(rows)
def test_a_row_is_what_its_events_amount_to(row: DossierRow) -> None:
    assert fold(row.code, events_of(row)) == row


def test_a_later_event_overrides_an_earlier_one() -> None:
    row = dossier_row()
    assert row.result_at is not None
    later = dossier_row(result_at=row.result_at + timedelta(days=1))
    assert fold(row.code, [*events_of(row), *events_of(later)]) == later


@given(rows, rows)
def test_what_a_later_file_says_is_what_the_events_then_amount_to(
    before: DossierRow, after: DossierRow
) -> None:
    told = [*events_of(before), *news_of(before, after)]
    filled = {
        name: getattr(before, name) if getattr(after, name) is None else getattr(after, name)
        for name in FIELDS
    }
    assert fold(before.code, told) == DossierRow(**filled)
