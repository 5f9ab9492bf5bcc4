"""Rules about officers: rotation, deputies, appointments, classes of the yearly evaluation."""

from thuocdo.core.people.appointments import Candidate, Remark, check_appointment, check_deputies
from thuocdo.core.people.rotation import add_months, rotation_due
from thuocdo.core.people.rules import QUALITIES, PeopleRules, Quality, quality_of

__all__ = [
    "QUALITIES",
    "Candidate",
    "PeopleRules",
    "Quality",
    "Remark",
    "add_months",
    "check_appointment",
    "check_deputies",
    "quality_of",
    "rotation_due",
]
