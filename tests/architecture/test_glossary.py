"""One word, one thing: the glossary against the models, the states and the words on screen."""

import enum
import re
import unicodedata
from pathlib import Path

import pytest
from django.db import models

from tests.architecture.house import ROOT, classes, our_models
from thuocdo.apps.documents.models import Opinion
from thuocdo.apps.dossiers.models import EventKind, EventSource, ImportState, PartyKind
from thuocdo.apps.dossiers.queues import TITLES as QUEUES
from thuocdo.apps.dossiers.queues import QueueTab
from thuocdo.apps.organisations.models import (
    AgencyKind,
    AgencyLevel,
    DisciplineForm,
    MailState,
    MergerState,
    OfficerKind,
    ReviewOutcome,
    Role,
    SuccessionKind,
    TokenScope,
)
from thuocdo.apps.rulebooks.documents import read_yaml
from thuocdo.apps.rulebooks.models import RulebookKind, RulebookState
from thuocdo.core.facts import FactKind, Grain, RowPart, Unit
from thuocdo.core.index_sets.drafting import Confidence, RuleKind
from thuocdo.core.index_sets.drafting.wording import CONFIDENCES, KINDS
from thuocdo.core.index_sets.targets import Verdict
from thuocdo.core.papers import PaperKind
from thuocdo.core.people import QUALITIES, Quality
from thuocdo.core.ports.postal import PostalJob, PostalState
from thuocdo.core.procedures import words as procedure_words
from thuocdo.core.procedures.model import (
    DocumentCopy,
    FeeKind,
    FeeTime,
    HandlerRole,
    OnlineLevel,
    ProcedureLevel,
    StepDecision,
)
from thuocdo.core.rows import Channel, PortalState, StaffRowKind
from thuocdo.core.scoring.rules import NoCase
from thuocdo.core.scoring.score import ScoreState
from thuocdo.core.tables.dossiers.words import CHANNELS, STATES
from thuocdo.core.tables.findings import Severity
from thuocdo.core.workflows.dossier import DossierAction
from thuocdo.core.worktime import DayKind, StopEffect, StopKind, Timeliness, TimeUnit
from thuocdo.web.cli import score_output

GLOSSARY = read_yaml(ROOT / "docs" / "glossary.yaml", root=ROOT).content
BY_TERM = {entry["term"]: entry for entry in GLOSSARY}
MODELS = sorted(our_models(), key=lambda model: model._meta.label)
LABELLED = (
    AgencyKind,
    AgencyLevel,
    DisciplineForm,
    EventKind,
    EventSource,
    ImportState,
    MailState,
    MergerState,
    Opinion,
    OfficerKind,
    PartyKind,
    ReviewOutcome,
    Role,
    RulebookKind,
    RulebookState,
    SuccessionKind,
    TokenScope,
)
ENUMS = (
    *LABELLED,
    Channel,
    Confidence,
    DayKind,
    DocumentCopy,
    DossierAction,
    FactKind,
    FeeKind,
    FeeTime,
    Grain,
    HandlerRole,
    NoCase,
    OnlineLevel,
    PaperKind,
    PortalState,
    PostalJob,
    PostalState,
    ProcedureLevel,
    Quality,
    QueueTab,
    RowPart,
    RuleKind,
    ScoreState,
    Severity,
    StaffRowKind,
    StepDecision,
    StopEffect,
    StopKind,
    TimeUnit,
    Timeliness,
    Unit,
    Verdict,
)
# What the readers of files sort cells and rows into; nobody but they speaks of it.
INTERNAL = {"AsOfSource", "Column", "Furniture"}


def states():
    for kind in ENUMS:
        for member in kind:
            yield pytest.param(member, id=f"{kind.__name__}.{member.name}")


def test_entries_have_the_form_of_a_glossary():
    for entry in GLOSSARY:
        assert list(entry) == ["term", "vi", "definition", "law", "not"], entry["term"]
        assert entry["term"].isascii()
        assert entry["vi"] == entry["vi"].lower()
        assert entry["definition"].endswith("."), entry["term"]
        assert entry["not"], entry["term"]
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", word) for word in entry["not"])


