"""Where published documents are found, once Django has started."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class RulebooksConfig(AppConfig):
    """Tells `in_force` to look into the database, once a request."""

    name = "thuocdo.apps.rulebooks"

    def ready(self) -> None:
        """Connect."""
        from thuocdo.apps.rulebooks import in_force
        from thuocdo.apps.rulebooks.records import PublishedVersions

        in_force.use(PublishedVersions())
        request_started.connect(in_force.begin_request, dispatch_uid="rulebooks.begin")
        request_finished.connect(in_force.end_request, dispatch_uid="rulebooks.end")
