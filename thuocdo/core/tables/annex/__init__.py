"""Annexes of decisions: areas, criteria, their points and how they are given."""

from thuocdo.core.tables.annex.model import AnnexRow, AnnexTable, Decision
from thuocdo.core.tables.annex.reader import read_annex

__all__ = ["AnnexRow", "AnnexTable", "Decision", "read_annex"]