def test_a_term_stands_once():
    assert len(BY_TERM) == len(GLOSSARY)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_model_is_called_on_screen_as_the_glossary_says(model):
    assert model.__name__ in BY_TERM
    assert str(model._meta.verbose_name) == BY_TERM[model.__name__]["vi"]


@pytest.mark.parametrize("state", list(states()))
def test_a_state_is_listed(state):
    assert f"{type(state).__name__}.{state.name}" in BY_TERM


@pytest.mark.parametrize("state", [member for kind in LABELLED for member in kind])
def test_the_label_of_a_state_is_the_glossarys_word(state):
    assert str(state.label) == BY_TERM[f"{type(state).__name__}.{state.name}"]["vi"]


@pytest.mark.parametrize(
    ("state", "label"),
    [
        *CHANNELS.items(),
        *CONFIDENCES.items(),
        *KINDS.items(),
        *QUALITIES.items(),
        *QUEUES.items(),
        *procedure_words.COPIES.items(),
        *procedure_words.DECISIONS.items(),
        *procedure_words.FEE_KINDS.items(),
        *procedure_words.FEE_TIMES.items(),
        *procedure_words.HANDLERS.items(),
        *procedure_words.LEVELS.items(),
        *procedure_words.ONLINE.items(),
        *procedure_words.TIME_UNITS.items(),
        *STATES.items(),
        *score_output.STATES.items(),
    ],
)
def test_the_words_for_a_state_of_core_are_the_glossarys(state, label):
    expected = BY_TERM[f"{type(state).__name__}.{state.name}"]["vi"]
    assert label.casefold() == expected.casefold()


def test_every_enum_of_the_package_is_looked_at_here():
    known = {kind.__name__ for kind in ENUMS} | INTERNAL
    kinds = {"StrEnum", "IntEnum", "Enum", "TextChoices"}
    found = {name for name, bases in classes().items() if bases & kinds}
    assert found == known
    assert all(issubclass(kind, enum.Enum) for kind in ENUMS)


def test_a_class_named_as_a_term_is_there():
    """A term that looks like a class, or like a member of an enum, is one: nothing stale is left."""
    members = {f"{kind.__name__}.{member.name}" for kind in ENUMS for member in kind}
    known = {*classes(), "Rule"}  # a union of the kinds of rule
    for term in BY_TERM:
        if "." in term:
            assert term in members, term
        elif term[0].isupper():
            assert term in known, term


def snake(name: str) -> list[str]:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")


def named_by_us():
    for model in MODELS:
        yield model.__name__
        inherited = {
            field.name
            for base in model.__mro__[1:]
            if hasattr(base, "_meta")
            for field in base._meta.local_fields
        }
        for field in model._meta.local_fields:
            if field.name not in inherited and not isinstance(field, models.AutoField):
                yield f"{model.__name__}.{field.name}"
    for kind in ENUMS:
        for member in kind:
            yield f"{kind.__name__}.{member.name.lower()}"


@pytest.mark.parametrize("name", sorted(set(named_by_us())))
def test_nothing_is_named_by_a_word_that_a_term_refuses(name):
    """A refused word may be part of no name, unless it is a term itself (with its own meaning)."""
    own = {part for term in BY_TERM for part in ["_".join(snake(term.rpartition(".")[2]))]}
    refused = {word for entry in GLOSSARY for word in entry["not"]} - own
    said = "_".join(snake(name.rpartition(".")[2]))
    for word in refused:
        assert not re.search(rf"(?:^|_){word}(?:_|$)", said), f"{name}: «{word}»"


def test_identifiers_are_ascii_in_templates_and_paths_too():
    for path in (ROOT / "thuocdo").rglob("*"):
        assert str(path.relative_to(ROOT)).isascii(), path
    for path in Path(ROOT / "thuocdo").rglob("*.html"):
        for name in re.findall(r"\{%\s*(?:block|with)\s+(\w+)", path.read_text(encoding="utf-8")):
            assert unicodedata.normalize("NFKD", name).isascii(), f"{path}: {name}"
