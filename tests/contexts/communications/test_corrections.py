"""A correction of one language: readers of the other are told until somebody has compared the two."""

import pytest

from plenary.contexts.communications.forms.steps import BringBackForm
from plenary.contexts.communications.models import Edition
from plenary.contexts.communications.services.corrections import say_compared
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.writing import edit_page, say_still_holds
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
OTHERWISE = {"zh": {"body_zh": "窗口今日关闭。"}, "en": {"body_en": "The counter is shut today."}}


def correct(page, *langs):
    changes = {name: text for lang in langs for name, text in OTHERWISE[lang].items()}
    given = made.given(**{**made.said(page), **changes})
    edit_page(actor=made.SYSTEM, page_id=page.pk, seen_version=None, given=given)
    publish(page, *langs)


def publish(page, *langs):
    notes = dict.fromkeys(langs, "时间有误。The hour was wrong.")
    asked = {"actor": made.SYSTEM, "page_id": page.pk, "seen_version": None, "langs": langs}
    submit_page(**asked, notes=notes)
    approve_page(**asked)


def flagged(page):
    found = Edition.objects.filter(page=page, is_current=True, other_corrected_at__isnull=False)
    return set(found.values_list("lang", flat=True))


def compare(page, lang, actor=made.SYSTEM):
    say_compared(actor=actor, page_id=page.pk, seen_version=None, lang=lang)


@pytest.mark.parametrize(
    ("lang", "other", "warning"),
    [
        ("zh", "en", "The Chinese version was corrected on"),
        ("en", "zh", "英文版已于"),
    ],
)
def test_either_correction_warns_the_readers_of_the_other_until_it_was_compared(
    lang, other, warning, signed_in, client
):
    page = made.published()
    here, public = page.get_absolute_url(), f"/portal/{other}/pages/{page.slug}/"
    correct(page, lang)
    assert flagged(page) == {other}
    assert warning in client.get(public).content.decode()
    assert warning not in client.get(f"/portal/{lang}/pages/{page.slug}/").content.decode()

    signed_in(made.translator())
    page.refresh_from_db()
    sent = {"seen_version": page.version}
    assert page.get_absolute_url() in client.get("/newsroom/translations/").content.decode()
    assert f"compared/{other}/" in client.get(here).content.decode()
    assert client.post(f"{here}compared/{other}/", sent).status_code == 302
    assert flagged(page) == set()
    assert warning not in client.get(public).content.decode()
    with refused(Refused, "not waiting"):
        compare(page, other)
    with refused(Refused, "Nothing of this page is out of date"):
        say_still_holds(actor=made.SYSTEM, page_id=page.pk, seen_version=None)


def test_both_at_once_or_one_after_the_other_leave_nothing_in_doubt():
    both, one_by_one = made.published(), made.published(body_en="It opens.", body_zh="开放。")
    correct(both, "zh", "en")
    assert flagged(both) == set()

    given = made.given(**{**made.said(one_by_one), "body_zh": "不开放。", "body_en": "Shut."})
    edit_page(actor=made.SYSTEM, page_id=one_by_one.pk, seen_version=None, given=given)
    publish(one_by_one, "zh")
    with refused(Refused, "not published since"):
        compare(one_by_one, "en")
    publish(one_by_one, "en")
    assert flagged(one_by_one) == set()


def test_only_who_works_on_pages_says_that_they_agree():
    page = made.published()
    correct(page, "zh")
    for role, error in (("leader", Forbidden), ("counter", NotFound)):
        with refused(error):
            compare(page, "en", grant_role(user(), role).actor)
    with refused(NotFound):
        compare(page, "en", unit_user(unit()).actor)


def test_a_note_is_asked_for_each_language_that_is_sent_and_has_been_public():
    form = BringBackForm(None, seen=1, langs=["zh"], been_public=["zh", "en"])

    assert [name for name in form.fields if name.startswith("note")] == ["note_zh"]
    assert "needs it" in str(form.fields["note_zh"].help_text)
