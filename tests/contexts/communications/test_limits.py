"""A draft on a sensitive subject is there for named persons alone, until it goes out."""

import datetime as dt

import pytest
from django.db.models import Q

from plenary.contexts.communications.models import Page, PageReader
from plenary.contexts.communications.selectors import images, limits, pages, parts, untold
from plenary.contexts.communications.selectors.desk.texts import ALL, DeskFilters, lines, listing
from plenary.contexts.communications.services.attaching import attach_file, detach_file
from plenary.contexts.communications.services.checks import revoke_fact_check
from plenary.contexts.communications.services.desk.taking_out import take_out
from plenary.contexts.communications.services.forcing import force_page
from plenary.contexts.communications.services.handing import tell_taken_back
from plenary.contexts.communications.services.limiting import limit_page, open_page
from plenary.contexts.communications.services.publishing import approve_page, publish_due
from plenary.contexts.communications.services.sending import send_back, submit_page
from plenary.contexts.communications.services.writing import edit_page
from plenary.contexts.language.selectors import memory
from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.models import Mail, Notification
from plenary.kernel.text.selectors import rows_of
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.contexts.communications.test_fact_checks import answer, ask
from tests.contexts.communications.test_kinds import event
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db

TITLE = "A sensitive matter"


def limited():
    """A draft, its writer, the second person named with them, and an editor who is not."""
    writer, second, other = made.editor(), made.editor(), made.editor()
    page = made.page(writer.actor, title_en=TITLE, title_zh="敏感事项", held_on="2025-01-02")
    limit_page(**on(writer, page, user_ids=[second.pk]))
    return Page.objects.get(pk=page.pk), writer, second, other


def on(account, page, **more):
    actor = SYSTEM if account is None else account.actor
    return {"actor": actor, "page_id": page.pk, "seen_version": None, **more}


def test_only_those_named_meet_a_limited_draft_anywhere(signed_in):
    page, writer, second, other = limited()
    here = page.get_absolute_url()
    leader = grant_role(user(), "leader")
    text = next(
        line.text
        for line in lines(listing(writer.actor, DeskFilters(state=ALL)))
        if line.record == page
    )
    paths = [f"{here}{end}" for end in ("", "edit/", "preview/en/", "limit/", "submit/", "owner/")]
    paths += [f"/newsroom/translations/{text.pk}/"]
    lists = ("/newsroom/", "/newsroom/?q=sensitive", "/newsroom/translations/?state=all", "/")
    lists += ("/newsroom/new/event/", "/search/?q=sensitive", "/newsroom/?state=no_english")
    for account, sees in ((writer, True), (second, True), (other, False), (leader, False)):
        client = signed_in(account)
        for path in paths[:3] if sees or account == leader else paths:
            assert (path, client.get(path).status_code) == (path, 200 if sees else 404)
        told = "".join(client.get(path).content.decode() for path in lists)
        assert (TITLE in told, "敏感事项" in told) == (sees, sees)
        assert pages.visible_to(account.actor).filter(pk=page.pk).exists() is sees
        assert (page in [one.title for one in untold.worst(account.actor)]) is sees
    assert not images.visible_to(other.actor).exists()
    assert not parts.attachments(other.actor).exists()


def test_files_for_translators_refusals_and_the_log_do_not_say_its_title():
    page, _writer, second, other = limited()
    made.page(title_en="", title_zh="另有一篇")
    out = take_out(actor=other.actor, into="en", asked=DeskFilters())
    assert "敏感事项" not in out
    for field, value in (("title_en", TITLE), ("title_zh", page.title_zh), ("slug", page.slug)):
        with refused(Refused, "limited to named persons") as caught:
            made.page(other.actor, **{field: value})
        assert "敏感" not in f"{caught.value}{caught.value.fields}"
    given = made.given(**{**made.said(page), "body_en": "Another sensitive word."})
    edit_page(**on(second, page, given=given))
    rows = AuditRow.objects.filter(subject_id=page.pk, action__contains="page.").order_by("pk")
    kept = "".join(f"{row.before}{row.after}" for row in rows[1:])
    assert "sensitive" not in kept
    assert "敏感" not in kept


def test_of_its_parts_neither_the_log_nor_the_outbox_says_a_word():
    page, writer, second, _other = limited()
    names = {"name_zh": "敏感附件", "name_en": "sensitive file"}
    names |= {"data": b"opening hours", "file_name": "sensitive.txt"}
    attached = attach_file(**on(writer, page, **names))
    submit_page(**on(writer, page, langs=made.BOTH))
    send_back(**on(second, page, langs=["en"], reason="This is a sensitive name."))
    ask(page, actor=writer.actor, message="A sensitive question.")
    detach_file(**on(writer, page, attachment_id=attached.pk))
    about = ("communications.file", "communications.side", "communications.check")
    rows = [row for row in AuditRow.objects.all() if row.action.startswith(about)]
    said = "".join(f"{row.before}{row.after}" for row in rows)
    assert {row.action.rpartition(".")[2] for row in rows} >= {"attached", "detached", "asked"}
    assert "ensitive" not in said
    assert "敏感" not in said
    told = Q(subject__contains="敏感") | Q(subject__contains=TITLE)
    assert Mail.objects.exists()
    assert not Mail.objects.filter(told).exists()


