"""The base of everything that is read from the catalogue."""

from pydantic import BaseModel, ConfigDict

__all__ = ["Strict"]


class Strict(BaseModel):
    """YAML without surprises: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)
