"""A source text with its passages marked, and its file as it was handed in."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.kernel.documents import filing, registry, selectors, services, validators
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request


@require_safe
def document(request: Request, pk: int) -> HttpResponse:
    """Show the text; each passage is an anchor, ``#p`` and its number."""
    found = selectors.visible_to(request.actor).select_related("file").filter(pk=pk).first()
    if found is None:
        raise NotFound
    context = {
        "document": found,
        "pieces": selectors.marked_text(found),
        "citing": registry.citing(request.actor, found),
        "rows": list(found.passages.filter(row__isnull=False)),
        "warnings": validators.warnings(
            found.text, media_type=found.file.media_type if found.file else ""
        ),
    }
    return render(request, "documents/document_page.html", context)


@require_safe
def file(request: Request, pk: int) -> FileResponse:
    """Hand out the file, always as a download, never for the browser to open in place."""
    found = services.read_file(actor=request.actor, document_id=pk)
    assert found.file is not None
    response = FileResponse(
        filing.open_file(found.file.sha256),
        as_attachment=True,
        filename=found.file_name or found.file.sha256[:12],
        content_type=found.file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
