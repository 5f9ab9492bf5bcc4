"""What an expert writes: unknown keys are refused, and what is assumed says what was assumed."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

__all__ = ["Written"]


class Written(BaseModel):
    """The base of the clock's data.

    Attributes:
        assumed: True where no source states it and something usual was taken.
        assumption: what was taken, in Vietnamese; required when `assumed` and no group says it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    assumed: bool = False
    assumption: str = ""

    @model_validator(mode="after")
    def _an_assumption_is_marked(self) -> Self:
        if self.assumption and not self.assumed:
            raise ValueError("có «assumption» thì phải ghi «assumed: true»")
        return self
