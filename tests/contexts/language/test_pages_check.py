"""The checker's page, and what it says in the forms of the others while one types and on save."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance.models import Task
from tests.contexts.language import factories as made
from tests.factories import grant_role, unit, unit_user, user

CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-CN"}


@pytest.fixture
def client_of_anybody(signed_in):
    return signed_in(unit_user(unit()))


def sent(client, zh, en, **more):
    return client.post("/check/", {"text_zh": zh, "text_en": en, **more})


def text_of(answer):
    return answer.content.decode()


def test_the_page_needs_sign_in(client, db):
    assert client.get("/check/").status_code == 302
    assert client.post("/check/fields/?zh=a&en=b").status_code == 302


def test_an_approved_pair_passes(client_of_anybody):
    made.approved(name_zh="试验角", name_en="Trial Corner")

    page = text_of(sent(client_of_anybody, "试验角", "Trial Corner"))

    assert "Pass: an approved pair" in page


def test_a_fault_is_shown_with_rule_place_reason_source_and_proposal(client_of_anybody):
    answer = sent(client_of_anybody, "电梯", "Elavator", profile="public-information")

    page = text_of(answer)
    assert answer.status_code == 200
    assert "Fault: there is proof" in page
    for part in ("spelling.word", "English 1–8", "is misspelled", "word list", "Elevator"):
        assert part in page


def test_where_nothing_is_proved_a_person_is_needed(client_of_anybody):
    page = text_of(sent(client_of_anybody, "甲乙丙丁", "Something Else"))

    assert "A person is needed" in page
    assert "does not make it right" in page


def test_kind_of_text_and_day_are_heeded(client_of_anybody):
    asked = {"profile": "metro", "on": "2020-06-01"}

    assert "metro.capitals" in text_of(sent(client_of_anybody, "复兴门", "FUXINGMEN", **asked))
    assert "metro.capitals" not in text_of(sent(client_of_anybody, "复兴门", "FUXINGMEN"))


def test_the_page_speaks_chinese(client_of_anybody):
    answer = client_of_anybody.post(
        "/check/", {"text_zh": "电梯", "text_en": "Elavator"}, **CHINESE
    )

    assert "有错：依据如下" in text_of(answer)
    assert "拼写有误" in text_of(answer)


def test_the_notes_of_a_source_stand_in_the_readers_language(client_of_anybody):
    made.approved(name_zh="试验角", name_en="Trial Corner", source="p.cn t1; zh inferred")
    texts = {"text_zh": "游客在试验角休息。", "text_en": "Visitors rest in a place."}

    chinese = text_of(client_of_anybody.post("/check/", texts, **CHINESE))
    english = text_of(client_of_anybody.post("/check/", texts))

    assert "p.cn t1；中文为推定" in chinese
    assert "zh inferred" not in chinese
    assert "p.cn t1; Chinese inferred" in english


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text_zh": " ", "text_en": ""}, "Write or paste at least one text."),
        ({"text_en": "x" * 20_001}, "at most 20000 characters"),
        ({"text_zh": "机密★1年", "text_en": "x"}, "This carries a secrecy marking"),
        ({"text_en": "x", "on": "2020-02-31"}, "date"),
        ({"text_en": "x", "profile": "poem"}, "poem"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_nothing_typed_is_lost(
    client_of_anybody, data, sentence
):
    answer = client_of_anybody.post("/check/", data)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert data.get("text_en", "") in text_of(answer)


def test_what_was_pasted_is_shown_as_text(client_of_anybody):
    page = text_of(sent(client_of_anybody, "甲", "<script>alert(1)</script>  x"))

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_check_takes_few_queries_however_long_the_text(client_of_anybody):
    def queries(times):
        with CaptureQueriesContext(connection) as seen:
            sent(client_of_anybody, "电梯。" * times, "Elavator. " * times)
        return len(seen)

    queries(1)
    assert queries(1) == queries(300)


def test_two_fields_are_checked_while_one_types(client_of_anybody):
    address = "/check/fields/?zh=title_zh&en=title_en"
    data = {"title_zh": "关于电梯的通知", "title_en": "Notice on the elavator"}

    part = text_of(client_of_anybody.post(address, data))

    assert "“elavator” is misspelled: elevator." in part
    assert "<html" not in part


@pytest.mark.parametrize("data", [{}, {"title_zh": "电梯"}, {"title_en": "Elavator"}])
def test_with_a_side_missing_nothing_is_said_while_one_types(client_of_anybody, data):
    address = "/check/fields/?zh=title_zh&en=title_en"

    assert text_of(client_of_anybody.post(address, data)).strip() == ""


def test_every_pair_of_fields_of_a_form_has_a_place_for_remarks(signed_in, office):
    client = signed_in(grant_role(user(), "office"))

    page = text_of(client.get("/requirements/new/"))

    assert page.count('class="remarks"') == 2
    assert 'hx-post="/check/fields/?zh=text_zh&amp;en=text_en"' in page


TAXES = {
    "name_zh": "国家税务总局",
    "name_en": "State Administration of Taxation",
    "level": "own",
    "order": "0",
    "kind": "unit",
}


def test_a_field_is_judged_by_the_rules_for_its_kind_and_by_the_day_of_its_record(signed_in):
    client = signed_in(grant_role(user(), "office"))
    page = text_of(client.get("/directory/new/"))
    sent = {**TAXES, "name_rules": "organisation;dissolved_on", "founded_on": "1994-01-01"}
    today = text_of(client.post("/directory/new/", sent, follow=True))
    then = {**sent, "dissolved_on": "2010-01-01"}
    of_its_time = text_of(client.post("/directory/new/", then, follow=True))

    assert 'name="name_rules" value="organisation;dissolved_on"' in page
    assert 'name="duties_rules" value="government-text;dissolved_on"' in page
    assert "&amp;profile=organisation&amp;day=dissolved_on" in page
    assert "The check of the wording remarks:" in today
    assert "The check of the wording remarks:" not in of_its_time


def test_a_pair_is_checked_while_one_types_with_the_profile_and_day_of_its_field(client_of_anybody):
    address = "/check/fields/?zh=name_zh&en=name_en&profile=organisation&day=dissolved_on"

    now = client_of_anybody.post(address, {**TAXES, "dissolved_on": "soon"})
    of_its_time = client_of_anybody.post(address, {**TAXES, "dissolved_on": "2010-01-01"})

    assert "State Taxation Administration" in text_of(now)
    assert text_of(of_its_time).strip() == ""


def test_lists_of_names_are_no_texts_of_one_meaning(signed_in):
    page = text_of(signed_in(made.editor()).get("/terms/new/"))

    assert "zh=name_zh" in page
    assert "zh=forbidden_zh" not in page


def test_a_save_is_not_hindered_and_the_remarks_are_told(signed_in):
    client = signed_in(made.editor())
    data = {"name_zh": "电梯检查", "name_en": "Elavator Inspection", "source": "s"}

    answer = client.post("/terms/new/", data, follow=True)

    page = text_of(answer)
    assert answer.redirect_chain
    assert "Saved. The check of the wording remarks:" in page
    assert "Elavator" in page
    assert "is misspelled: Elevator" in page


def test_more_remarks_than_fit_are_counted(signed_in):
    client = signed_in(made.editor())
    data = {"name_zh": "电梯", "name_en": "Elavator Recieption Enviroment Goverment", "source": "s"}

    assert "and 1 more." in text_of(client.post("/terms/new/", data, follow=True))


def test_a_clean_save_is_told_nothing(signed_in):
    client = signed_in(made.editor())
    data = {"name_zh": "电梯检查", "name_en": "Elevator Inspection", "source": "s"}

    assert "remarks:" not in text_of(client.post("/terms/new/", data, follow=True))


def test_the_menu_leads_to_the_page(client_of_anybody):
    assert 'href="/check/"' in text_of(client_of_anybody.get("/terms/"))


def test_nothing_of_a_check_is_kept(client_of_anybody):
    with CaptureQueriesContext(connection) as seen:
        sent(client_of_anybody, "电梯", "Elavator")

    assert not [
        q
        for q in seen
        if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
        and "cache" not in q["sql"]
        and "session" not in q["sql"]
    ]
    assert not Task.objects.exists()
