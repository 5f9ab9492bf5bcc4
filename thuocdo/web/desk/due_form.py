"""What the calculator of due dates asks: all of it stands in the address, in Vietnamese."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from thuocdo.apps.rulebooks.calendars import ClockData
from thuocdo.core.tables.dossiers.moments import UnreadableTime, has_hour, parse_moment
from thuocdo.core.vietnamese import parse_number
from thuocdo.core.worktime import Allowance, Stop, StopKind, TimeUnit, WrongAllowance, WrongStop
from thuocdo.core.worktime.wording import STOPS
from thuocdo.kit.formats import clock, day

__all__ = ["DueForm", "StopForm", "stop_forms"]

UNITS = {
    "ngay-lam-viec": (TimeUnit.WORKING_DAYS, "ngày làm việc"),
    "buoi": (TimeUnit.HALF_DAYS, "buổi làm việc"),
    "gio": (TimeUnit.WORKING_HOURS, "giờ làm việc"),
    "ngay": (TimeUnit.CALENDAR_DAYS, "ngày theo lịch"),
    "thang": (TimeUnit.MONTHS, "tháng"),
    "trong-ngay": (TimeUnit.SAME_DAY, "trong ngày"),
}
_STOP_KINDS = {
    "bo-sung": StopKind.SUPPLEMENT,
    "thanh-toan": StopKind.PAYMENT,
    "y-kien": StopKind.OPINION,
}
_MOST_STOPS = 5
_WRITTEN_AS = "Hãy ghi ngày/tháng/năm giờ:phút, ví dụ 25/04/2024 10:00."


def _short(**more: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"} | more)


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class _Addressed(forms.Form):
    """A form whose fields have names of their own in the address."""

    addresses: Mapping[str, str] = {}
    number = ""

    def add_prefix(self, field_name: str) -> str:
        return f"{self.addresses.get(field_name, field_name)}{self.number}"


class DueForm(_Addressed):
    """Receipt and allowance."""

    addresses = {
        "received_on": "nhan",
        "received_at": "luc",
        "amount": "so",
        "unit": "loai",
        "rule": "cach",
        "office": "noi",
    }

    received_on = forms.CharField(
        label="Ngày tiếp nhận",
        max_length=40,
        widget=_short(placeholder="20/11/2019", inputmode="numeric"),
        error_messages={"required": "Chưa ghi ngày tiếp nhận."},
    )
    received_at = forms.CharField(
        label="Giờ tiếp nhận",
        max_length=20,
        widget=_short(placeholder="08:37"),
        error_messages={"required": "Chưa ghi giờ tiếp nhận."},
    )
    amount = forms.CharField(
        label="Thời hạn", max_length=10, required=False, widget=_short(inputmode="decimal")
    )
    unit = forms.ChoiceField(
        label="Tính bằng",
        choices=[(key, words) for key, (_, words) in UNITS.items()],
        required=False,
        widget=_select(),
        error_messages={"invalid_choice": "Không có cách đếm «%(value)s»."},
    )
    rule = forms.ChoiceField(
        label="Cách tính",
        required=False,
        widget=_select(),
        error_messages={"invalid_choice": "Không có cách tính «%(value)s»."},
    )
    office = forms.ChoiceField(
        label="Giờ làm việc",
        required=False,
        widget=_select(),
        error_messages={"invalid_choice": "Không có giờ làm việc «%(value)s»."},
    )

    def __init__(self, data: ClockData, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = data
        self._choose("rule", {rule.id: rule.title for rule in data.rules.values()})
        self._choose("office", {office.id: office.title for office in data.offices.values()})

    def _choose(self, name: str, choices: Mapping[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = list(choices.items())

    @classmethod
    def is_asked(cls, query: Mapping[str, Any]) -> bool:
        """Whether the address asks anything."""
        return any(name in query for name in cls.addresses.values())

    @classmethod
    def for_now(cls, data: ClockData, now: datetime) -> "DueForm":
        """Return the form as a clerk wants it who has just received something."""
        return cls(data, initial={"received_on": day(now), "received_at": clock(now)})

    def clean_received_on(self) -> str:
        typed: str = self.cleaned_data["received_on"]
        if _moment(typed) is None:
            raise forms.ValidationError(
                f"«{typed}» không phải là ngày. Hãy ghi ngày/tháng/năm, ví dụ 20/11/2019."
            )
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if "received_on" in cleaned and "received_at" in cleaned:
            cleaned["received"] = self._received(cleaned["received_on"], cleaned["received_at"])
        if "unit" in cleaned and "amount" in cleaned:
            self._allowance(cleaned)
        return cleaned

    def _received(self, on: str, at: str) -> datetime | None:
        received = _moment(f"{on} {at}")
        if received is None or not has_hour(received):
            said = f"«{at}» không phải là giờ. Hãy ghi giờ:phút, ví dụ 08:37."
            self.add_error("received_at", said)
            return None
        return received

    def _allowance(self, cleaned: dict[str, Any]) -> None:
        unit, _ = UNITS[cleaned["unit"] or "ngay-lam-viec"]
        rule = self.known.rules.get(cleaned.get("rule") or "default")
        if unit is TimeUnit.SAME_DAY or (rule and rule.same_day):
            cleaned["allowance"] = Allowance.same_day()
            return
        typed = cleaned["amount"]
        if not typed:
            said = "Chưa ghi thời hạn là bao nhiêu."
            self.add_error("amount", forms.ValidationError(said, code="required"))
            return
        try:
            cleaned["allowance"] = Allowance(_number(typed), unit)
        except WrongAllowance as refusal:
            self.add_error("amount", str(refusal))


class StopForm(_Addressed):
    """One stop of the clock; one without its end still lasts."""

    addresses = {"kind": "dung", "start": "tu", "end": "den"}

    kind = forms.ChoiceField(
        label="Dừng vì",
        required=False,
        choices=[(key, STOPS[kind]) for key, kind in _STOP_KINDS.items()],
        widget=_select(),
        error_messages={"invalid_choice": "Không có lý do dừng «%(value)s»."},
    )
    start = forms.CharField(
        label="Từ lúc",
        max_length=40,
        required=False,
        widget=_short(placeholder="25/04/2024 10:00"),
    )
    end = forms.CharField(
        label="Đến lúc",
        max_length=40,
        required=False,
        widget=_short(placeholder="để trống nếu còn dừng"),
    )

    def __init__(self, number: int, *args: Any, **kwargs: Any) -> None:
        self.number = str(number)
        super().__init__(*args, **kwargs)

    def clean_start(self) -> datetime | None:
        return self._read(self.cleaned_data["start"])

    def clean_end(self) -> datetime | None:
        return self._read(self.cleaned_data["end"])

    def _read(self, typed: str) -> datetime | None:
        if not typed:
            return None
        found = _moment(typed)
        if found is None or not has_hour(found):
            raise forms.ValidationError(f"«{typed}» không phải là ngày giờ. {_WRITTEN_AS}")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start is None and end is not None and "start" not in self.errors:
            self.add_error("start", "Chưa ghi dừng từ lúc nào.")
        if start is not None and not self.errors:
            kind = _STOP_KINDS[cleaned.get("kind") or "bo-sung"]
            try:
                cleaned["stop"] = Stop(kind, start, end)
            except WrongStop as refusal:
                self.add_error("end", str(refusal))
        return cleaned


def stop_forms(query: Mapping[str, Any]) -> list[StopForm]:
    """Return the stops that the address names, and an empty one for the next."""
    given = [number for number in range(1, _MOST_STOPS + 1) if _names_stop(query, number)]
    empty = next((n for n in range(1, _MOST_STOPS + 1) if n not in given), None)
    forms_given = [StopForm(number, query) for number in given]
    return forms_given if empty is None else [*forms_given, StopForm(empty)]


def _names_stop(query: Mapping[str, Any], number: int) -> bool:
    return any(str(query.get(f"{name}{number}", "")).strip() for name in ("tu", "den"))


def _moment(text: str) -> datetime | None:
    zone = timezone.get_default_timezone()
    try:
        found = parse_moment(text, zone)
    except UnreadableTime:
        return None
    if found is None:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def _number(text: str) -> Decimal:
    try:
        return parse_number(text)
    except ValueError:
        raise WrongAllowance(f"«{text}» không phải là số; ghi dạng 15 hoặc 1,5.") from None
