"""Plan tables: which task brings how many points, who leads it, by when."""

from thuocdo.core.tables.plan.model import Due, PlanRow, PlanTable, Threshold
from thuocdo.core.tables.plan.reader import read_plan

__all__ = ["Due", "PlanRow", "PlanTable", "Threshold", "read_plan"]
