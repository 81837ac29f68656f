"""Bringing in a page that was published elsewhere: pasted or as a file, read apart, shown where it is doubtful."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.communications import policies
from plenary.contexts.communications.errors import Twin
from plenary.contexts.communications.forms.importing import ImportForm
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors.pages import last_unit
from plenary.contexts.communications.services.importing import SideBrought, import_page
from plenary.contexts.communications.views.answers import (
    crumbs_to,
    form_page,
    need,
    noting,
    typed,
)
from plenary.kernel.documents.errors import NotStored
from plenary.readout import ReadoutError
from plenary.readout.files.kinds import looks_like_html
from plenary.readout.sandbox import extract_apart
from plenary.shared.errors import Refused
from plenary.shared.slots import Busy, parser_slot
from plenary.shared.web.filters import day
from plenary.shared.web.limits import limited
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request

EXTRACT_SECONDS, EXTRACT_MEGABYTES = 20, 400


@require_http_methods(["GET", "POST"])
@limited("upload", "30/m", methods=("POST",))
def page_import(request: Request) -> HttpResponse:
    """Make a draft of a published page."""
    need(policies.can_write, request.actor)
    form = ImportForm(
        typed(request),
        request.FILES or None,
        actor=request.actor,
        initial={"source_unit": last_unit()},
    )
    made: list[Page] = []
    twins: list[Twin] = []

    def bring(data: dict[str, Any]) -> None:
        sides = {lang: _side(form, data, lang) for lang in form.langs()}
        with noting(twins):
            made.append(import_page(actor=request.actor, sides=sides, **form.said()))

    if request.method == "POST" and is_kept(form, bring):
        messages.success(request, _("The page has been brought in as a draft."))
        if made[0].held_on and not form.cleaned_data["held_on"]:
            told = _("“Held on %(day)s” was read out of its text. Look at it.")
            messages.info(request, told % {"day": day(made[0].held_on)})
        return redirect(made[0])
    return form_page(
        request,
        form,
        title=_("Import a published page"),
        crumbs=crumbs_to(),
        save=_("Bring it in"),
        intro=_(
            "Headline, text, day and source are taken from it and its spacing is tidied; the very"
            " text and its address are kept."
        ),
        twins=twins,
        takes_file=True,
        is_wide=True,
    )


def _side(form: ImportForm, data: dict[str, Any], lang: str) -> SideBrought:
    """Give a language as it was handed in; what was in a file or in HTML is read in a process apart."""
    url, file = data[f"url_{lang}"].strip(), data[f"file_{lang}"]
    title = data[f"title_{lang}"]
    text = data[f"text_{lang}"].replace("\r\n", "\n")
    if file is None:
        is_page = looks_like_html(text)
        return SideBrought(
            text=_extracted(lang, text.encode(), "x.html") if is_page else text,
            url=url,
            title=title,
        )
    raw = file.read()
    extracted = _extracted(lang, raw, file.name)
    form.show_text(lang, extracted)
    return SideBrought(text=extracted, url=url, file_name=file.name, data=raw, title=title)


def _extracted(lang: str, data: bytes, name: str) -> str:
    field = f"file_{lang}"
    try:
        with parser_slot() as slot:
            return extract_apart(
                data, name, seconds=EXTRACT_SECONDS, megabytes=EXTRACT_MEGABYTES, held=[slot]
            ).text
    except ReadoutError as error:
        sentence = error.sentence("zh" if (get_language() or "").startswith("zh") else "en")
        raise Refused(sentence, fields={field: sentence}) from None
    except (Busy, NotStored) as busy:
        raise Refused(str(busy), fields={field: str(busy)}) from None
