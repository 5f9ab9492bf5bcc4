"""Backup and restore of an installation: one archive, one form for both databases.

`manifest` says what an archive holds, `values` how a row is written, `making`, `verifying` and
`restoring` are the three verbs. See docs/decisions/016-backups-are-neutral.md.
"""

from thuocdo.kit.backup.making import Made, make_backup
from thuocdo.kit.backup.manifest import BackupRefused, DamagedBackup, Manifest
from thuocdo.kit.backup.restoring import restore_backup
from thuocdo.kit.backup.verifying import verify_backup

__all__ = [
    "BackupRefused",
    "DamagedBackup",
    "Made",
    "Manifest",
    "make_backup",
    "restore_backup",
    "verify_backup",
]
