"""Writing a version of a procedure, where it is made public, what a review found."""

from collections.abc import Iterator
from typing import Any

from django import forms
from pydantic import ValidationError

from thuocdo.apps.rulebooks.queries import clock_data
from thuocdo.core.procedures.model import Procedure
from thuocdo.core.procedures.words import (
    COPIES,
    DECISIONS,
    FEE_KINDS,
    FEE_TIMES,
    HANDLERS,
    LEVELS,
    ONLINE,
    TIME_UNITS,
)
from thuocdo.core.tables.dossiers.words import CHANNELS
from thuocdo.kit.formats import day
from thuocdo.kit.uploads import UploadForm

__all__ = ["BookForm", "OfferForm", "ProcedureForm", "PublicationForm", "ReviewForm"]

_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
_NOT_A_DAY = "Ghi ngày dạng 31/12/2026."
_BLANK_ROWS = 2
_MOST_ROWS = 60


def _text(label: str, most: int = 200, *, required: bool = True, lines: int = 0) -> forms.CharField:
    attrs: dict[str, Any] = {"class": "form-control", "autocomplete": "off", "aria-label": label}
    widget = (
        forms.Textarea(attrs=attrs | {"rows": lines}) if lines else forms.TextInput(attrs=attrs)
    )
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        widget=widget,
        error_messages={
            "required": f"Chưa ghi {label.lower()}.",
            "max_length": f"Dài quá {most} ký tự.",
        },
    )


def _day(label: str, *, required: bool = True) -> forms.DateField:
    attrs = {"class": "form-control", "inputmode": "numeric", "autocomplete": "off", "aria-label": label}  # fmt: skip
    return forms.DateField(
        label=label,
        required=required,
        input_formats=_DAYS,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": _NOT_A_DAY, "invalid": _NOT_A_DAY},
    )


def _number(label: str, *, required: bool = True, places: int = 2) -> forms.DecimalField:
    attrs = {"class": "form-control", "inputmode": "decimal", "autocomplete": "off", "aria-label": label}  # fmt: skip
    wrong = "Ghi bằng số, ví dụ 5 hoặc 2,5."
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=0,
        max_digits=14,
        decimal_places=places,
        localize=True,
        widget=forms.TextInput(attrs=attrs),
        error_messages={
            "required": f"Chưa ghi {label.lower()}.",
            "invalid": wrong,
            "min_value": "Không được nhỏ hơn 0.",
            "max_decimal_places": wrong,
            "max_digits": wrong,
            "max_whole_digits": wrong,
        },
    )


def _one_of(label: str, words: Any, *, required: bool = True) -> forms.ChoiceField:
    choices = [("", "–"), *((str(code), text) for code, text in words.items())]
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=forms.Select(attrs={"class": "form-select", "aria-label": label}),
        error_messages={
            "required": f"Chưa chọn {label.lower()}.",
            "invalid_choice": f"Chọn {label.lower()} trong danh sách.",
        },
    )


