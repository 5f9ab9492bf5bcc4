"""Taking a workbook of people in: all of it or nothing, and a second time nothing new."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from thuocdo.apps.organisations.models import (
    Agency,
    Evaluation,
    JobPosition,
    Officer,
    Position,
    PositionHolding,
    Training,
    Unit,
    User,
)
from thuocdo.apps.organisations.people_policies import check_keeps_people
from thuocdo.apps.organisations.published import rebuild_staff_rows
from thuocdo.apps.organisations.services.journal import record
from thuocdo.apps.organisations.services.people import check_officer_code, searchable
from thuocdo.core.people import PeopleRules
from thuocdo.core.tables.sheets import ReadSheets, SheetRow

__all__ = ["ImportedPeople", "PeopleRefused", "import_people"]

_AT_ONCE = 500
Wanted = tuple[SheetRow, dict[str, Any], dict[str, Any]]
"""A row, what tells its record from others, and everything else it says."""


class PeopleRefused(Exception):
    """The workbook cannot be taken in; each of `complaints` says where and what to do."""

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = tuple(complaints)


@dataclass(frozen=True, slots=True)
class ImportedPeople:
    """What a workbook changed, in records."""

    new: int
    changed: int
    unchanged: int


@transaction.atomic
def import_people(
    *,
    agency: Agency,
    read: ReadSheets,
    source: str,
    rules: PeopleRules,
    now: datetime,
    by: User | None = None,
) -> ImportedPeople:
    """Add what a workbook says to what is known of an agency's people.

    The file itself is not kept: it is full of names, and everything it says is taken in.

    Args:
        agency: whose people.
        read: what the sheets say.
        source: what the journal calls the file, its hash.
        rules: for the limits of points.
        now: the request's one time.
        by: who brought the file; None for the command line.

    Raises:
        NotAllowed: the person does not work for the agency.
        PeopleRefused: something cannot be right; nothing was taken in.
    """
    if by is not None:
        check_keeps_people(by, agency)
    if read.complaints:
        raise PeopleRefused(read.complaints)
    Agency.objects.select_for_update().get(pk=agency.pk)  # two files at once wait for each other
    taking = _Import(agency, read.rows, rules)
    taking.run()
    if taking.complaints:
        raise PeopleRefused(taking.complaints)
    done = ImportedPeople(taking.new, taking.changed, taking.unchanged)
    if done.new or done.changed:
        rows = rebuild_staff_rows(agency)
        record(
            now=now,
            by=by,
            agency=agency,
            action="organisations.people.imported",
            subject=f"organisations.people:{source}",
            after={"new": done.new, "changed": done.changed, "rows": rows},
        )
    return done


class _Import:
    """One workbook on its way in; each table is checked whole before it is written."""

    def __init__(
        self, agency: Agency, rows: Mapping[str, Sequence[SheetRow]], rules: PeopleRules
    ) -> None:
        self.agency, self.rows, self.rules = agency, rows, rules
        self.complaints: list[str] = []
        self.new = self.changed = self.unchanged = 0
        self._refused: set[str] = set()

    def run(self) -> None:
        self.units = self._by_code(Unit, self._units())
        self.jobs = self._by_code(JobPosition, self._jobs())
        self.officers = self._by_code(Officer, self._officers())
        self.positions = self._positions()
        self._merge(PositionHolding, self._holdings(), officer__agency=self.agency)
        self._merge(Training, self._trainings(), officer__agency=self.agency)
        self._merge(Evaluation, self._evaluations(), officer__agency=self.agency)

    def _units(self) -> Iterator[Wanted]:
        for row in self.rows["units"]:
            yield row, self._own(row, "code"), _given(row, name="", valid_from=None)

    def _jobs(self) -> Iterator[Wanted]:
        for row in self.rows["jobs"]:
            values = _given(
                row,
                title="",
                headcount_given=0,
                competences="",
                must_rotate=False,
                valid_from=None,
                valid_to=None,
            )
            unit = self._unit(row)
            if "unit" in row.places:
                values["unit_id"] = unit.pk if unit else None
            yield row, self._own(row, "code"), values

    def _officers(self) -> Iterator[Wanted]:
        for row in self.rows["officers"]:
            code = row.values["officer"]
            if said := check_officer_code(code):
                self._complain(row, "officer", said)
            values = _given(
                row,
                family_name="",
                given_name="",
                kind="",
                birth_year=None,
                valid_from=None,
                valid_to=None,
            )
            values["search_text"] = searchable(code, values["family_name"], values["given_name"])
            yield row, self._own(row, "officer"), values

    def _own(self, row: SheetRow, name: str) -> dict[str, Any]:
        return {"agency_id": self.agency.pk, "code": row.values[name]}

    def _positions(self) -> dict[tuple[int | None, str], Position]:
        """Return the agency's positions by unit and title, those that the sheet names included."""
        standing = Position.objects.standing().filter(agency=self.agency)
        known = {(one.unit_id, one.title): one for one in standing.order_by("-valid_from")}
        first: dict[tuple[int | None, str], SheetRow] = {}
        for row in self.rows["holdings"]:
            unit = self._unit(row)
            key = (unit.pk if unit else None, row.values["title"])
            earlier = first.get(key)
            if earlier is None or row.values["valid_from"] < earlier.values["valid_from"]:
                first[key] = row
        made = [
            Position(
                agency=self.agency,
                unit_id=unit,
                title=title,
                is_head=bool(row.values.get("is_head")),
                valid_from=row.values["valid_from"],
            )
            for (unit, title), row in first.items()
            if (unit, title) not in known
        ]
        Position.objects.bulk_create(made, batch_size=_AT_ONCE)
        return known | {(one.unit_id, one.title): one for one in made}

    def _holdings(self) -> Iterator[Wanted]:
        spans: dict[tuple[int, int], list[tuple[date, date | None, SheetRow]]] = defaultdict(list)
        for row in self.rows["holdings"]:
            officer, unit = self._officer(row), self._unit(row, quiet=True)
            job = self._referred(row, "job", self.jobs, "vị trí việc làm", "Vị trí việc làm")
            if officer is None:
                continue
            start, end = row.values["valid_from"], row.values.get("valid_to")
            if start < officer.valid_from:
                began = f"{officer.valid_from:%d/%m/%Y}"
                self._complain(row, "valid_from", f"{officer.code} làm việc từ {began}; sửa ngày")
            position = self.positions[unit.pk if unit else None, row.values["title"]]
            spans[officer.pk, position.pk].append((start, end, row))
            values = _given(row, is_deputy=False, valid_to=None, decision_number="")
            if "job" in row.places:
                values["job_position_id"] = job.pk if job else None
            key = {"officer_id": officer.pk, "position_id": position.pk, "valid_from": start}
            yield row, key | {"withdrawn_at": None}, values
        self._check_apart(spans)

    def _check_apart(
        self, spans: Mapping[tuple[int, int], list[tuple[date, date | None, SheetRow]]]
    ) -> None:
        """Complain of a position that one officer would hold twice on a day."""
        known: dict[tuple[int, int], list[tuple[date, date | None]]] = defaultdict(list)
        standing = PositionHolding.objects.standing().filter(officer__agency=self.agency)
        for officer, position, start, end in standing.values_list(
            "officer_id", "position_id", "valid_from", "valid_to"
        ):
            known[officer, position].append((start, end))
        for key, found in spans.items():
            starts = {start for start, _, _ in found}
            others = [span for span in known[key] if span[0] not in starts]
            every = sorted([*((s, e) for s, e, _ in found), *others], key=lambda span: span[0])
            for start, _, row in found:
                before = [span for span in every if span[0] < start]
                if before and (before[-1][1] is None or before[-1][1] > start):
                    self._complain(
                        row,
                        "valid_from",
                        f"đã giữ chức vụ này từ {before[-1][0]:%d/%m/%Y}; ghi «Đến trước ngày» cho lần trước",
                    )

    def _trainings(self) -> Iterator[Wanted]:
        for row in self.rows["trainings"]:
            officer = self._officer(row)
            done = row.values.get("completed_on")
            if done is not None and done.year < row.values["year"]:
                self._complain(row, "completed_on", f"phải từ năm {row.values['year']}")
            if officer is not None:
                key = {
                    "officer_id": officer.pk,
                    "year": row.values["year"],
                    "course": row.values["course"],
                }
                yield row, key, _given(row, completed_on=None)

    def _evaluations(self) -> Iterator[Wanted]:
        for row in self.rows["evaluations"]:
            officer, points = self._officer(row), row.values.get("points")
            rule = self.rules.evaluation_on(row.values["evaluated_on"])
            if points is not None and rule is None:
                self._complain(row, "points", "ngày đánh giá chưa có thang điểm; để trống điểm")
            elif points is not None and rule and not 0 <= points <= rule.most_points:
                self._complain(row, "points", f"điểm phải từ 0 đến {rule.most_points}")
            if officer is not None:
                key = {"officer_id": officer.pk, "year": row.values["year"]}
                yield row, key, _given(row, evaluated_on=None, points=None, quality="")

    def _unit(self, row: SheetRow, *, quiet: bool = False) -> Unit | None:
        found = self._referred(row, "unit", self.units, "đơn vị", "Đơn vị", quiet=quiet)
        assert found is None or isinstance(found, Unit)  # noqa: S101 - the units' own table
        return found

    def _officer(self, row: SheetRow) -> Officer | None:
        found = self._referred(row, "officer", self.officers, "cán bộ", "Cán bộ")
        assert found is None or isinstance(found, Officer)  # noqa: S101 - the officers' own table
        return found

    def _referred(
        self,
        row: SheetRow,
        name: str,
        known: Mapping[str, models.Model],
        what: str,
        sheet: str,
        *,
        quiet: bool = False,
    ) -> Any:
        code = row.values.get(name, "")
        if code and code not in known and not quiet and f"{what} {code}" not in self._refused:
            said = f"không có {what} mang mã «{code}»; thêm vào trang «{sheet}» hoặc sửa mã"
            self._complain(row, name, said)
        return known.get(code)

    def _by_code(self, kind: type[Any], wanted: Iterable[Wanted]) -> dict[str, Any]:
        self._merge(kind, wanted, agency=self.agency)
        return {one.code: one for one in kind._default_manager.filter(agency=self.agency)}

    def _merge(self, kind: type[models.Model], wanted: Iterable[Wanted], **owner: Any) -> None:
        """Add the records that are not here and mend those that differ, unless a row is wrong."""
        before, rows = len(self.complaints), list(wanted)
        for row, _, values in rows:
            self._check_end(row, values)
        self._check_twice(rows)
        if len(self.complaints) > before:
            self._refused |= _names(kind, rows)
            return
        names = list(rows[0][1]) if rows else []
        manager = kind._default_manager
        here = {tuple(getattr(one, n) for n in names): one for one in manager.filter(**owner)}
        new, mended, fields = [], [], set()
        for _, key, values in rows:
            one = here.get(tuple(key.values()))
            if one is None:
                new.append(kind(**key, **values))
            elif any(getattr(one, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(one, name, value)
                mended.append(one)
                fields |= set(values)
        manager.bulk_create(new, batch_size=_AT_ONCE)
        if mended:
            manager.bulk_update(mended, sorted(fields), batch_size=_AT_ONCE)
        self.new += len(new)
        self.changed += len(mended)
        self.unchanged += len(rows) - len(new) - len(mended)

    def _check_end(self, row: SheetRow, values: Mapping[str, Any]) -> None:
        start, end = row.values.get("valid_from"), values.get("valid_to")
        if start is not None and end is not None and end <= start:
            self._complain(row, "valid_to", f"phải sau ngày bắt đầu {start:%d/%m/%Y}")

    def _check_twice(self, rows: Iterable[Wanted]) -> None:
        seen: dict[tuple[Any, ...], str] = {}
        for row, key, _ in rows:
            first = seen.setdefault(tuple(key.values()), row.place(""))
            if first != row.place(""):
                self.complaints.append(f"{row.place('')}: trùng với {first}; giữ một dòng")

    def _complain(self, row: SheetRow, name: str, said: str) -> None:
        self.complaints.append(f"{row.place(name)}: {said}")


_WORDS: Mapping[type[models.Model], str] = {
    Unit: "đơn vị",
    JobPosition: "vị trí việc làm",
    Officer: "cán bộ",
}


def _names(kind: type[models.Model], rows: Iterable[Wanted]) -> set[str]:
    """Return what later sheets may refer to without being complained of a second time."""
    return {f"{_WORDS[kind]} {key['code']}" for _, key, _ in rows} if kind in _WORDS else set()


def _given(row: SheetRow, **otherwise: Any) -> dict[str, Any]:
    """Return the fields whose columns the sheet has; an empty cell says `otherwise`."""
    return {
        name: row.values.get(name, value) for name, value in otherwise.items() if name in row.places
    }
