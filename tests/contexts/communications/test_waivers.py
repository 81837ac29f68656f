"""What goes out although something stands against it: only for a reason, by name, listed until it is put right."""

import datetime as dt

import pytest

from plenary.contexts.communications.jobs import publish_due
from plenary.contexts.communications.models import Edition, Page, Waiver
from plenary.contexts.communications.selectors import waivers
from plenary.contexts.communications.selectors.readiness import FIELDS
from plenary.contexts.communications.selectors.wording import gathered, remarks
from plenary.contexts.communications.services.forcing import force_page, look_over
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.contexts.communications.services.writing import edit_page
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.kernel.text.selectors import states_of
from plenary.shared import clock
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
FAULTY = {"body_zh": "外事窗口开放。", "body_en": "The counter counter opens."}
"""A fault that the check of the wording proves, in the English."""


def approve(page, actor=made.SYSTEM, langs=made.BOTH, **said):
    return approve_page(actor=actor, page_id=page.pk, seen_version=None, langs=langs, **said)


def force(page, actor, langs=made.BOTH, **said):
    asked = {"reason": "暴雨停运。", "decided_by": "值班领导", **said}
    return force_page(actor=actor, page_id=page.pk, seen_version=None, langs=langs, **asked)


def open_ones(kind=""):
    found = waivers.to_put_right(made.SYSTEM)
    return [(one.lang, one.kind) for one in (found.filter(kind=kind) if kind else found)]


def test_a_proved_fault_keeps_its_language_back_until_a_second_person_says_why():
    second = made.editor(name="次审").actor
    page = made.submitted(**FAULTY)
    with refused(Refused, "counter counter"):
        approve(page, second)
    with refused(Refused, "proves a fault"):
        approve(page, second, ["en"], alone=made.ALONE)

    approve(page, second, wording="原文如此，系引文。")

    kept = Waiver.objects.get()
    assert (kept.lang, kept.kind, kept.decided_by) == ("en", "wording", "次审")
    assert kept.edition == Edition.objects.get(lang="en")
    assert kept.findings[0]["words"] == "counter counter"
    row = AuditRow.objects.get(action="communications.waiver.granted")
    assert (row.actor_id, row.after["reason"]) == (second.user_id, "原文如此，系引文。")
    assert open_ones() == []


def test_what_is_proved_after_the_approval_takes_the_page_back_before_its_hour():
    page = made.submitted()
    other = made.submitted(**FAULTY)
    due = clock.now() + dt.timedelta(hours=1)
    approve(page, due_at=due)
    approve(other, due_at=due, wording="系引文。")
    Page.objects.filter(pk=page.pk).update(**FAULTY)

    with clock.at(clock.today() + dt.timedelta(days=1)):
        assert publish_due.func() == 2

    assert {side.state for side in page.sides.all()} == {"draft"}
    assert "counter counter" in page.sides.get(lang="zh").sent_back_reason
    assert set(Edition.objects.values_list("page_id", flat=True)) == {other.pk}


def test_one_language_goes_first_for_a_reason_and_is_listed_until_the_other_is_out(settings):
    page = made.submitted()
    with refused(Refused, "Only one of the two languages"):
        approve(page, langs=["zh"])
    approve(page, langs=["zh"], alone=made.ALONE)
    assert open_ones() == [("zh", "alone")]

    approve(page, langs=["en"])
    assert open_ones() == []
    settings.PROFILE = "city-council"
    approve(made.submitted(), langs=["en"])
    assert open_ones() == []


def test_an_emergency_goes_out_unseen_by_name_and_somebody_else_looks_it_over():
    writer, second = made.editor().actor, made.editor().actor
    page, faulty = made.page(writer, kind="notice"), made.page(writer, **FAULTY)
    for fields, match in (({"reason": " "}, "reason"), ({"decided_by": " "}, "who decided")):
        with refused(Refused, match):
            force(page, writer, **fields)
    with refused(Refused, "only a second person"):
        force(faulty, writer)
    with refused(Forbidden):
        force(page, made.translator().actor)
    with refused(NotFound):
        force(page, unit_user(unit()).actor)

    force(page, writer, ["zh"])

    assert open_ones() == [("zh", "urgent"), ("zh", "alone")]
    urgent = Waiver.objects.get(kind="urgent")
    assert (urgent.decided_by, urgent.made_by_id) == ("值班领导", writer.user_id)
    assert page.sides.get(lang="zh").approved_by_name == ""
    with refused(Forbidden):
        look_over(actor=writer, waiver_id=urgent.pk)
    look_over(actor=second, waiver_id=urgent.pk)
    assert open_ones() == [("zh", "alone")]
    with refused(Refused, "already"):
        look_over(actor=second, waiver_id=urgent.pk)
    with refused(NotFound):
        look_over(actor=second, waiver_id=0)


