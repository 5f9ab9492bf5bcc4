"""The fuse box: what stands behind each port can be had, and fits what asks for it."""

import ast
import inspect

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from tests.architecture.house import sources
from thuocdo.core.ports.fact_book import FactBook
from thuocdo.web.wiring import RecordedFacts


@pytest.mark.parametrize("name", sorted(settings.PORTS))
def test_a_port_is_bound_to_something_callable(name):
    assert callable(import_string(settings.PORTS[name]))


def test_every_port_asked_for_is_bound_and_every_bound_port_is_asked_for():
    asked = {
        node.args[0].value
        for tree in sources().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "port"
        and isinstance(node.args[0], ast.Constant)
    }
    assert asked == set(settings.PORTS)


@pytest.mark.parametrize("name", ["fact", "rows"])
def test_a_fact_book_of_the_fuse_box_takes_what_the_protocol_says(name):
    asked = inspect.signature(getattr(FactBook, name))
    given = inspect.signature(getattr(RecordedFacts, name))
    assert list(given.parameters) == list(asked.parameters)


def test_every_task_that_is_enqueued_by_name_is_there():
    names = {
        node.args[0].value
        for tree in sources().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "enqueue"
        and isinstance(node.args[0], ast.Constant)
    }
    assert names
    for name in names:
        assert hasattr(import_string(str(name)), "enqueue"), name
