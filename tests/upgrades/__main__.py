"""Make the backup of a release: `python -m tests.upgrades v0.2`, at the commit that is tagged.

A small invented office, loaded through the services, is backed up into this folder. From then on
tests/web/test_upgrades.py restores it into the present code.
"""

import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(release: str, folder: Path = HERE) -> None:
    """Write `<release>.zip` beside this module; an older one of the same name is kept."""
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "thuocdo.web.settings",
            "THUOCDO_DATA_DIR": data,
        }
        os.environ.pop("THUOCDO_DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        from tests.people import NOW
        from tests.web.office import open_office
        from thuocdo.apps.organisations.services import seal_journal
        from thuocdo.kit.backup import make_backup

        call_command("migrate", verbosity=0)
        open_office()
        seal_journal()
        make_backup(folder / f"{release}.zip", now=NOW)


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