def test_it_is_sent_and_told_among_those_named_and_opens_when_it_goes_out(client):
    page, writer, second, other = limited()
    submit_page(**on(writer, page, langs=made.BOTH))
    told = Notification.objects.filter(kind="communications.page.submitted")
    assert [one.user for one in told] == [second]
    with refused(NotFound):
        approve_page(**on(other, page, langs=made.BOTH))
    approve_page(**on(second, page, langs=made.BOTH))

    page.refresh_from_db()
    assert (page.is_limited, PageReader.objects.exists()) == (False, False)
    assert pages.visible_to(other.actor).filter(pk=page.pk).exists()
    assert TITLE in client.get(f"/portal/en/pages/{page.slug}/").content.decode()
    with refused(Refused, "has been public"):
        limit_page(**on(writer, page, user_ids=[second.pk]))


def test_neither_mails_nor_messages_nor_checks_tell_of_it_to_those_who_are_not_named():
    page, writer, second, other = limited()
    about = subjects.about("communications.page", page.pk)
    named = {(one.pk, about) for one in (writer, second)}
    assert subjects.seen((one.actor, about) for one in (other, writer, second)) == named
    check = ask(page, actor=writer.actor)
    limit_page(**on(second, page, user_ids=[made.editor().pk]))
    answer(check, en="It was in May.")
    with refused(NotFound):
        revoke_fact_check(actor=other.actor, page_id=page.pk, check_id=check.pk)
    Page.objects.filter(pk=page.pk).update(meeting_id=987_654, kind="readout")
    tell_taken_back(meeting_id=987_654)
    told = Notification.objects.filter(text_en__contains=TITLE)
    assert {one.user for one in told} == set(limits.named(page))
    assert writer not in {one.user for one in told}, "no longer named"


def test_its_reviewed_sentences_are_shown_to_others_once_it_is_out(
    django_capture_on_commit_callbacks,
):
    page, writer, second, other = limited()
    submit_page(**on(writer, page, langs=made.BOTH))
    tomorrow = clock.now() + dt.timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        approve_page(**on(second, page, langs=made.BOTH, due_at=tomorrow))

    for account, sees in ((other, False), (second, True)):
        assert bool(memory.proposals(account.actor, TITLE, "en")) is sees
    with clock.at(tomorrow.date() + dt.timedelta(days=1)):
        assert publish_due() == 2
    assert memory.proposals(other.actor, TITLE, "en")


def test_a_limited_draft_that_is_forced_out_does_not_count_as_reviewed():
    page, writer, second, _other = limited()
    office = grant_role(user(), "office")
    limit_page(**on(writer, page, user_ids=[second.pk, office.pk]))
    asked = {"langs": made.BOTH, "reason": "Urgent.", "decided_by": "The director"}
    force_page(**on(office, page, **asked))
    assert {row.standing for row in rows_of(page)} == {"draft"}, "nobody else has looked"


def test_whom_a_draft_is_limited_to_and_what_is_refused():
    page, writer, second, other = limited()
    translator, outsider = made.translator(), unit_user(unit())
    plain = made.page(translator.actor)
    with refused(Forbidden):
        limit_page(**on(translator, plain, user_ids=[other.pk]))
    with refused(NotFound):
        limit_page(**on(other, page, user_ids=[other.pk]))
    with refused(NotFound):
        limit_page(**on(writer, page, user_ids=[second.pk, outsider.pk]))
    with refused(Refused, "no hand"):
        limit_page(**on(writer, page, user_ids=[translator.pk]))
    with refused(Stale):
        limit_page(**{**on(writer, page, user_ids=[second.pk]), "seen_version": 99})
    hub = event()
    made.page(part_of_id=hub.pk)
    with refused(Refused, "belong to this event"):
        limit_page(**on(writer, hub, user_ids=[second.pk]))
    alone = event()
    limit_page(**on(writer, alone, user_ids=[second.pk]))
    with refused(NotFound):
        made.page(second.actor, part_of_id=alone.pk)
    with refused(Refused, "Everybody"):
        open_page(**on(writer, plain))
    with refused(NotFound):
        open_page(**on(other, page))
    version = Page.objects.get(pk=page.pk).version
    limit_page(**on(writer, page, user_ids=[second.pk]))
    assert Page.objects.get(pk=page.pk).version == version, "nothing has changed"
    open_page(**on(second, page))
    assert pages.visible_to(other.actor).filter(pk=page.pk).exists()


def test_a_draft_whose_readers_are_all_gone_comes_to_the_office_and_to_nobody_else(office):
    page, writer, second, other = limited()
    assert not pages.visible_to(office).filter(pk=page.pk).exists()
    User.objects.filter(pk=writer.pk).update(is_active=False)
    assert not pages.visible_to(office).filter(pk=page.pk).exists()
    Grant.objects.filter(user=second).delete()
    assert pages.visible_to(office).filter(pk=page.pk).exists()
    assert not pages.visible_to(other.actor).filter(pk=page.pk).exists()


def test_the_newsroom_limits_and_opens_a_draft_by_a_form(signed_in):
    writer, second = made.editor(), made.editor(name="Second Editor")
    page = made.page(writer.actor)
    client, here = signed_in(writer), page.get_absolute_url()
    assert f"{here}limit/" in client.get(here).content.decode()
    assert "Second Editor" in client.get(f"{here}limit/").content.decode()
    sent = {"named": [writer.pk], "seen_version": page.version}
    answer = client.post(f"{here}limit/", sent)
    assert answer.status_code == 422
    assert "no hand" in answer.content.decode()
    assert client.post(f"{here}limit/", {**sent, "named": [second.pk]}).status_code == 302
    shown = client.get(here).content.decode()
    assert "Second Editor" in shown
    assert "limited" in shown
    assert "Limited" in client.get("/newsroom/").content.decode()
    version = Page.objects.get(pk=page.pk).version
    assert client.post(f"{here}limit/", {"seen_version": version}).status_code == 302
    assert not Page.objects.get(pk=page.pk).is_limited
