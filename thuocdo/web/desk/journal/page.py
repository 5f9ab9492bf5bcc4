"""The page of the journal, and its exports. Whoever looks at personal data is written down."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thuocdo.apps.organisations.front import user_of
from thuocdo.apps.organisations.journal.access import (
    can_see_personal,
    check_sees_personal,
    entries_seen_by,
    personal_seen_by,
)
from thuocdo.apps.organisations.journal.entries import JOURNAL_TABLE, note_reading
from thuocdo.apps.organisations.journal.reading import entries_with_people, entry_page, narrowed
from thuocdo.kit.exports import as_xlsx, attachment
from thuocdo.kit.guards import page
from thuocdo.web.desk.journal.asking import asked_for, key_in
from thuocdo.web.desk.journal.showing import COLUMNS, export_cells, export_lines, shown
from thuocdo.web.desk.journal.words import ACTIONS

__all__ = ["export", "journal"]

_KINDS = ("xlsx", "jsonl")
MOST_EXPORTED = 100_000


@page(notes_in=JOURNAL_TABLE)
def journal(request: HttpRequest) -> HttpResponse:
    """List entries, newest first; `?rieng=1` shows personal data too, and that is noted."""
    user, query = user_of(request), request.GET
    asked = asked_for(query)
    found = entry_page(
        narrowed(entries_seen_by(user), asked),
        before=key_in(query, "cu-hon"),
        after=key_in(query, "moi-hon"),
    )
    unmasked = query.get("rieng") == "1"
    opened = personal_seen_by(user) if unmasked else _no_entry
    if unmasked:
        check_sees_personal(user)
        if any(entry.personal_seal and opened(entry) for entry in found.rows):
            note_reading(
                now=timezone.now(),
                by=user,
                agency=user.agency,
                action="organisations.personal.read",
                subject=f"organisations.journal:{found.rows[-1].pk}–{found.rows[0].pk}",
            )
    return render(
        request,
        "desk/journal/list.html",
        {
            "may_unmask": can_see_personal(user),
            "unmasked": unmasked,
            "entries": [shown(entry, unmasked=opened(entry)) for entry in found.rows],
            "masked": any(entry.personal_seal for entry in found.rows) and not unmasked,
            "found": found,
            "asked": asked,
            "days": {name: query.get(name, "") for name in ("tu", "den")},
            "narrows": any(query.get(name) for name in ("ai", "viec", "doi-tuong", "tu", "den")),
            "actions": sorted(
                ((action, title) for action, (title, _) in ACTIONS.items()), key=lambda one: one[1]
            ),
        },
    )


@page(notes_in=JOURNAL_TABLE)
def export(request: HttpRequest) -> HttpResponse:
    """Give the same entries as a workbook or as lines of JSON with their hashes; that is noted."""
    user, now = user_of(request), timezone.now()
    kind = request.GET.get("kieu", "xlsx")
    if kind not in _KINDS:
        return _plain(f"Không xuất được kiểu «{kind}»; chọn xlsx hoặc jsonl.")
    entries = narrowed(entries_seen_by(user), asked_for(request.GET))
    count = entries.count()
    if count > MOST_EXPORTED:
        return _plain(
            f"Có {count} dòng, mỗi lần chỉ xuất được {MOST_EXPORTED}. "
            "Hãy lọc theo ngày rồi xuất từng phần."
        )
    opened = personal_seen_by(user)
    rows = list(entries_with_people(entries))
    note_reading(
        now=now,
        by=user,
        agency=user.agency,
        action="organisations.journal.read",
        subject=f"organisations.journal:{urlencode(request.GET)}"[:120],
    )
    stem = f"nhat-ky-{timezone.localtime(now):%Y%m%d-%H%M}"
    if kind == "jsonl":
        data = "".join(export_lines(rows, opened)).encode()
        return attachment(data, stem=stem, kind=kind)
    cells = (export_cells(entry, unmasked=opened(entry)) for entry in rows)
    return attachment(as_xlsx("Nhật ký", COLUMNS, cells, now=now), stem=stem, kind=kind)


def _no_entry(_: object) -> bool:
    return False


def _plain(said: str) -> HttpResponse:
    return HttpResponse(
        said, status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8"
    )
