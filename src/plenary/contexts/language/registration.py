"""Lets the kernel ask the checker, with the term base in force."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from plenary.contexts.language import audit_fields, audit_words
from plenary.contexts.language.checking import engine
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.source_notes import in_words
from plenary.contexts.language.selectors import suggestions
from plenary.contexts.language.selectors.index import index_in_force
from plenary.kernel.accounts import scopes
from plenary.kernel.audit import fields, words
from plenary.kernel.notifications import subjects
from plenary.kernel.text import checks
from plenary.kernel.text.profiles import profile_of
from plenary.shared.web import remarks


def register() -> None:
    """Fill the kernel's port for text checks, say where a form's fields are checked, and name the records."""
    scopes.offer("texts:check", _("Have texts checked"))
    words.register("language", audit_words.RECORDS)
    fields.register(audit_fields.FIELDS)
    checks.register_checker(check_text)
    subjects.register("language.suggestion", suggestions.visible_to)
    subjects.register("language.waiting", suggestions.waiting)
    remarks.check_at("language:check-fields")
    remarks.judge_by(profile_of)


def check_text(
    zh: str, en: str, _lang: checks.Lang, profile: str, on: dt.date | None
) -> list[checks.Finding]:
    """Give what the checker finds and, without proof, the agreed terms that do not appear."""
    verdict = engine.check(zh, en, profile=profile, on=on, terms=index_in_force())
    return [_told(f) for f in verdict.findings if f.is_proof or f.rule == "terms.missing"]


def _told(finding: Finding) -> checks.Finding:
    return checks.Finding(
        rule=finding.rule,
        start=finding.start,
        end=finding.end,
        side=finding.side,
        message_zh=finding.reason_zh,
        message_en=finding.reason_en,
        source=finding.source,
        source_zh=in_words(finding.source, "zh"),
        source_en=in_words(finding.source, "en"),
        proposal=finding.proposal,
        is_proof=finding.is_proof,
    )
