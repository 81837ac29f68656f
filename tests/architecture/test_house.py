"""The rules of the house that an import linter cannot see; each test lists the offenders."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.db import models

import plenary

SOURCE = Path(plenary.__file__).parent
MODULES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
OWN_MODELS = [m for m in apps.get_models() if m.__module__.startswith("plenary.")]
FORBIDDEN_NAMES = {"utils", "helpers", "managers", "signals", "common", "misc"}
GAMES = re.compile(
    r"check_?in|points|streak|badge|leaderboard|ranking|online_?time|study_?time|scores?$|_rank$|league",
    re.IGNORECASE,
)
RANKED = re.compile(
    r"排名|积分|打分|得分|排行|名次|打卡|\b(?:leaderboard|league table|ranking)s?\b", re.IGNORECASE
)
"""What no page says of units or people: no points, scores or rankings."""
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|\sstyle=|<style|\son[a-z]+=\"|javascript:", re.IGNORECASE
)
USED = re.compile(r"""{%-?\s*(?:extends|include|from|import)\s+["']([^"']+)["']""")


def home_of(model: type[models.Model]) -> str:
    """Give the package that keeps a model: ``plenary.kernel.people``, ``plenary.contexts.governance``."""
    return ".".join(model.__module__.split(".")[:3])


def relations():
    return [
        (model, field)
        for model in OWN_MODELS
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
    ]


def modules_in_which(is_wrong):
    return [str(p.relative_to(SOURCE)) for p in MODULES if is_wrong(p.read_text(encoding="utf-8"))]


def test_foreign_keys_go_to_the_own_context_or_the_kernel():
    wrong = [
        str(field)
        for model, field in relations()
        if home_of(field.related_model) != home_of(model)
        and not home_of(field.related_model).startswith("plenary.kernel")
    ]

    assert len(relations()) > 50
    assert wrong == []


def test_contexts_leave_no_reverse_name_on_the_kernel():
    wrong = [
        str(field)
        for model, field in relations()
        if home_of(model).startswith("plenary.contexts")
        and home_of(field.related_model).startswith("plenary.kernel")
        and not field.remote_field.related_name.endswith("+")
    ]

    assert wrong == []


def test_templates_use_only_their_own_folder_the_layout_and_components():
    wrong = [
        f"{template.relative_to(SOURCE)} uses {name}"
        for template in TEMPLATES
        for name in USED.findall(template.read_text(encoding="utf-8"))
        if name.split("/")[0] not in {template.parent.name, "layout", "components"}
    ]

    assert TEMPLATES
    assert wrong == []


def test_templates_hold_no_inline_script_or_style():
    wrong = [
        str(template.relative_to(SOURCE))
        for template in TEMPLATES
        if INLINE.search(template.read_text(encoding="utf-8"))
    ]

    assert wrong == []


def test_modules_have_names_that_say_something():
    assert [str(p) for p in MODULES if p.stem in FORBIDDEN_NAMES] == []


def test_models_are_not_fetched_by_name():
    assert modules_in_which(lambda text: "apps.get_model(" in text) == []


def test_nothing_hangs_on_orm_signals():
    assert modules_in_which(lambda text: "django.db.models.signals" in text) == []


def test_no_translation_stands_inside_an_f_string():
    """The collector of messages does not look into f-strings, so that such a word stays English."""

    def hides_a_message(text):
        return any(
            isinstance(inner, ast.Call) and getattr(inner.func, "id", "") in {"_", "gettext"}
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.JoinedStr)
            for inner in ast.walk(node)
        )

    assert hides_a_message("title = f\"{_('Step')} 1\"")
    assert modules_in_which(hides_a_message) == []


def test_modules_open_with_one_sentence():
    def lacks_a_sentence(text: str) -> bool:
        doc = ast.get_docstring(ast.parse(text))
        return bool(text.strip()) and not (doc and doc.splitlines()[0].endswith("."))

    assert modules_in_which(lacks_a_sentence) == []


def test_nothing_is_gamified():
    named = [m._meta.db_table for m in OWN_MODELS] + [
        f"{m._meta.db_table}.{f.name}" for m in OWN_MODELS for f in m._meta.get_fields()
    ]

    assert [name for name in named if GAMES.search(name)] == []
    pages = [*TEMPLATES, *SOURCE.rglob("locale/**/django.po"), *SOURCE.rglob("text/data/*.csv")]
    assert [str(path) for path in pages if RANKED.search(path.read_text("utf-8"))] == []


def test_the_reader_knows_nothing_of_django():
    imports = re.compile(r"^\s*(?:from|import) django", re.MULTILINE)
    reader = modules_in_which(lambda text: bool(imports.search(text)))

    assert [name for name in reader if name.startswith("readout/")] == []


def test_no_template_has_what_the_nu_validator_refuses():
    """A span has no name, and a form stands in no line of text: found in every page at once by hand (``checks``)."""
    refused = re.compile(r"<span(?![^>]*\srole=)[^>]*\saria-label=|<(?:span|p)[^>]*>\s*<form")
    assert [str(path) for path in TEMPLATES if refused.search(path.read_text("utf-8"))] == []
