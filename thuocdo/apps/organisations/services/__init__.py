"""The verbs of the ground floor: the only writes of agencies, people and the journal."""

from thuocdo.apps.organisations.services.agencies import (
    UnableToChangeAgency,
    add_position,
    add_succession,
    add_unit,
    create_agency,
    end_agency,
    hold_agency,
    move_agency,
    rename_agency,
)
from thuocdo.apps.organisations.services.directory import (
    DirectoryRefused,
    Imported,
    import_directory,
)
from thuocdo.apps.organisations.services.heartbeat import beat
from thuocdo.apps.organisations.services.journal import (
    apply_retention,
    broken_seal,
    check_journal,
    erase_personal,
    note_reading,
    record,
    seal_journal,
)
from thuocdo.apps.organisations.services.mergers import (
    carry_out_merger,
    confirm_merger,
    undo_merger,
)
from thuocdo.apps.organisations.services.notices import mark_all_read, mark_notice, notify
from thuocdo.apps.organisations.services.outbox import send_mail, take_up_unsent_mail
from thuocdo.apps.organisations.services.users import change_email, create_user

__all__ = [
    "DirectoryRefused",
    "Imported",
    "UnableToChangeAgency",
    "add_position",
    "add_succession",
    "add_unit",
    "apply_retention",
    "beat",
    "broken_seal",
    "carry_out_merger",
    "change_email",
    "check_journal",
    "confirm_merger",
    "create_agency",
    "create_user",
    "end_agency",
    "erase_personal",
    "hold_agency",
    "import_directory",
    "mark_all_read",
    "mark_notice",
    "move_agency",
    "note_reading",
    "notify",
    "record",
    "rename_agency",
    "seal_journal",
    "send_mail",
    "take_up_unsent_mail",
    "undo_merger",
]
