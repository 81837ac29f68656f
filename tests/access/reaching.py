"""Which services a view calls, read off its source and the functions of its module that it calls."""

import ast
import inspect
import textwrap
from dataclasses import fields, is_dataclass
from functools import cache, partial

from tests.access.kinds import functions


@cache
def services():
    """Give the name of every service that takes an actor or is called by an entrance, by its function."""
    return {inspect.unwrap(found): name for name, found in functions("services")}


def called(view):
    """Give the names of the services that a view calls."""
    found, waiting, seen = set(), [view], set()
    while waiting:
        one = inspect.unwrap(waiting.pop())
        if one in services():
            found.add(services()[one])
        elif id(one) not in seen:
            seen.add(id(one))
            waiting += [other for other in _named_in(one) if _is_followed(other)]
    return found


def _is_followed(one):
    module = getattr(inspect.unwrap(one), "__module__", "") or ""
    return inspect.unwrap(one) in services() or ".views" in module


@cache
def _named_in(function):
    """Give the functions that a function names: its own globals', what it closes over, and what tables hold."""
    own = function.__globals__
    held = [cell.cell_contents for cell in function.__closure__ or ()]
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    held += [_resolved(node, own) for node in ast.walk(tree)]
    return [one for value in held for one in _functions_in(value)]


def _resolved(node, own):
    if isinstance(node, ast.Name):
        return own.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(_resolved(node.value, own), node.attr, None)
    return None


def _functions_in(value, depth=3):
    if inspect.isfunction(value):
        yield value
    elif isinstance(value, partial):
        yield value.func
    elif depth and isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _functions_in(one, depth - 1)
    elif depth and is_dataclass(value) and not inspect.isclass(value):
        for field in fields(value):
            yield from _functions_in(getattr(value, field.name), depth - 1)
