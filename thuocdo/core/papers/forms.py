"""Which form is in force on a day: its number and title, from the catalogue."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Annotated, Self

from pydantic import Field, model_validator

from thuocdo.core.strict import Strict

__all__ = ["Form", "FormBook", "FormNotInForce", "FormSet", "PaperKind"]


class PaperKind(StrEnum):
    """What a paper is for, whatever number the form has at the time."""

    RECEIPT = "RECEIPT"
    SUPPLEMENT_REQUEST = "SUPPLEMENT_REQUEST"
    REFUSAL = "REFUSAL"
    APOLOGY = "APOLOGY"
    STOP_NOTICE = "STOP_NOTICE"
    CONTROL_SLIP = "CONTROL_SLIP"
    REGISTER = "REGISTER"


class FormNotInForce(ValueError):
    """On that day the law had no such form."""


class Form(Strict):
    """A form as it is printed.

    Attributes:
        number: of the form in its annex, such as `01`.
        lines: the paper's title in sentence case, broken where the printed line breaks.
        copies: what each copy says it is for, where the law asks for more than one.
        reference: the annex that has the form; the set's own where a form is read from a set.
    """

    number: str
    lines: Annotated[tuple[str, ...], Field(min_length=1)]
    copies: tuple[str, ...] = ()
    reference: str = ""

    @property
    def title(self) -> str:
        """The title in one line."""
        return " ".join(self.lines)


class FormSet(Strict):
    """The forms of one circular and the days for which they hold, half-open.

    Attributes:
        reference: the circular and its annex.
        assumed: the annex's text is not at hand; `assumption` says what was taken for it.
    """

    valid_from: date
    valid_to: date | None = None
    reference: str
    assumed: bool = False
    assumption: str = ""
    forms: Annotated[Mapping[PaperKind, Form], Field(min_length=1)]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.assumed != bool(self.assumption):
            raise ValueError("«assumed: true» phải đi cùng «assumption», và ngược lại")
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError("«valid_to» phải sau «valid_from»")
        numbers = [form.number for form in self.forms.values()]
        if len(set(numbers)) < len(numbers):
            raise ValueError("hai mẫu trong một phụ lục không thể cùng số")
        return self

    def holds_on(self, day: date) -> bool:
        """Tell whether these forms are used on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class FormBook(Strict):
    """Every set of forms, past ones too: an old paper is printed again as it was."""

    sets: Annotated[tuple[FormSet, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_at_a_time(self) -> Self:
        for one, other in combinations(self.sets, 2):
            if one.holds_on(other.valid_from) or other.holds_on(one.valid_from):
                raise ValueError(
                    f"«{one.reference}» và «{other.reference}» cùng có hiệu lực; "
                    "ghi valid_to cho văn bản cũ"
                )
        return self

    def form(self, kind: PaperKind, day: date) -> Form:
        """Return the form that a paper of `day` is printed on.

        Raises:
            FormNotInForce: there is none on that day; the message says since when there is.
        """
        found = next((one for one in self.sets if one.holds_on(day)), None)
        if found is not None and kind in found.forms:
            return found.forms[kind].model_copy(update={"reference": found.reference})
        having = [one for one in self.sets if kind in one.forms]
        if not having:
            raise FormNotInForce(
                f"Danh mục không có mẫu nào cho «{kind}»; bổ sung tại catalog/papers/forms.yaml."
            )
        nearest = min(having, key=lambda one: abs((one.valid_from - day).days))
        raise FormNotInForce(
            f"Ngày {day:%d/%m/%Y} không có mẫu «{nearest.forms[kind].title}»; mẫu này dùng từ ngày "
            f"{nearest.valid_from:%d/%m/%Y} ({nearest.reference})."
        )
