"""What can be done with dossiers."""

from thuocdo.apps.dossiers.services.importing import request_import, run_import
from thuocdo.apps.dossiers.services.rebuilding import rebuild_published

__all__ = ["rebuild_published", "request_import", "run_import"]
