"""A set's head: its title, the decision, whom it scores and from when."""

import re
from typing import Any

from django import forms

from thuocdo.apps.rulebooks.mending import HeadChange
from thuocdo.core.index_sets.model import IndexSet
from thuocdo.kit.formats import day

__all__ = ["HeadForm"]

_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
_NOT_A_DAY = "Ghi ngày dạng 31/12/2026."


def _text(label: str, most: int, missing: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=hint,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": missing, "max_length": f"Dài quá {most} ký tự."},
    )


def _day(label: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        input_formats=_DAYS,
        widget=forms.TextInput(
            attrs={"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={"required": _NOT_A_DAY, "invalid": _NOT_A_DAY},
    )


class HeadForm(forms.Form):
    """What stands in `set.yaml`, but for what follows from the criteria."""

    title = _text("Tên bộ chỉ số", 300, "Chưa ghi tên bộ chỉ số.")
    document = _text("Văn bản ban hành", 200, "Chưa ghi văn bản ban hành.")
    on = _day("Ngày ban hành")
    by = _text("Cơ quan ban hành", 200, "Chưa ghi cơ quan ban hành.")
    groups = _text(
        "Nhóm cơ quan được chấm",
        200,
        "Chưa ghi nhóm cơ quan, ví dụ departments.",
        "Nhóm xếp hạng của cơ quan, cách nhau bằng dấu phẩy, ví dụ departments.",
    )
    valid_from = _day("Có hiệu lực từ ngày")
    valid_to = _day("Hết hiệu lực từ ngày (để trống nếu chưa biết)", required=False)

    @classmethod
    def of(cls, index_set: IndexSet) -> "HeadForm":
        """Return the form filled in with what a set says now."""
        issued = index_set.issued
        return cls(
            initial={
                "title": index_set.title,
                "document": issued.document,
                "on": day(issued.on),
                "by": issued.by,
                "groups": ", ".join(index_set.groups),
                "valid_from": day(index_set.valid_from),
                "valid_to": day(index_set.valid_to) if index_set.valid_to else "",
            }
        )

    def clean_groups(self) -> tuple[str, ...]:
        said: str = self.cleaned_data["groups"]
        groups = tuple(part.strip() for part in said.split(",") if part.strip())
        if not groups or not all(re.fullmatch(r"[a-z0-9_]{1,40}", one) for one in groups):
            raise forms.ValidationError(
                "Nhóm cơ quan viết bằng chữ thường không dấu, ví dụ departments, communes."
            )
        return groups

    def change(self) -> HeadChange:
        """Return what the valid form says."""
        said: dict[str, Any] = self.cleaned_data
        return HeadChange(
            title=said["title"],
            document=said["document"],
            on=said["on"].isoformat(),
            by=said["by"],
            groups=said["groups"],
            valid_from=said["valid_from"].isoformat(),
            valid_to=said["valid_to"].isoformat() if said["valid_to"] else "",
        )
