"""One record of each kind outside governance: of the newsroom, the term base and the kernel."""

import datetime as dt
from dataclasses import replace

from plenary.contexts.communications.enums import WaiverKind
from plenary.contexts.communications.models import (
    Attachment,
    ReaderCount,
    Subscription,
    TextFile,
    Waiver,
)
from plenary.contexts.communications.models.kinds import ProgrammeItem
from plenary.contexts.communications.models.links import PageLink
from plenary.contexts.communications.services import checks, kinds, reports
from plenary.contexts.communications.services.images.keeping import describe_image, given_of
from plenary.contexts.language.models import TermImport
from plenary.contexts.language.services.deciding import retire_term
from plenary.kernel.accounts.models import Grant
from plenary.kernel.accounts.services import make_token
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.models import Document
from plenary.kernel.documents.services import keep_made_file
from plenary.kernel.measures.models import Figure, HandMeasure
from plenary.kernel.notifications.models import Mail, Notification
from plenary.kernel.organisations.models import FormerName, MemberUnit, Term
from plenary.kernel.people.models import Holding
from plenary.kernel.places.models import Place
from plenary.kernel.search.models import Entry
from plenary.kernel.text.models import TextState
from plenary.kernel.text.services import keep_texts
from plenary.kernel.webhooks.models import Delivery, Webhook
from plenary.shared import clock
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.workspace.models import DirectoryImport
from tests.contexts.communications import factories as pages
from tests.contexts.communications.test_images import quick
from tests.contexts.governance import factories
from tests.contexts.language import factories as terms
from tests.factories import person, post, user

DAY = dt.date(2025, 1, 1)
WORDED = {
    "attachment": "name",
    "place": "name",
    "post": "title",
    "programme item": "title",
    "topic of pages": "name",
}
"""Records made without their service, and the text of theirs that the desk translates."""


def records(units, accounts, committee):
    """Make them all."""
    own = accounts["lead unit"]
    made = _newsroom(accounts["translator"], committee)
    made |= _terms(own) | _directory(units, committee)
    made |= _accounts(own, accounts["office"])
    made |= _documents()
    made["programme item"] = ProgrammeItem.objects.create(
        page=made["page of an event"], order=1, on=DAY, starts=dt.time(9), title_zh="开幕"
    )
    made |= {
        "figure of the unit": Figure.objects.create(
            measure="x.y", unit_id=units["lead"].pk, starts_on=DAY, ends_on=DAY, value=1,
            reported_at=clock.now(),
        ),
        "hand-kept measure": HandMeasure.objects.create(
            key="x.y", name_zh="甲", name_en="A", counted_zh="次", counted_en="times"
        ),
        "directory import": DirectoryImport.objects.create(
            name="x", added_by_id=accounts["office"].pk, added_at=clock.now()
        ),
    }  # fmt: skip
    for name, field in WORDED.items():
        keep_texts(actor=SYSTEM, subject=made[name], fields=[field])
    return made


def _newsroom(translator, committee):
    draft = pages.page()
    shown = pages.published()
    reported = reports.report_error(
        actor=NOBODY, slug=shown.slug, lang="en", text="The hour is wrong."
    )
    file = keep_made_file(actor=SYSTEM, data=b"an annex", media_type="text/plain")
    guide = kinds.make_guide(actor=SYSTEM, given=pages.given(), stale_after=12)
    other = pages.page(title_en="")
    label = other._meta.label_lower
    return {
        "draft page": draft,
        "page in review": pages.submitted(),
        "page in public": shown,
        "guide": guide,
        "page of a body": kinds.make_body_page(actor=SYSTEM, body_id=committee.pk),
        "page of a post": kinds.make_post_page(actor=SYSTEM, post_id=post().pk),
        "page of an event": kinds.make_event(
            actor=SYSTEM, given=pages.given(), event=kinds.EventGiven(starts_on=DAY)
        ),
        "photo": _photo(draft),
        "fact-check": checks.ask_fact_check(
            actor=SYSTEM, page_id=draft.pk, seen_version=None, name="Li", email="li@example.org"
        ),
        "reader's report": reported,
        "exception": Waiver.objects.create(
            page=shown,
            lang="en",
            kind=WaiverKind.URGENT,
            reason="x",
            decided_by="x",
            made_by_name="x",
            made_at=clock.now(),
            edition=shown.editions.get(is_current=True, lang="en"),
        ),
        "link that leads nowhere": PageLink.objects.create(
            edition=shown.editions.get(is_current=True, lang="en"),
            order=9,
            words="x",
            address="/portal/en/pages/nothing/",
            to_lang="en",
            slug="nothing",
        ),
        "attachment": Attachment.objects.create(
            page=draft, file=file, file_name="x.txt", name_zh="附件", name_en="Annex"
        ),
        "translator's file": TextFile.objects.create(
            name="x.xlf",
            translator="Li",
            into="en",
            added_at=clock.now(),
            added_by_id=translator.pk,
        ),
        "count of readers": ReaderCount.objects.create(
            day=DAY, place="page", subject_id=shown.pk, lang="en", views=1
        ),
        "topic of pages": pages.topic(),
        "text to translate": TextState.objects.filter(
            subject_type=label, subject_id=other.pk, field="title"
        ).get(),
        "subscription": Subscription.objects.create(
            email="r@example.org",
            lang="en",
            token="t",
            asked_at=clock.now(),
            wished_at=clock.now(),
        ),
    }