def test_what_goes_out_unseen_is_told_at_once_to_the_office_and_the_other_editors():
    writer, other, office = made.editor(), made.editor(), grant_role(user(), "office")
    made.translator()
    page, faulty = made.page(writer.actor), made.page(writer.actor, **FAULTY)
    told = Notification.objects.filter(kind="communications.page.forced")
    with refused(Refused, "only a second person"):
        force(faulty, writer.actor)
    assert not told.exists()

    force(page, writer.actor)

    assert set(told.values_list("user", flat=True)) == {other.pk, office.pk}
    line = told.get(user=other)
    assert line.url == page.get_absolute_url()
    assert "值班领导" in line.text_zh
    assert page.title_en in line.text_en
    assert line.to_mail


def test_a_second_person_or_a_withdrawal_puts_an_emergency_right():
    writer, second = made.editor().actor, made.editor().actor
    page, gone = made.page(writer), made.page(writer)
    force(page, writer)
    force(gone, writer, ["en"])
    assert len(open_ones("urgent")) == 3

    given = made.given(**{**made.said(page), "body_en": "The counter stays shut."})
    edit_page(actor=writer, page_id=page.pk, seen_version=None, given=given)
    notes = {"en": "It is shut."}
    submit_page(actor=writer, page_id=page.pk, seen_version=None, langs=["en"], notes=notes)
    approve(page, second, ["en"])
    reasons = {"en": "误发。"}
    withdraw_page(actor=second, page_id=gone.pk, seen_version=None, reasons=reasons)

    assert open_ones() == [("zh", "urgent")]


def standings(page):
    return {
        field: state.value
        for (_label, _pk, field), state in states_of([page], fields=FIELDS).items()
    }


def test_what_a_second_person_looked_over_in_both_languages_counts_as_reviewed():
    writer, second = made.editor().actor, made.editor().actor
    page = made.page(writer)
    force(page, writer)
    first, last = Waiver.objects.filter(kind="urgent").order_by("pk")

    look_over(actor=second, waiver_id=first.pk)
    assert set(standings(page).values()) == {"draft"}
    look_over(actor=second, waiver_id=last.pk)

    assert set(standings(page).values()) == {"reviewed"}


def test_whoever_forced_their_own_words_approves_another_s_correction_and_theirs_stay_unreviewed():
    forcer, writer = made.editor().actor, made.editor().actor
    page = made.page(forcer)
    force(page, forcer)
    given = made.given(**{**made.said(page), "body_en": "The counter stays shut."})
    edit_page(actor=writer, page_id=page.pk, seen_version=None, given=given)
    asked = {"page_id": page.pk, "seen_version": None, "langs": ["en"]}
    submit_page(actor=writer, notes={"en": "It is shut."}, **asked)
    with refused(Forbidden):
        approve(page, writer, ["en"])

    approve(page, forcer, ["en"])

    page.refresh_from_db()
    assert page.sides.get(lang="en").state == "published"
    assert standings(page) == {"title": "draft", "summary": "draft", "body": "reviewed"}


def test_the_newsroom_asks_for_each_reason_and_shows_it(signed_in, client):
    writer, second = made.editor(), made.editor()
    beside = {"summary_zh": FAULTY["body_zh"], "summary_en": FAULTY["body_en"]}
    page = made.submitted(writer.actor, **FAULTY, **beside)
    here = page.get_absolute_url()
    signed_in(second)
    asked = client.get(f"{here}approve/").content.decode()
    assert 'name="wording"' in asked
    told = [one for one in gathered(remarks(page)) if "counter counter" in one.words]
    assert [one.fields for one in told] == [("summary", "body")]
    listed = asked.split('class="remark-list"')[1].split("</ul>")[0]
    assert listed.count("in the summary") == listed.count("counter counter") == 1
    assert 'name="alone"' in asked
    sent = {"langs": ["en"], "seen_version": page.version}
    assert client.post(f"{here}approve/", sent).status_code == 422

    said = {"wording": "It is a quotation.", "alone": "The Chinese follows on Monday."}
    assert client.post(f"{here}approve/", {**sent, **said}).status_code == 302
    shown = client.get(here).content.decode()
    assert shown.count("It is a quotation.") == 2
    assert "The Chinese follows on Monday." in client.get("/newsroom/").content.decode()

    urgent = made.page(writer.actor, kind="notice")
    sent = {"langs": ["zh", "en"], "seen_version": urgent.version, "reason": "Storm."}
    address = f"{urgent.get_absolute_url()}force/"
    assert client.post(address, sent).status_code == 422
    assert client.post(address, {**sent, "decided_by": "The head"}).status_code == 302
    waiver = urgent.waivers.first()
    assert "The head" in client.get("/newsroom/").content.decode()
    assert client.post(f"/newsroom/exceptions/{waiver.pk}/").status_code == 403
    signed_in(made.editor())
    assert client.post(f"/newsroom/exceptions/{waiver.pk}/").status_code == 302
