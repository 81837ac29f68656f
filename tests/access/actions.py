"""Which actions there are, who may take each, and which functions of the services are no action."""

import inspect
from functools import partial

from tests.access.arguments import arguments
from tests.access.asking import answer
from tests.access.kinds import Row, functions, sentence
from tests.access.parts import PARTS


def takes_actor(function):
    """Say whether a service is an entrance: it is told by name who acts."""
    found = inspect.signature(function).parameters.get("actor")
    return found is not None and found.kind is found.KEYWORD_ONLY


def actions():
    """Give each service that somebody calls for somebody, by its name; parts of others apart."""
    return {
        name: one for name, one in functions("services") if takes_actor(one) and name not in PARTS
    }


def rows(house):
    """Ask each action of each role, each on the house as it was."""
    for name, service in actions().items():
        given = arguments(house, name, service)
        told = {
            role: answer(partial(service, actor=actor, **given))
            for role, actor in house.actors.items()
        }
        yield Row(name, sentence(service), told)