def _photo(page):
    """A photo whose words were kept by the service, not made by it: that takes a process."""
    photo = quick(page)
    given = replace(given_of(photo), alt_en="")
    return describe_image(
        actor=SYSTEM, page_id=page.pk, seen_version=None, image_id=photo.pk, given=given
    )


def _terms(own):
    old = terms.approved()
    return {
        "draft term": terms.draft(),
        "proposed term": terms.proposal(),
        "term in force": terms.approved(),
        "term out of use": retire_term(
            actor=SYSTEM, term_id=old.pk, seen_version=old.version, reason="x"
        ),
        "suggestion": terms.suggestion(own.actor),
        "suggestion of nobody": terms.suggestion(),
        "import of terms": TermImport.objects.create(
            name="x.csv", kind="csv", state="preview", added_at=clock.now()
        ),
    }


def _directory(units, committee):
    held = post(organisation=units["lead"])
    somebody = person()
    return {
        "unit": units["lead"],
        "seat": MemberUnit.objects.get(body=committee, unit=units["member"]),
        "former name": FormerName.objects.create(organisation=units["lead"], name_zh="旧名"),
        "term of a body": Term.objects.create(body=committee, starts_on=DAY),
        "post": held,
        "person": somebody,
        "holding": Holding.objects.create(post=held, person=somebody),
        "place": Place.objects.create(name_zh="会议中心", name_en="Centre"),
    }


def _accounts(own, owner):
    """What belongs to the lead unit's account, and to the office's."""
    now = clock.now()
    hook = Webhook.objects.create(
        owner=owner, name="x", url="https://example.org/", events=["task.changed"], secret="x",
        made_at=now, off_reason="owner",
    )  # fmt: skip
    return {
        "account": own,
        "another account": user(),
        "grant": Grant.objects.get(user=own),
        "token": make_token(actor=own.actor, name="x", wanted=["tasks:read"], days=30)[0],
        "notification": Notification.objects.create(
            user=own, kind="x", text_zh="甲", text_en="A", made_at=now
        ),
        "mail": Mail.objects.create(
            message_id="x", to="r@example.org", subject="x", body="x", made_at=now,
            next_try_at=now,
        ),
        "audit row": AuditRow.objects.first(),
        "webhook": hook,
        "delivery": Delivery.objects.create(
            webhook=hook, message_id="x", event="task.changed", body="{}", made_at=now,
            next_try_at=now, state="given_up",
        ),
    }  # fmt: skip


def _documents():
    file = keep_made_file(actor=SYSTEM, data=b"x", media_type="text/plain")
    inside = factories.passage(document=factories.document(file=file, file_name="x.txt"))
    public = factories.passage(document=factories.document(release="public"))
    return {
        "internal text": inside.document,
        "public text to read": public.document,
        "passage of an internal text": inside,
        "entry of the search": Entry.objects.filter(audience="narrow").first(),
        "record's snapshot": Document.objects.filter(kind="record").first(),
    }
