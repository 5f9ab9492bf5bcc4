"""Forms: an annex to draft from, a set's head, one criterion."""

from thuocdo.apps.rulebooks.forms.annex import AnnexForm
from thuocdo.apps.rulebooks.forms.criterion import CriterionForm
from thuocdo.apps.rulebooks.forms.head import HeadForm

__all__ = ["AnnexForm", "CriterionForm", "HeadForm"]
