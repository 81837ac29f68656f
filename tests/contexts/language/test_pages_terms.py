"""The pages of the term base: list, entry, writing, moves."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.language.models import Term
from plenary.contexts.language.services import writing
from plenary.kernel.audit.changes import changes
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import SYSTEM
from tests.contexts.language import factories as made
from tests.factories import grant_role, unit, unit_user, user

CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-CN"}


@pytest.fixture
def translator(db):
    return made.translator(name="Tan")


@pytest.fixture
def editor(db):
    return made.editor(name="Edda")


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(seen)


def text_of(answer):
    return answer.content.decode()


def test_the_list_takes_the_same_queries_for_one_term_and_twelve(signed_in, editor):
    client = signed_in(editor)
    made.approved(names=(made.forbidden("Bad"),))
    one = queries(client, "/terms/?q=foreign")
    for _n in range(11):
        made.approved(names=(made.forbidden("Bad"), made.accepted("Good")))

    assert queries(client, "/terms/?q=foreign") == one


def test_an_entry_takes_the_same_queries_for_a_short_history_and_a_long_one(signed_in, editor):
    client = signed_in(editor)
    term = made.draft()
    queries(client, term.get_absolute_url())
    one = queries(client, term.get_absolute_url())
    for n in range(20):
        entry = made.entry(code=term.code, names=tuple(made.accepted(f"a{i}") for i in range(n)))
        writing.edit_term(actor=SYSTEM, term_id=term.pk, seen_version=None, entry=entry)

    assert queries(client, term.get_absolute_url()) == one


def test_the_list_is_narrowed_by_its_address(signed_in, editor):
    client = signed_in(editor)
    made.approved(name_zh="甲站", profile="metro", domain="transport", valid_to="2020-12-31")
    made.proposal(name_zh="乙路", profile="road-sign")
    made.draft(editor.actor, name_zh="丙处")

    def names(query):
        page = text_of(client.get(f"/terms/?{query}"))
        return re.findall(r'<a href="/terms/\d+/" lang="zh-Hans">(.+?)</a>', page)

    assert names("profile=metro") == names("domain=transport") == ["甲站"]
    assert names("state=proposed") == names("q=乙路") == ["乙路"]
    assert names("mine=1") == ["丙处"]
    assert names("profile=any") == ["丙处"]
    assert len(names("on=2020-01-01")) == 3
    assert len(names("on=nonsense&profile=poem")) == 3
    assert names("q=%F0%9F%98%80") == []


def test_others_see_approved_terms_only(signed_in):
    client = signed_in(unit_user(unit()))
    shown, hidden = made.approved(), made.proposal()

    page = text_of(client.get("/terms/"))

    assert shown.name_zh in page
    assert hidden.name_zh not in page
    assert client.get(hidden.get_absolute_url()).status_code == 404
    answer = client.get(shown.get_absolute_url())
    assert "Suggest something better" in text_of(answer)
    assert "Retire" not in text_of(answer)
    assert client.get("/terms/new/").status_code == 403


def test_a_term_is_written_proposed_and_approved_by_another(client, translator, editor):
    client.force_login(translator)
    answer = client.post(
        "/terms/new/",
        {
            "name_zh": "国际交往中心",
            "name_en": "Center for International Exchanges",
            "accepted_en": "Centre for International Exchanges ｜ British",
            "forbidden_en": "International Communication Center ｜ other sense\n\n",
            "profile": "government-text",
            "source": "Office usage",
            "source_on": "2025-03-01",
            "then": "propose",
        },
    )
    term = Term.objects.get()
    assert answer.url == term.get_absolute_url()
    assert term.state == "proposed"
    own = text_of(client.get(term.get_absolute_url()))
    assert "You had a hand in this entry" in own
    assert "Approve" not in own
    refused = client.post(f"/terms/{term.pk}/approve/", {"seen_version": term.version})
    assert refused.status_code == 403

    client.force_login(editor)
    page = text_of(client.get(term.get_absolute_url()))
    assert "British" in page
    assert "other sense" in page
    client.post(f"/terms/{term.pk}/approve/", {"seen_version": term.version})

    page = text_of(client.get(term.get_absolute_url()))
    assert "approved it" in page
    assert "Edda" in page


def test_a_second_approval_is_answered_with_who_was_first(client, editor, office):
    term = made.proposal()
    client.force_login(editor)
    client.post(f"/terms/{term.pk}/approve/", {"seen_version": 1})
    client.force_login(grant_role(user(), "office"))

    answer = client.post(f"/terms/{term.pk}/approve/", {"seen_version": 1})

    assert answer.status_code == 409
    assert "Edda approved this entry already" in text_of(answer)
    assert client.post(f"/terms/{term.pk}/approve/", {}).status_code == 422


def test_a_late_edit_shows_what_changed_and_keeps_what_was_typed(signed_in, editor):
    client = signed_in(editor)
    term = made.draft(name_en="First")
    entry = made.entry(code=term.code, name_zh=term.name_zh, name_en="Second")
    writing.edit_term(actor=SYSTEM, term_id=term.pk, seen_version=1, entry=entry)

    answer = client.post(
        f"/terms/{term.pk}/edit/",
        {"seen_version": 1, "name_zh": term.name_zh, "name_en": "Mine"},
    )

    assert answer.status_code == 409
    page = text_of(answer)
    assert "Second" in page
    assert 'value="Mine"' in page


def test_a_faulty_entry_is_shown_again_with_the_sentence_at_its_field(signed_in, editor):
    client = signed_in(editor)

    answer = client.post(
        "/terms/new/",
        {"name_zh": "甲", "name_en": "", "valid_from": "2025-01-02", "valid_to": "2025-01-01"},
    )

    assert answer.status_code == 422
    assert "The last day lies before the first." in text_of(answer)
    assert not Term.objects.exists()
    answer = client.post("/terms/new/", {"name_zh": "甲", "then": "propose"})
    assert "The preferred English name is missing." in text_of(answer)


def test_an_approved_term_is_revised_sent_back_and_retired_from_its_page(
    client, translator, editor
):
    term = made.approved(name_en="Old")
    client.force_login(translator)
    answer = client.post(f"/terms/{term.pk}/revise/")
    anew = Term.objects.get(code=term.code, revision=2)
    assert answer.url == f"/terms/{anew.pk}/edit/"
    assert "Old" in text_of(client.get(answer.url))
    assert client.post(f"/terms/{term.pk}/revise/").url == anew.get_absolute_url()
    client.post(f"/terms/{anew.pk}/propose/", {"seen_version": 1})
    page = text_of(client.get(f"/terms/{anew.pk}/edit/"))
    assert "cannot approve it" in page

    client.force_login(editor)
    assert client.post(f"/terms/{anew.pk}/send-back/", {"seen_version": 2}).status_code == 422
    client.post(f"/terms/{anew.pk}/send-back/", {"seen_version": 2, "reason": "No source"})
    assert "No source" in text_of(client.get(anew.get_absolute_url()))
    late = client.post(f"/terms/{term.pk}/retire/", {"seen_version": 9, "reason": "x"})
    assert late.status_code == 409
    client.post(f"/terms/{term.pk}/retire/", {"seen_version": term.version, "reason": "Gone"})
    assert Term.objects.get(pk=term.pk).state == "retired"


def test_the_pages_speak_chinese(signed_in, editor):
    client = signed_in(editor)
    term = made.proposal(domain="transport")
    own = made.proposal(domain="my own domain")

    assert "交通" in text_of(client.get(term.get_absolute_url(), **CHINESE))
    assert "my own domain" in text_of(client.get(own.get_absolute_url(), **CHINESE))

    assert "术语" in text_of(client.get("/terms/", **CHINESE))
    assert "已提交" in text_of(client.get(term.get_absolute_url(), **CHINESE))


def test_a_changed_remark_stands_in_the_history_beside_changed_names(signed_in, translator):
    term = made.draft(translator.actor, note="First remark", names=(made.accepted("Old Desk"),))
    entry = made.entry(code=term.code, note="Second remark", names=(made.accepted("Old Desk"),))
    writing.edit_term(actor=translator.actor, term_id=term.pk, seen_version=None, entry=entry)
    client = signed_in(translator)
    assert "<del>First remark</del> → Second remark" in text_of(client.get(term.get_absolute_url()))

    names = (made.forbidden("Old Desk", reason="outdated"), made.accepted("新台", side="zh"))
    entry = made.entry(code=term.code, note="Third remark", names=names)
    writing.edit_term(actor=translator.actor, term_id=term.pk, seen_version=None, entry=entry)

    page = text_of(client.get(term.get_absolute_url(), **CHINESE))
    assert "<del>Second remark</del> → Third remark" in page
    assert "英文可用名称：<del>Old Desk</del> → –" in page
    assert "英文禁用名称：Old Desk ｜ outdated" in page
    assert "中文可用名称：新台" in page
    assert "{&#39;" not in page
    row = AuditRow.objects.filter(action="language.term.edited").last()
    told = {one.field: (one.before, one.after) for one in changes(row)}
    assert told["note"] == ("Second remark", "Third remark")
    assert told["names_before"] == ("", '["accepted en: Old Desk"]')


def test_a_late_save_is_told_what_has_changed_and_of_nothing_that_has_not(signed_in, translator):
    two = (made.forbidden("One"), made.forbidden("Two"))
    days = {"valid_from": "2025-01-02", "definition_zh": "一\n二"}
    term = made.draft(translator.actor, note="First remark", names=two, **days)
    entry = writing.terms.entry_of(term)
    changed = replace(entry, note="Second remark")
    writing.edit_term(actor=SYSTEM, term_id=term.pk, seen_version=None, entry=changed)
    late = {
        "seen_version": term.version,
        "name_zh": entry.name_zh,
        "name_en": entry.name_en,
        **days,
    }
    same = {"forbidden_en": "One\r\nTwo", "definition_zh": "一\r\n二"}

    answer = signed_in(translator).post(
        f"{term.get_absolute_url()}edit/", {**late, **same, "note": "Mine"}
    )

    assert answer.status_code == 409
    rows = re.findall(
        r"<td><strong>(.+?)</strong></td><td [^>]+>(.+?)</td><td [^>]+>(.+?)</td>", text_of(answer)
    )
    assert rows == [("Remark", "First remark", "Second remark")]
    assert "Where else yours differs" not in text_of(answer)


def test_whoever_approves_a_revision_sees_what_differs_from_the_one_in_force(signed_in, editor):
    term = made.approved(profile="metro", names=(made.accepted("Desk"),))
    begun = writing.revise_term(actor=SYSTEM, term_id=term.pk)
    client = signed_in(editor)
    assert "It says the same." in text_of(client.get(begun.get_absolute_url()))
    entry = replace(writing.terms.entry_of(term), name_en="Counter", profile="road-sign", names=())
    writing.edit_term(actor=SYSTEM, term_id=begun.pk, seen_version=None, entry=entry)

    page = text_of(client.get(begun.get_absolute_url(), **CHINESE))

    rows = re.findall(r"<strong>(.+?)</strong></td><td [^>]+>(.+?)</td><td [^>]+>(.+?)</td>", page)
    assert rows == [
        ("英文首选名称", f"<del>{term.name_en}</del>", "<ins>Counter</ins>"),
        ("英文可用名称", "<del>Desk</del>", "–"),
        ("文本类型", "<del>轨道交通</del>", "<ins>道路交通标志</ins>"),
    ]
    assert "<dt>代码</dt>" in page
    assert "修订前" in page
    assert 'id="revised"' not in text_of(client.get(term.get_absolute_url()))
