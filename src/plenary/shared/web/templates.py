"""Jinja2 as Plenary uses it: our own apps' templates, translations, and parts of pages for HTMX."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.templatetags.static import static
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from markupsafe import Markup

from plenary.shared.addresses import address_of
from plenary.shared.quotation import inner
from plenary.shared.web import filters, remarks

_QUOTED = re.compile("“[^“”]*”")
_VALUE = re.compile(r"%\((\w+)\)s")


class Templates(Jinja2):
    """The Jinja2 engine over the templates of Plenary's own apps; others keep Django's."""

    app_dirname = "templates"

    @cached_property
    def template_dirs(self) -> tuple[str, ...]:
        """Give the folders of templates, the shared ones first."""
        own = [
            str(Path(app.path) / self.app_dirname)
            for app in apps.get_app_configs()
            if app.name.startswith("plenary.")
        ]
        return (*(str(folder) for folder in self.dirs), *own)


class Template(jinja2.Template):
    """A template whose macros others import: made once, since all templates have the same globals.

    Jinja compares the globals anew with each import, which took a twentieth of a page.
    """

    def _get_default_module(self, _ctx: Any = None) -> Any:
        return super()._get_default_module()


def environment(**options: Any) -> jinja2.Environment:
    """Make the environment in which every template is rendered."""
    options["undefined"] = jinja2.StrictUndefined
    env = jinja2.Environment(  # noqa: S701 - Django passes autoescape=True in the options
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        **options,
    )
    env.template_class = Template
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(gettext=said, _=said)
    env.globals.update(
        static=lru_cache(static),
        url=address_of,
        language=language,
        colon=filters.colon,
        comma=filters.comma,
        pause=filters.pause,
        gap=filters.gap,
    )
    env.globals.update(remarks_address=remarks.address, text_profile=remarks.profile)
    env.filters.update(filters.FILTERS)
    env.policies["ext.i18n.trimmed"] = True
    return env


def said(message: str, **values: Any) -> Markup:
    """Translate as ``{% trans %}`` and ``_()`` of a template do, each message once a language.

    A page asks for some hundred; the way through the context and the catalogue took a sixth of its rendering.
    """
    if values:
        translated = _translated(get_language(), message)
        for name in _quoted(translated):
            values[name] = _inner(values[name])
        return translated % values
    return _whole(get_language(), message)


@lru_cache(maxsize=20_000)
def _translated(_language: str | None, message: str) -> Markup:
    return Markup(gettext(message))  # noqa: S704 - our own words, translated by us


@lru_cache(maxsize=20_000)
def _quoted(message: str) -> tuple[str, ...]:
    """Give the names of the values that stand between quotation marks in a message."""
    return tuple(name for part in _QUOTED.findall(message) for name in _VALUE.findall(part))


def _inner(value: Any) -> Any:
    if isinstance(value, Markup) or not isinstance(value, str | Promise):
        return value
    return inner(str(value))


@lru_cache(maxsize=20_000)
def _whole(language: str | None, message: str) -> Markup:
    return _translated(language, message) % {}


def language() -> str:
    """Give the language in force: ``zh`` or ``en``."""
    return "zh" if (get_language() or "en").startswith("zh") else "en"


def render_part(
    request: HttpRequest, template: str, block: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Answer with one block of a page's template, for HTMX."""
    engine = engines["jinja2"]
    wrapped = engine.get_template(template)
    values = {**context, "request": request}
    values["csrf_input"] = csrf_input_lazy(request)
    values["csrf_token"] = csrf_token_lazy(request)
    for processor in engine.template_context_processors:  # type: ignore[attr-defined]
        values.update(processor(request))
    inner: jinja2.Template = wrapped.template  # type: ignore[attr-defined]
    page = inner.new_context(values)
    return HttpResponse("".join(inner.blocks[block](page)), status=status)
