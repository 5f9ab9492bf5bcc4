"""What can be done with dossiers."""

from thuocdo.apps.dossiers.services.importing import (
    request_import,
    run_import,
    take_up_interrupted_imports,
)
from thuocdo.apps.dossiers.services.rebuilding import rebuild_published
from thuocdo.apps.dossiers.services.transferring import OpenDossiers

__all__ = [
    "OpenDossiers",
    "rebuild_published",
    "request_import",
    "run_import",
    "take_up_interrupted_imports",
]
