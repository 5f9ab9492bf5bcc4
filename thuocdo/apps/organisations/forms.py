"""Asking for a merger, for a key of another program, and giving a role."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from thuocdo.apps.organisations.models import Agency, Role, TokenScope, Unit
from thuocdo.apps.organisations.queries import MergerPlan, user_by_name
from thuocdo.core.agencies import check_code
from thuocdo.kit.uploads import UploadForm

__all__ = ["MergerForm", "PeopleForm", "RoleForm", "TokenForm", "day_field", "text_field"]


def text_field(label: str, required: str = "", **kwargs: Any) -> forms.CharField:
    """Return a line of text; `required` is what is said when it is missing."""
    return forms.CharField(
        label=label,
        required=bool(required),
        error_messages={"required": required},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        **kwargs,
    )


def day_field(label: str, required: str = "", **kwargs: Any) -> forms.DateField:
    """Return a day as Vietnamese officials write it; `required` as above."""
    return forms.DateField(
        label=label,
        required=bool(required),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": required,
            "invalid": "Ghi ngày dạng 01/03/2025.",
        },
        widget=forms.DateInput(
            attrs={
                "class": "form-control short",
                "inputmode": "numeric",
                "autocomplete": "off",
                "placeholder": "01/03/2025",
            },
            format="%d/%m/%Y",
        ),
        **kwargs,
    )


class MergerForm(forms.Form):
    """What a merger says; whether it can be carried out is for the preview to tell."""

    predecessors = forms.MultipleChoiceField(
        label="Các cơ quan sáp nhập",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chọn các cơ quan sáp nhập.",
            "invalid_choice": "Cơ quan %(value)s không có trong danh sách được sáp nhập.",
        },
    )
    name = text_field("Tên cơ quan mới", "Ghi tên cơ quan mới.", max_length=200)
    short_name = text_field(
        "Tên viết tắt", max_length=60, help_text="Để trống thì như tên cơ quan mới."
    )
    code = text_field(
        "Mã định danh của cơ quan mới",
        "Ghi mã định danh của cơ quan mới.",
        help_text="Mã mới, kể cả khi tên như cũ; mã đã cấp không cấp lại.",
    )
    effective_on = day_field("Hoạt động từ", "Ghi ngày cơ quan mới bắt đầu hoạt động.")
    decision_number = text_field("Số quyết định", max_length=60)
    decided_on = day_field("Ngày quyết định")

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {agency.code: agency for agency in agencies}
        choices = [(one.code, f"{one.name} ({one.code})") for one in agencies]
        field = self.fields["predecessors"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if problem := check_code(code):
            raise forms.ValidationError(f"{problem[0].upper()}{problem[1:]}.")
        return code

    def plan(self) -> MergerPlan:
        """Return what a valid form asks for."""
        given = self.cleaned_data
        return MergerPlan(
            predecessors=tuple(self._agencies[code] for code in given["predecessors"]),
            code=given["code"],
            name=given["name"],
            short_name=given["short_name"] or given["name"][:60],
            effective_on=given["effective_on"],
            decision_number=given["decision_number"],
            decided_on=given["decided_on"],
        )


class PeopleForm(UploadForm):
    """The workbook of an agency's people."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, accept=".xlsx,.xls", **kwargs)
        self.fields["file"].label = "Sổ cán bộ (.xlsx)"
        self.fields["file"].help_text = "Theo sổ mẫu; trang nào không cần nhập thì bỏ."


class TokenForm(forms.Form):
    """What a key is for, what it may do and how long."""

    name = text_field("Dùng cho phần mềm nào", "Ghi khóa dùng cho phần mềm nào.", max_length=100)
    scope = forms.ChoiceField(
        label="Được làm gì",
        choices=TokenScope.choices,
        error_messages={"required": "Chọn một.", "invalid_choice": "Chọn một trong danh sách."},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    days = forms.IntegerField(
        label="Có hiệu lực bao nhiêu ngày",
        min_value=1,
        max_value=366,
        initial=90,
        error_messages={
            "required": "Ghi số ngày.",
            "invalid": "Ghi số ngày bằng chữ số.",
            "min_value": "Ít nhất 1 ngày.",
            "max_value": "Nhiều nhất 366 ngày.",
        },
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )


class RoleForm(forms.Form):
    """Who is to hold which role, where, and from when."""

    username = text_field(
        "Tên đăng nhập", "Ghi tên đăng nhập của người được phân công.", max_length=150
    )
    role = forms.ChoiceField(
        label="Vai trò",
        choices=Role.choices,
        error_messages={"required": "Chọn một.", "invalid_choice": "Chọn một trong danh sách."},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    unit = forms.ChoiceField(
        label="Đơn vị",
        required=False,
        error_messages={"invalid_choice": "Chọn một đơn vị trong danh sách."},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    title = text_field("Tên chức vụ", max_length=100, help_text="Để trống thì như tên vai trò.")
    valid_from = day_field("Từ ngày", "Ghi ngày bắt đầu giữ vai trò.")
    valid_to = day_field("Đến trước ngày", help_text="Để trống thì đến khi kết thúc.")

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {unit.code: unit for unit in units}
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            ("", "Cả cơ quan"),
            *((code, unit.name) for code, unit in self._units.items()),
        ]

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        self._user = user_by_name(username)
        if self._user is None:
            raise forms.ValidationError(f"Không có người dùng tên «{username}».")
        return username

    def clean(self) -> None:
        start, end = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_to")
        if start and end and end <= start:
            self.add_error("valid_to", "Ngày này phải sau ngày bắt đầu.")

    def asked(self) -> dict[str, Any]:
        """Return what a valid form asks of the service."""
        given = self.cleaned_data
        return {
            "user": self._user,
            "role": Role(given["role"]),
            "unit": self._units.get(given["unit"]),
            "title": given["title"],
            "valid_from": given["valid_from"],
            "valid_to": given["valid_to"],
        }
