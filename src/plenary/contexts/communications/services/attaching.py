"""Puts files to a page and takes them away; what is public keeps those that it went out with."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from plenary.contexts.communications import keys, policies
from plenary.contexts.communications.editions import FORMATS
from plenary.contexts.communications.enums import LicenceKey
from plenary.contexts.communications.models import Attachment, Page
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.parts import FILE_WORDS
from plenary.contexts.communications.selectors.readiness import IS_A_PHOTO
from plenary.contexts.communications.services.base import touch
from plenary.kernel.audit.recording import authorise, lock, record, snapshot
from plenary.kernel.documents import sorting
from plenary.kernel.documents.services import bare_name, keep_file
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.documents.within.apart import refuse_secrets_within
from plenary.kernel.text.services import keep_texts
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

MOST = 20
ENDINGS = {
    sorting.PDF: ("pdf",),
    sorting.DOCX: ("docx",),
    sorting.XLSX: ("xlsx",),
    sorting.TEXT: ("txt", "md", "csv"),
}
"""How the name of each kind may end: a reader's machine opens a file by that, and runs an .exe or .hta."""
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
"""How PNG, JPEG, GIF and WebP begin."""
LONGEST = {"name_zh": 200, "name_en": 300, "author_zh": 120, "author_en": 200}


@transaction.atomic
def attach_file(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    data: bytes,
    file_name: str,
    name_zh: str = "",
    name_en: str = "",
    author_zh: str = "",
    author_en: str = "",
    licence: str = LicenceKey.RESERVED,
) -> Attachment:
    """Put a file to a page; both languages must be reviewed anew.

    Refused without a name in either language, for a licence that is none, for a picture, which goes out
    as a photo with what is asked of one, for a kind that readers cannot open or that its name hides, a damaged file, the same file twice,
    for more than ``MOST`` files, and as storing a file is.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    said = {
        "name_zh": name_zh,
        "name_en": name_en,
        "author_zh": author_zh,
        "author_en": author_en,
    }
    names = {name: keys.tidy_line(text) for name, text in said.items()}
    _check(page, names)
    refuse_licence(licence)
    if data.startswith(PICTURES):
        raise Refused(IS_A_PHOTO, fields={"file": IS_A_PHOTO})
    kind = sorting.media_type(data)
    sorting.refuse_misnamed(file_name, kind)
    if sorting.ending_of(file_name) not in {"", *ENDINGS.get(kind, ())} or kind not in FORMATS:
        sentence = _(
            "Readers are not given this kind of file. Save it as .pdf, .docx, .xlsx or .txt."
        )
        raise Refused(sentence, fields={"file": sentence})
    refuse_secrets_within(data)
    file = keep_file(actor=actor, data=data, name=file_name)
    if page.attachments.filter(file=file).exists():
        raise Refused(_("This file is attached already."), fields={"file": _("Attached already.")})
    last = page.attachments.aggregate(last=Max("order"))["last"] or 0
    made = Attachment.objects.create(
        page=page,
        file=file,
        file_name=bare_name(file_name),
        order=last + 1,
        licence=licence,
        **names,
    )
    record(actor=actor, action="communications.file.attached", subject=made)
    keep_texts(actor=actor, subject=made, fields=FILE_WORDS)
    touch(actor, page)
    return made


@transaction.atomic
def detach_file(
    *, actor: Actor, page_id: int, seen_version: int | None, attachment_id: int
) -> Page:
    """Take a file from a page; both languages must be reviewed anew. ``NotFound`` for another's."""
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    found = page.attachments.filter(pk=attachment_id).first()
    if found is None:
        raise NotFound
    record(
        actor=actor,
        action="communications.file.detached",
        subject=found,
        before=snapshot(found),
        note=None if page.is_limited else {"file": found.file_name},
    )
    found.delete()
    touch(actor, page)
    return page


def refuse_licence(key: str) -> None:
    """Refuse a licence that is not on the list."""
    if key not in LicenceKey.values:
        sentence = _("Choose a licence from the list.")
        raise Refused(sentence, fields={"licence": sentence})


def _check(page: Page, names: dict[str, str]) -> None:
    refuse_secrecy(*names.values())
    if not (names["name_zh"] or names["name_en"]):
        sentence = _("Name the file in at least one of the two languages.")
        raise Refused(sentence, fields={"name_zh": sentence})
    fields = {
        name: _("This is longer than %(most)d characters.") % {"most": LONGEST[name]}
        for name, text in names.items()
        if len(text) > LONGEST[name]
    }
    if fields:
        raise Refused(next(iter(fields.values())), fields=fields)
    if page.attachments.count() >= MOST:
        raise Refused(_("A page takes no more than %(most)d files.") % {"most": MOST})
