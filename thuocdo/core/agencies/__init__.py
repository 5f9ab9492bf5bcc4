"""Agencies through time: what a directory says, whether it can be so, and the tree on a day."""

from thuocdo.core.agencies.consistency import Complaint, check_directory
from thuocdo.core.agencies.directory import (
    AgencyEntry,
    Directory,
    NameChange,
    ParentChange,
    SuccessionEntry,
    check_code,
)
from thuocdo.core.agencies.tree import AgencyTree, TreeNode

__all__ = [
    "AgencyEntry",
    "AgencyTree",
    "Complaint",
    "Directory",
    "NameChange",
    "ParentChange",
    "SuccessionEntry",
    "TreeNode",
    "check_code",
    "check_directory",
]
