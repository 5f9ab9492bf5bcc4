"""What the database guarantees says so in Vietnamese; who is deleted with whom was chosen."""

import pytest
from django.db import models

from tests.architecture.house import our_models

MODELS = sorted(our_models(), key=lambda model: model._meta.label)
# A part goes with its whole; everything else stands in the way of deletion.
PARTS = {
    "dossiers.ApplicantWord.applicant",
    "dossiers.DossierEvent.dossier",
    "dossiers.DossierFile.dossier",
    "dossiers.PublishedDossier.dossier",
    "dossiers.DossierRating.dossier",
    "dossiers.RatingInvitation.dossier",
    "dossiers.TransferredDossier.dossier",
    "organisations.EvaluationItem.evaluation",
    "plans.Task.plan",
}


def said(message: object) -> str:
    return str(message)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_constraints_are_named_and_speak_vietnamese(model):
    for constraint in model._meta.constraints:
        assert isinstance(constraint, models.CheckConstraint | models.UniqueConstraint)
        assert len(constraint.name) > 10, constraint.name
        message = said(constraint.violation_error_message)
        assert constraint.violation_error_message != constraint.default_violation_error_message
        assert not message.isascii(), f"{constraint.name}: {message}"
        assert message.endswith("."), f"{constraint.name}: {message}"
        assert "!" not in message


def test_names_of_constraints_are_unique():
    names = [constraint.name for model in MODELS for constraint in model._meta.constraints]
    assert names
    assert len(names) == len(set(names))


def relations():
    for model in MODELS:
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.model is model:
                yield f"{model._meta.label}.{field.name}", field


RELATIONS = dict(relations())


@pytest.mark.parametrize("name", sorted(RELATIONS))
def test_only_a_part_is_deleted_with_its_whole(name):
    chosen = RELATIONS[name].remote_field.on_delete
    assert chosen is (models.CASCADE if name in PARTS else models.PROTECT)


def test_the_list_of_parts_is_not_stale():
    assert set(RELATIONS) >= PARTS


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_people_read_of_a_model_is_vietnamese(model):
    meta = model._meta
    inherited = {field.name for base in model.__mro__[1:] for field in _fields(base)}
    for name in (meta.verbose_name, meta.verbose_name_plural):
        assert said(name) == said(name).lower(), name
    for field in meta.local_fields:
        if field.auto_created or field.name in inherited:
            continue
        words = said(field.verbose_name)
        assert words != field.name.replace("_", " "), f"{meta.label}.{field.name} has no words"
        assert words[0] == words[0].lower(), f"{meta.label}.{field.name}: {words}"


def _fields(base):
    meta = getattr(base, "_meta", None)
    return meta.local_fields if meta is not None and meta.abstract else ()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_model_says_what_it_is(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")
    assert "__str__" in vars(model)
