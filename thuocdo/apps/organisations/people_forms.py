"""What may be entered of an officer or a job position by hand, one thing a form."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from thuocdo.apps.organisations.forms import day_field, text_field
from thuocdo.apps.organisations.models import DisciplineForm, Officer, ReviewOutcome, User
from thuocdo.apps.organisations.queries import officer_by_code

__all__ = ["NO_ACCOUNT", "AccountForm", "DelegationForm", "DisciplineEntryForm", "ReviewForm"]

NO_ACCOUNT = "-"
"""What is chosen to have none: an empty form must not cut the link."""


def _choice(label: str, choices: Sequence[tuple[Any, Any]], **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        error_messages={"required": "Chọn một.", "invalid_choice": "Chọn một trong danh sách."},
        widget=forms.Select(attrs={"class": "form-select"}),
        **kwargs,
    )


class DelegationForm(forms.Form):
    """Who stands in while an officer is away, from when, until when."""

    stand_in = text_field(
        "Mã của người làm thay",
        "Ghi mã của người làm thay.",
        max_length=35,
        help_text="Một cán bộ khác của cùng cơ quan; mã có trong danh sách cán bộ.",
    )
    valid_from = day_field("Vắng từ ngày", "Ghi ngày bắt đầu vắng.")
    valid_to = day_field(
        "Đến trước ngày",
        "Ghi ngày làm việc trở lại.",
        help_text="Ngày người vắng làm việc trở lại.",
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agency = officer.agency

    def clean_stand_in(self) -> Officer:
        code = self.cleaned_data["stand_in"].strip().upper()
        found = officer_by_code(self._agency, code)
        if found is None:
            raise forms.ValidationError(f"Cơ quan này không có cán bộ mang mã «{code}».")
        return found

    def clean(self) -> None:
        given = self.cleaned_data
        start, end, stand_in = (given.get(one) for one in ("valid_from", "valid_to", "stand_in"))
        if start and end and end <= start:
            self.add_error("valid_to", "Ngày này phải sau ngày bắt đầu vắng.")
        elif start and end and stand_in and not _serves(stand_in, start, end):
            self.add_error("stand_in", f"{stand_in.code} không làm việc suốt thời gian này.")


def _serves(officer: Officer, start: date, end: date) -> bool:
    leaves = officer.valid_to
    return officer.valid_from <= start and (leaves is None or end <= leaves)


class DisciplineEntryForm(forms.Form):
    """A decision to discipline somebody."""

    form = _choice("Hình thức", [("", "Chọn hình thức"), *DisciplineForm.choices])
    decided_on = day_field("Ngày quyết định", "Ghi ngày quyết định.")
    decision_number = text_field("Số quyết định", max_length=60)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_decided_on(self) -> date:
        return _no_later(self.cleaned_data["decided_on"], self._today)


class ReviewForm(forms.Form):
    """What the review of a year decided about a job position; the year is that of the day."""

    reviewed_on = day_field("Ngày rà soát", "Ghi ngày rà soát.")
    outcome = _choice("Kết luận", [("", "Chọn kết luận"), *ReviewOutcome.choices])

    def __init__(self, *args: Any, since: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._since, self._today = since, today

    def clean_reviewed_on(self) -> date:
        given = _no_later(self.cleaned_data["reviewed_on"], self._today)
        if given < self._since:
            raise forms.ValidationError(f"Vị trí này có hiệu lực từ {self._since:%d/%m/%Y}.")
        return given


def _no_later(given: date, today: date) -> date:
    if given > today:
        raise forms.ValidationError(f"Ngày này chưa đến; ghi ngày đến {today:%d/%m/%Y}.")
    return given


class AccountForm(forms.Form):
    """Which account is the officer's, of those of the agency that are nobody else's."""

    user = _choice("Tài khoản", [])

    def __init__(self, *args: Any, accounts: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._accounts = {one.username: one for one in accounts}
        field = self.fields["user"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        named = ((name, f"{one} ({name})") for name, one in self._accounts.items())
        field.choices = [(NO_ACCOUNT, "Không nối với tài khoản nào"), *named]

    def account(self) -> User | None:
        """Return the account that a valid form chose; None for none."""
        return self._accounts.get(self.cleaned_data["user"])
