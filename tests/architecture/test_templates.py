"""Templates: blocks in one order, nothing inline, no English on screen, none unused."""

import html
import re
from functools import cache
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.house import PACKAGE, sources

# A page fills the blocks of the frame in the order in which the frame has them.
ORDER = ["title", "scripts", "body_class", "frame", "breadcrumbs", "content", "after"]
# Asked for by Django, allauth or a limit of theirs, by these names.
ASKED_BY_OTHERS = re.compile(
    r"^(\d{3}(_csrf)?\.html|(account|mfa|usersessions|socialaccount)/.+\.(html|txt))$"
)
ENGLISH = set(
    """
    account actions add agency all and back browse cancel chart choose close code contact copy data date
    delete done download edit email empty enter error errors export file filter for from help home import
    invalid list loading login logout menu name new next no not number of off ok open or password plan
    please previous print rank report required save score search select send settings show sign sort
    status submit success table task the title to total update upload user view warning welcome with yes you your
    """.split()  # noqa: SIM905 - words read better as words
)
# Written the same in Vietnamese, or names of things.
ALSO_VIETNAMESE = {"to", "no", "an", "or"}
NAMES_OF_THINGS = {"thuocdo", "excel", "word", "csv", "json"}


def templates() -> dict[str, Path]:
    """Return every template by the name it is asked for."""
    found = {}
    for path in sorted(PACKAGE.rglob("templates/**/*.*")):
        if path.is_file() and path.suffix in {".html", ".txt"}:
            parts = path.parts
            start = len(parts) - 1 - parts[::-1].index("templates")
            found["/".join(parts[start + 1 :])] = path
    return found


TEMPLATES = templates()


@cache
def text_of(name: str) -> str:
    return TEMPLATES[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_can_be_compiled(name):
    assert get_template(name) is not None


@pytest.mark.parametrize("name", TEMPLATES)
def test_blocks_stand_in_the_order_of_the_frame(name):
    blocks = re.findall(r"\{%-?\s*block\s+(\w+)", text_of(name))
    assert not set(blocks) - set(ORDER)
    assert blocks == sorted(blocks, key=ORDER.index)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_extends_or_is_a_part(name):
    text = text_of(name)
    if "{% block" in text and not name.startswith("frame/"):
        assert text.startswith("{% extends "), "a page extends the frame in its first line"


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_inline(name):
    text = text_of(name)
    assert not re.search(r"\sstyle\s*=", text)
    without_tags = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    assert not re.search(r"\son[a-z]+\s*=", without_tags)
    assert not re.search(r"<style[\s>]", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "javascript:" not in text
    assert not re.search(r"\|\s*safe\b|\bautoescape\s+off\b|\|\s*safeseq\b", text)
    assert not re.search(r"\bhx-on\b|\bhx-vals\s*=\s*['\"]js:", text)


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_fetched_from_elsewhere(name):
    addresses = re.findall(r"(?:src|href|action)\s*=\s*\"(?:https?:)?//[^\"]+", text_of(name))
    assert not addresses


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_form_that_writes_carries_its_token(name):
    for form in re.findall(r"<form\b.*?</form>", text_of(name), re.DOTALL | re.IGNORECASE):
        if re.search(r"method\s*=\s*\"post\"", form, re.IGNORECASE):
            assert "{% csrf_token %}" in form


def visible(text: str) -> str:
    """Return what people read: text between tags, and attributes that are read out."""
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    spoken = re.findall(r"\b(?:alt|title|aria-label|placeholder)=\"([^\"]*)\"", text)
    return html.unescape(" ".join([re.sub(r"<[^>]*>", " ", text), *spoken]))


def words_in(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_english_is_on_screen(name):
    found = words_in(visible(text_of(name))) & ENGLISH - ALSO_VIETNAMESE - NAMES_OF_THINGS
    assert not found


@pytest.mark.parametrize("name", TEMPLATES)
def test_nobody_is_shouted_at(name):
    assert "!" not in visible(text_of(name).replace("<!DOCTYPE html>", ""))


def test_every_template_is_used():
    used = set()
    for name in TEMPLATES:
        used |= set(re.findall(r"\{%\s*(?:include|extends)\s+\"([^\"]+)\"", text_of(name)))
    python = "\n".join((PACKAGE.parent / path).read_text(encoding="utf-8") for path in sources())
    used |= set(re.findall(r"\"([\w/]+\.(?:html|txt))\"", python))
    unused = [name for name in TEMPLATES if name not in used and not ASKED_BY_OTHERS.match(name)]
    assert not unused


def test_every_template_that_is_named_is_there():
    named = set()
    for name in TEMPLATES:
        named |= set(re.findall(r"\{%\s*(?:include|extends)\s+\"([^\"]+)\"", text_of(name)))
    assert named <= set(TEMPLATES)
