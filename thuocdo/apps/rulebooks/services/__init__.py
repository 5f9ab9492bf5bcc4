"""Drafting, mending and publishing versions of catalogue documents."""

from thuocdo.apps.rulebooks.in_force import look_again
from thuocdo.apps.rulebooks.services.procedures import (
    ProcedureWrong,
    draft_procedure,
    drop_procedure_draft,
    mend_procedure,
    publish_procedure,
)
from thuocdo.apps.rulebooks.services.sets import (
    create_draft,
    mend_draft,
    mend_draft_head,
    publish,
)

__all__ = [
    "ProcedureWrong",
    "create_draft",
    "draft_procedure",
    "drop_procedure_draft",
    "look_again",
    "mend_draft",
    "mend_draft_head",
    "mend_procedure",
    "publish",
    "publish_procedure",
]
