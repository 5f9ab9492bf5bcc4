"""Is the service alive, is it ready: JSON for supervisors and monitors, details for administrators.

The public answer is one word. What is wrong, and by how much, is told only to a signed-in
administrator; the log has it as well.
"""

import logging
import shutil
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from thuocdo.apps.organisations.policies import can_see_operation
from thuocdo.apps.organisations.queries.heartbeat import worker_signs
from thuocdo.kit.guards import page

__all__ = ["live", "ready"]

log = logging.getLogger(__name__)

SILENT = timedelta(minutes=1)  # the worker gives a sign every ten seconds
_MEBI = 1024 * 1024
SCARCE, NONE_LEFT = 500, 20  # MiB: time to act; nothing can be taken in any more

_OK, _DEGRADED, _DOWN = "ok", "degraded", "down"
_migrated = False  # once true it stays so while this code runs


@page(public=True)
def live(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes a request
    """The process answers; asks nothing of the database."""
    return _answer({"status": _OK}, HTTPStatus.OK)


@page(public=True)
def ready(request: HttpRequest) -> HttpResponse:
    """Pages can be served (200), even if something wants looking after, or they cannot (503)."""
    checks = _checks(timezone.now())
    found = {check["status"] for check in checks.values()}
    status = next(word for word in (_DOWN, _DEGRADED, _OK) if word in found)
    if status != _OK:
        failing = {name: check for name, check in checks.items() if check["status"] != _OK}
        level = logging.ERROR if status == _DOWN else logging.INFO
        log.log(level, "web.health.%s %s", status, failing)
    told: dict[str, Any] = {"status": status}
    if checks["database"]["status"] == _OK and _is_administrator(request):
        told["checks"] = checks
    code = HTTPStatus.SERVICE_UNAVAILABLE if status == _DOWN else HTTPStatus.OK
    return _answer(told, code)


def _answer(content: dict[str, Any], status: HTTPStatus) -> HttpResponse:
    return JsonResponse(content, status=status, headers={"Cache-Control": "no-store"})


def _is_administrator(request: HttpRequest) -> bool:
    try:
        return request.user.is_authenticated and can_see_operation(request.user)
    except DatabaseError:  # not migrated: there are no sessions to tell by
        return False


def _checks(now: datetime) -> dict[str, dict[str, Any]]:
    checks = {"disk": _disk(), "database": _database()}
    if checks["database"]["status"] == _OK:
        checks["migrations"] = _migrations()
        if checks["migrations"]["status"] == _OK:
            checks["worker"] = _worker(now)
    return checks


def _database() -> dict[str, Any]:
    try:
        connection.ensure_connection()
        usable = connection.is_usable()
    except DatabaseError:
        usable = False
    return {"status": _OK if usable else _DOWN, "engine": connection.vendor}


def _migrations() -> dict[str, Any]:
    global _migrated  # loading every migration for each question would cost a tenth of a second
    pending = 0
    if not _migrated:
        executor = MigrationExecutor(connection)
        pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        _migrated = not pending
    return {"status": _DOWN if pending else _OK, "pending": pending}


def _worker(now: datetime) -> dict[str, Any]:
    signs = worker_signs(now)
    late = signs.silent is None or signs.silent > SILENT
    return {
        "status": _DEGRADED if late else _OK,
        "silent_seconds": _seconds(signs.silent),
        "unsealed_entries": signs.unsealed,
        "oldest_unsealed_seconds": _seconds(signs.waiting),
    }


def _disk() -> dict[str, Any]:
    free = shutil.disk_usage(settings.DATA_DIR).free // _MEBI
    status = _DOWN if free < NONE_LEFT else _DEGRADED if free < SCARCE else _OK
    return {"status": status, "free_mib": free}


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else round(span.total_seconds(), 1)