class _Row(forms.Form):
    """A row of a list; one that is left empty is no row."""

    use_required_attribute = False

    def said(self) -> dict[str, Any]:
        """Return what the row says, for the model."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class PartRow(_Row):
    name = _text("Tên thành phần", 500)
    copy_kind = _one_of("Loại bản", COPIES)
    count = _number("Số lượng", places=0, required=False)
    when = _text("Trường hợp", 300, required=False)


class FeeRow(_Row):
    title = _text("Tên khoản thu", 300)
    kind = _one_of("Loại", FEE_KINDS)
    amount = _number("Số tiền (đồng)")
    when = _one_of("Khi nộp", FEE_TIMES)
    reference = _text("Căn cứ", 300)


class StepRow(_Row):
    id = _text("Mã bước", 40)
    title = _text("Tên bước")
    role = _one_of("Vai trò", HANDLERS)
    unit = _text("Phòng", required=False)
    share = _number("Tỷ lệ thời gian (%)")
    may = forms.MultipleChoiceField(
        label="Được quyết định",
        required=False,
        choices=[(code.value, text) for code, text in DECISIONS.items()],
        widget=forms.SelectMultiple(
            attrs={"class": "form-select", "size": 6, "aria-label": "Được quyết định"}
        ),
    )

    def said(self) -> dict[str, Any]:
        may = self.cleaned_data.get("may", [])
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "may" and value not in (None, "")
        } | {"may": may}


class LegRow(_Row):
    agency = _text("Cơ quan phối hợp")
    what = _text("Nội dung", 500)
    after = _text("Sau bước (mã)", 40)
    amount = _number("Thời hạn")
    unit = _one_of("Đơn vị", TIME_UNITS)

    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        time = {"amount": said.pop("amount", None), "unit": said.pop("unit", "")}
        return said | {"time": time}


class OnlineRow(_Row):
    valid_from = _day("Từ ngày")
    level = _one_of("Mức độ", ONLINE)
    reference = _text("Căn cứ", 300)


_ROWS: dict[str, tuple[str, type[_Row]]] = {
    "parts": ("Thành phần hồ sơ", PartRow),
    "fees": ("Phí, lệ phí", FeeRow),
    "steps": ("Các bước (tỷ lệ cộng thành 100)", StepRow),
    "legs": ("Chặng của cơ quan khác", LegRow),
    "online": ("Mức độ trực tuyến", OnlineRow),
}


class ProcedureForm(forms.Form):
    """The head of a version. Its lists stand in `rows`."""

    title = _text("Tên thủ tục", 300)
    decision = _text("Quyết định công bố")
    valid_from = _day("Có hiệu lực từ")
    valid_to = _day("Hết hiệu lực từ (để trống nếu chưa biết)", required=False)
    sector = _text("Lĩnh vực", 120)
    level = _one_of("Cấp thực hiện", LEVELS)
    agency = _text("Cơ quan quyết định")
    copies = _number("Số bộ hồ sơ", places=0)
    time_amount = _number("Thời hạn theo quy định", required=False)
    time_unit = _one_of("Đơn vị thời hạn", TIME_UNITS)
    committed_amount = _number("Thời hạn cam kết (cùng đơn vị, để trống nếu không)", required=False)
    clock_rule = _one_of("Cách tính thời hạn", {})
    channels = forms.MultipleChoiceField(
        label="Hình thức nộp",
        choices=[(code.value, text) for code, text in CHANNELS.items()],
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": "Chọn ít nhất một hình thức nộp."},
    )
    result = _text("Kết quả", 300)
    result_months = _number("Kết quả có giá trị (tháng, để trống nếu không thời hạn)", required=False, places=0)  # fmt: skip
    legal_basis = _text("Căn cứ pháp lý (mỗi dòng một văn bản)", 4000, lines=4)

    def __init__(self, procedure: Procedure, data: Any = None) -> None:
        super().__init__(data, initial=_initial(procedure))
        self.procedure = procedure
        rules = clock_data().rules
        choices = [(rule.id, rule.title) for rule in rules.values()]
        self.fields["clock_rule"].choices = choices  # type: ignore[attr-defined]  # of a choice field
        self.rows = {}
        for name, (_, kind) in _ROWS.items():
            factory = forms.formset_factory(
                kind,
                extra=_BLANK_ROWS,
                can_delete=True,
                max_num=_MOST_ROWS,
                absolute_max=_MOST_ROWS,
            )
            self.rows[name] = factory(data, prefix=name, initial=_initial_rows(procedure, name))

    @property
    def plain(self) -> Iterator[Any]:
        """Yield the fields that are drawn one after the other."""
        return (self[name] for name in self.fields if name != "channels")

    @property
    def tables(self) -> list[tuple[str, Any]]:
        """Return the lists with their titles."""
        return [(title, self.rows[name]) for name, (title, _) in _ROWS.items()]

    def is_valid(self) -> bool:
        """Tell whether head and lists say something that can be a procedure."""
        whole = all([super().is_valid(), *(rows.is_valid() for rows in self.rows.values())])
        return whole and self._built()

    def said(self) -> Procedure:
        """Return the version that the valid form says."""
        return self._procedure

    def _built(self) -> bool:
        try:
            self._procedure = Procedure.model_validate(self._data())
        except ValidationError as error:
            for one in error.errors():
                self.add_error(None, self._says(one))
            return False
        return True

    def _data(self) -> dict[str, Any]:
        said = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        unit = said.pop("time_unit")
        said["time"] = {"amount": said.pop("time_amount", 0), "unit": unit}
        if "committed_amount" in said:
            said["committed"] = {"amount": said.pop("committed_amount"), "unit": unit}
        said["legal_basis"] = [line.strip() for line in said["legal_basis"].splitlines() if line.strip()]  # fmt: skip
        kept = self.procedure.model_dump(
            include={"code", "assumed", "assumption"}, exclude_unset=True
        )
        return kept | said | {name: list(self._kept(name)) for name in _ROWS}

    def _kept(self, name: str) -> Iterator[dict[str, Any]]:
        for row in self.rows[name]:
            if row.has_changed() or row.initial:
                said = row.said()
                if said.pop("DELETE", False) or not row.cleaned_data:
                    continue
                yield said

    @staticmethod
    def _says(one: Any) -> str:
        where = ""
        match one["loc"]:
            case (str(name), int(number), *_) if name in _ROWS:
                where = f"{_ROWS[name][0]}, dòng {number + 1}: "
        wrong = one.get("ctx", {}).get("error")
        if wrong is not None:
            return f"{where}{wrong}"
        if one["type"] == "string_pattern_mismatch":
            return f"{where}«{one['input']}» viết bằng chữ thường không dấu, số và gạch nối."
        return f"{where}«{one['input']}» chưa đúng; hãy sửa."


def _initial(one: Procedure) -> dict[str, Any]:
    return {
        "title": one.title,
        "decision": one.decision,
        "valid_from": day(one.valid_from),
        "valid_to": day(one.valid_to) if one.valid_to else "",
        "sector": one.sector,
        "level": one.level.value,
        "agency": one.agency,
        "copies": one.copies,
        "time_amount": one.time.amount or None,
        "time_unit": one.time.unit.value,
        "committed_amount": one.committed.amount if one.committed else None,
        "clock_rule": one.clock_rule,
        "channels": [way.value for way in one.channels],
        "result": one.result,
        "result_months": one.result_months,
        "legal_basis": "\n".join(one.legal_basis),
    }


def _initial_rows(one: Procedure, name: str) -> list[dict[str, Any]]:
    rows = []
    for item in getattr(one, name):
        said = item.model_dump(exclude={"assumed", "assumption"})
        if "time" in said:
            said |= {"amount": item.time.amount, "unit": item.time.unit.value}
        if "valid_from" in said:
            said["valid_from"] = day(item.valid_from)
        rows.append(said)
    return rows


class PublicationForm(UploadForm):
    """A place, the day, and what proves it: a link, a file, or both."""

    place = _one_of("Nơi công khai", {})
    published_on = _day("Ngày công khai")
    link = forms.URLField(
        label="Đường dẫn",
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"invalid": "Ghi đủ đường dẫn, ví dụ https://so.tinh.gov.vn/thu-tuc."},
    )
    field_order = ("place", "published_on", "link", "file")

    def __init__(self, places: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, accept=".pdf,.png,.jpg,.jpeg,.docx", **kwargs)
        self.fields["place"].choices = [("", "–"), *places]  # type: ignore[attr-defined]  # a choice field
        self.fields["file"].required = False
        self.fields["file"].label = "Tệp minh chứng (ảnh chụp, PDF)"

    def clean_file(self) -> Any:
        return super().clean_file() if self.cleaned_data.get("file") else None


class OfferForm(forms.Form):
    """From which day on the agency handles the procedure, or no longer does."""

    on = _day("Từ ngày")


class ReviewForm(forms.Form):
    """What a review for simplification found."""

    reviewed_on = _day("Ngày rà soát")
    document = _text("Văn bản (báo cáo, quyết định)")
    proposal = _text("Phương án đơn giản hóa", 4000, lines=3)
    dossiers_a_year = _number("Số hồ sơ một năm", places=0)
    days_before = _number("Thời hạn trước (ngày)")
    days_after = _number("Thời hạn sau (ngày)")
    parts_before = _number("Số thành phần trước", places=0)
    parts_after = _number("Số thành phần sau", places=0)
    hours_before = _number("Số giờ người dân bỏ ra trước")
    hours_after = _number("Số giờ sau")
    money_before = _number("Phí, lệ phí, chi phí khác trước (đồng)", places=0)
    money_after = _number("Phí, lệ phí, chi phí khác sau (đồng)", places=0)

    def said(self) -> dict[str, Any]:
        """Return what the valid form says, counts as whole numbers."""
        counts = ("parts_before", "parts_after", "dossiers_a_year")
        return self.cleaned_data | {name: int(self.cleaned_data[name]) for name in counts}


class BookForm(UploadForm):
    """A workbook of procedures."""

    publish = forms.BooleanField(
        label="Công bố luôn và ghi cơ quan giải quyết từ ngày có hiệu lực (đã có quyết định công bố)",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, accept=".xlsx,.xls", **kwargs)
        self.fields["file"].label = "Sổ thủ tục (.xlsx, .xls)"
