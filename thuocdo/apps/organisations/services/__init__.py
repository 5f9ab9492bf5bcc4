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
from thuocdo.apps.organisations.services.people import (
    UnableToChangePeople,
    add_officer,
    delegate,
    end_holding,
    hold_position,
    link_user,
    take_back_delegation,
)
from thuocdo.apps.organisations.services.people_import import (
    ImportedPeople,
    PeopleRefused,
    import_people,
)
from thuocdo.apps.organisations.services.roles import assign_role, end_role, withdraw_role
from thuocdo.apps.organisations.services.staffing import (
    add_job_position,
    complete_training,
    discipline_officer,
    evaluate_officer,
    plan_training,
    review_job_position,
)
from thuocdo.apps.organisations.services.tokens import create_token, digest_of, revoke_token
from thuocdo.apps.organisations.services.users import change_email, create_user

__all__ = [
    "DirectoryRefused",
    "Imported",
    "ImportedPeople",
    "PeopleRefused",
    "UnableToChangeAgency",
    "UnableToChangePeople",
    "add_job_position",
    "add_officer",
    "add_position",
    "add_succession",
    "add_unit",
    "apply_retention",
    "assign_role",
    "beat",
    "broken_seal",
    "carry_out_merger",
    "change_email",
    "check_journal",
    "complete_training",
    "confirm_merger",
    "create_agency",
    "create_token",
    "create_user",
    "delegate",
    "digest_of",
    "discipline_officer",
    "end_agency",
    "end_holding",
    "end_role",
    "erase_personal",
    "evaluate_officer",
    "hold_agency",
    "hold_position",
    "import_directory",
    "import_people",
    "link_user",
    "mark_all_read",
    "mark_notice",
    "move_agency",
    "note_reading",
    "notify",
    "plan_training",
    "record",
    "rename_agency",
    "review_job_position",
    "revoke_token",
    "seal_journal",
    "send_mail",
    "take_back_delegation",
    "take_up_unsent_mail",
    "undo_merger",
    "withdraw_role",
]
