"""One criterion: its title, its points, and how they are given."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from thuocdo.apps.rulebooks.documents import CatalogueError
from thuocdo.apps.rulebooks.mending import CriterionChange, as_rule
from thuocdo.core.facts import FactDefinition, FactKind, FactRegister, Unit
from thuocdo.core.index_sets.drafting import (
    NUMBER,
    Ask,
    Confidence,
    Prose,
    RuleKind,
    own_fact_name,
    read_rule,
    renamed,
)
from thuocdo.core.index_sets.model import Area, Criterion
from thuocdo.core.scoring.rules import Judged
from thuocdo.core.vietnamese import parse_number

__all__ = ["CriterionForm"]

KEEP, YAML = "keep", "yaml"
_MODES = (
    (KEEP, "Đã xem, giữ cách chấm đang có"),
    (RuleKind.YES_NO.value, "Có thì trọn điểm, không thì 0 điểm"),
    (RuleKind.LINEAR.value, "Theo tỷ lệ"),
    (RuleKind.BANDS.value, "Theo bậc"),
    (RuleKind.JUDGED.value, "Chấm tay: người thẩm định cho điểm"),
    (YAML, "Viết bằng YAML"),
)
_NO_CASES = (("full", "trọn điểm"), ("zero", "0 điểm"), ("not_applicable", "không áp dụng"))
_UNITS = {
    Unit.PERCENT: "tỷ lệ %",
    Unit.COUNT: "số lượng",
    Unit.POINTS: "điểm",
    Unit.BOOLEAN: "có/không",
}
_BY_HAND = "Quyết định không nêu cách tính ra điểm; người thẩm định cho điểm theo hồ sơ."
_MOST_POINTS = Decimal(1000)


def _number(
    label: str, *, required: bool = False, hint: str = "", initial: str = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=12,
        help_text=hint,
        initial=initial,
        widget=forms.TextInput(
            attrs={"class": "form-control short", "inputmode": "decimal", "autocomplete": "off"}
        ),
        error_messages={"required": "Ghi số, ví dụ 1,5."},
    )


def _lines(label: str, rows: int, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=6_000,
        help_text=hint,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": rows, "spellcheck": "false"}),
    )


class CriterionForm(forms.Form):
    """Plain kinds have few fields; everything else can be written as YAML, checked at once."""

    title = forms.CharField(
        label="Tên tiêu chí",
        max_length=1_000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        error_messages={"required": "Chưa ghi tên tiêu chí."},
    )
    max_points = _number("Điểm tối đa", required=True)
    mode = forms.ChoiceField(label="Cách chấm", choices=_MODES, widget=forms.RadioSelect)
    fact = forms.ChoiceField(
        label="Số liệu",
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text="Lấy số liệu có trong danh mục nếu đúng nghĩa; nếu không, dùng số liệu mới của tiêu chí này.",
    )
    full_at = _number("Trọn điểm từ (%)", initial="100")
    zero_below = _number("Dưới mốc này 0 điểm (%)", hint="Để trống nếu không có.")
    bands = _lines("Các bậc", 5, "Mỗi dòng một bậc, ví dụ «từ 95% trở lên: 1» rồi «dưới 95%: 0».")
    no_case = forms.ChoiceField(
        label="Năm không có trường hợp nào thì",
        choices=_NO_CASES,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    assumption = forms.CharField(
        label="Điều giả định",
        required=False,
        max_length=1_000,
        help_text="Để trống nếu quyết định nói rõ mọi điều.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )
    yaml = _lines(
        "Cách chấm bằng YAML",
        10,
        "Như trong trang hướng dẫn viết bộ chỉ số, bắt đầu bằng «kind».",
    )

    def __init__(
        self,
        *args: Any,
        criterion: Criterion | Area,
        set_id: str,
        register: FactRegister,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criterion, self.set_id, self.register = criterion, set_id, register
        self.kind: RuleKind | None = None
        fact: Any = self.fields["fact"]
        known = sorted(register.values(), key=lambda one: one.title)
        fact.choices = [
            ("", "số liệu mới của tiêu chí này"),
            *((one.name, f"{one.title} ({_UNITS[one.unit]})") for one in known),
        ]
        if not self.is_leaf:
            for name in ("mode", "fact", "full_at", "zero_below", "bands", "no_case", "yaml"):
                self.fields[name].required = False

    @property
    def is_leaf(self) -> bool:
        """Whether points are given here, so that there is a rule."""
        return isinstance(self.criterion, Criterion) and self.criterion.rule is not None

    @property
    def what(self) -> str:
        """What is written, in words."""
        return "lĩnh vực" if isinstance(self.criterion, Area) else "tiêu chí"

    @property
    def anchor(self) -> str:
        """Where it stands in the draft's table."""
        prefix = "lv" if isinstance(self.criterion, Area) else "tc"
        return f"{prefix}-{self.criterion.code}"

    def clean_max_points(self) -> Decimal:
        points = self._decimal("max_points")
        if points is None or not 0 < points <= _MOST_POINTS:
            raise forms.ValidationError("Điểm tối đa là số lớn hơn 0, ví dụ 1,5.")
        return points

    def _decimal(self, name: str) -> Decimal | None:
        text: str = self.cleaned_data.get(name) or ""
        if not text:
            return None
        try:
            return parse_number(text)
        except ValueError as error:
            raise forms.ValidationError(f"{error}; ghi dạng 1,5.") from error

    def clean_full_at(self) -> Decimal | None:
        return self._decimal("full_at")

    def clean_zero_below(self) -> Decimal | None:
        return self._decimal("zero_below")

    def change(self) -> CriterionChange:
        """Return what the valid form says.

        Raises:
            CatalogueError: the rule cannot be read; the message says what to write.
        """
        said = self.cleaned_data
        title, points, mode = said["title"], said["max_points"], said.get("mode") or KEEP
        if mode == KEEP or not self.is_leaf:
            return self._kept(title, points)
        assumption: str = said["assumption"]
        if mode == YAML:
            self.kind = None
            rule = as_rule(said["yaml"])
            return CriterionChange(self.criterion.code, title, points, rule, assumption)
        self.kind = RuleKind(mode)
        plain, ask = self._plain(self.kind, points)
        name, facts = self._fact(ask, title)
        written = renamed(plain, {NUMBER: name})
        assert isinstance(written, dict)  # noqa: S101 - a mapping stays one
        return CriterionChange(
            self.criterion.code, title, points, _as_texts(written), assumption, facts
        )

    def _kept(self, title: str, points: Decimal) -> CriterionChange:
        """Keep the rule; where a person gives the points, that is now meant and no stopgap."""
        own = self.criterion
        if isinstance(own, Area):
            return CriterionChange(own.code, title, points, is_area=True)
        if isinstance(own.rule, Judged) and own.assumed:
            rule = {"kind": "judged", "fact": own.rule.fact}
            return CriterionChange(own.code, title, points, rule, _BY_HAND)
        return CriterionChange(own.code, title, points)

    def _plain(self, kind: RuleKind, points: Decimal) -> tuple[Mapping[str, Any], Ask]:
        match kind:
            case RuleKind.YES_NO:
                conditions = [{"fact": NUMBER, "at_least": Decimal(1)}]
                return {"kind": "all_of", "conditions": conditions}, Ask(NUMBER, Unit.BOOLEAN)
            case RuleKind.LINEAR:
                return self._linear(), Ask(NUMBER, Unit.PERCENT)
            case RuleKind.BANDS:
                return self._bands(points)
            case _:
                ask = Ask(NUMBER, Unit.POINTS, FactKind.JUDGED)
                return {"kind": "judged", "fact": NUMBER}, ask

    def _linear(self) -> Mapping[str, Any]:
        said = self.cleaned_data
        rule = {"kind": "linear", "fact": NUMBER, "full_at": said["full_at"] or Decimal(100)}
        if said["zero_below"]:
            rule["zero_below"] = said["zero_below"]
        return {**rule, "no_case": said["no_case"] or "full"}

    def _bands(self, points: Decimal) -> tuple[Mapping[str, Any], Ask]:
        said = self.cleaned_data
        prose = " ¶ ".join(said["bands"].splitlines())
        reading = read_rule(Prose(prose, points, said["title"]))
        if reading.kind is not RuleKind.BANDS or reading.confidence is Confidence.DOUBTFUL:
            why = " ".join(reading.assumptions)
            raise CatalogueError(
                [f"các bậc: {why} Ghi đủ mọi bậc, mỗi dòng một bậc, ví dụ «từ 95% trở lên: 1»."]
            )
        rule = dict(reading.rule)
        if "no_case" in rule:
            rule["no_case"] = said["no_case"] or "full"
        return rule, reading.asks[0]

    def _fact(self, ask: Ask, title: str) -> tuple[str, tuple[FactDefinition, ...]]:
        chosen: str = self.cleaned_data["fact"]
        if chosen:
            known = self.register[chosen]
            if known.unit is not ask.unit:
                raise CatalogueError(
                    [
                        f"số liệu «{known.title}» là {_UNITS[known.unit]}, cách chấm này cần "
                        f"{_UNITS[ask.unit]}; chọn số liệu khác hoặc số liệu mới"
                    ]
                )
            return chosen, ()
        assert isinstance(self.criterion, Criterion)  # noqa: S101 - areas have no rule
        reference = self.criterion.reference
        definition = FactDefinition(
            name=own_fact_name(self.set_id, self.criterion.code),
            title=title,
            unit=ask.unit,
            kind=ask.kind,
            reference=f"{reference.document}, {reference.place}",
        )
        return definition.name, (definition,)


def _as_texts(value: Any) -> Any:
    """Return a rule's data with numbers as the texts that YAML has for them."""
    if isinstance(value, dict):
        return {key: _as_texts(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_as_texts(inside) for inside in value]
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
