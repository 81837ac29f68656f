"""The portal's terms in two languages, suggestions without an account, and the check of a text."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.communications.exports.site import export_site
from plenary.contexts.communications.urls import urlpatterns
from plenary.contexts.language.models import Suggestion
from plenary.kernel.audit.models import AuditRow
from tests.contexts.communications import factories as made
from tests.contexts.language import factories as terms

pytestmark = pytest.mark.django_db
CHECK = "/portal/en/text-check/"


def text_of(answer):
    return answer.content.decode()


def queries(client):
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/portal/en/terms/").status_code == 200
    return len(seen)


def test_anybody_looks_approved_terms_up_and_no_others(client):
    names, source = (terms.forbidden("Friend City"),), "readout; zh inferred"
    terms.approved(name_zh="友城", name_en="Sister City", names=names, source=source)
    terms.proposal(name_zh="友好", name_en="Secret Proposal")
    terms.approved(name_zh="友邦", name_en="Past", valid_to="2001-01-01")

    terms.approved(name_zh="国际友好交流会", name_en="Exchange Meeting", domain="body")
    offered = text_of(client.get("/portal/en/terms/?q=友流会"))
    assert "Is one of these meant?" in offered
    assert "Exchange Meeting" in offered
    assert "Secret Proposal" not in offered
    assert "Exchange Meeting" in text_of(client.get("/portal/en/terms/?q=meeting+rooms"))
    assert "Exchange Meeting" in text_of(client.get("/portal/en/terms/?q=友会&domain=post"))

    page = text_of(client.get("/portal/en/terms/?q=友城"))
    every = text_of(client.get("/portal/en/terms/"))

    assert "Sister City" in page
    assert "Friend City" in page
    assert "Chinese inferred" in page
    assert "中文为推定" in text_of(client.get("/portal/zh/terms/?q=友城"))
    assert "Secret Proposal" not in every
    assert "Past" not in every
    assert "Past" in text_of(client.get("/portal/en/terms/?on=2000-01-01"))
    assert "No approved term meets this." in text_of(client.get("/portal/en/terms/?q=zzzz"))


def test_the_look_up_takes_the_same_queries_for_one_term_and_twelve(client):
    terms.approved()
    one = queries(client)
    for _n in range(11):
        terms.approved(names=(terms.accepted("Also"),))

    assert queries(client) == one


def test_a_reader_suggests_and_sees_by_the_receipt_what_became_of_it(client):
    answer = client.post(
        "/portal/en/terms/suggest/",
        {"name_zh": "志愿者", "name_en": "Volunteer", "reason": "Used", "email": "a@example.org"},
    )

    kept = Suggestion.objects.get()
    assert answer.url == f"/portal/en/terms/suggestions/{kept.receipt}/"
    page = text_of(client.get(answer.url))
    assert "Waiting" in page
    assert "a@example.org" not in page
    assert client.get("/portal/en/terms/suggestions/guess/").status_code == 404
    translator = terms.translator()
    client.force_login(translator)
    client.post(
        f"/terms/suggestions/{kept.pk}/decline/", {"seen_version": 1, "answer": "Known already"}
    )
    client.logout()
    page = text_of(client.get(answer.url))
    assert "Declined" in page
    assert "Known already" in page


def test_a_reader_may_suggest_something_better_for_a_term(client):
    term = terms.approved(name_zh="友城")

    assert "友城" in text_of(client.get(f"/portal/en/terms/suggest/?term={term.pk}"))
    client.post(f"/portal/en/terms/suggest/?term={term.pk}", {"name_en": "Twin Town"})

    assert Suggestion.objects.get().term == term


def test_what_is_wrong_with_a_suggestion_is_shown_and_nothing_is_kept(client):
    answer = client.post("/portal/en/terms/suggest/", {"name_zh": " ", "email": "nonsense"})
    secret = client.post("/portal/en/terms/suggest/", {"name_zh": "x", "reason": "秘密★一年"})

    assert answer.status_code == secret.status_code == 422
    assert not Suggestion.objects.exists()


@pytest.mark.usefixtures("standing_clock")
def test_suggestions_of_one_address_are_limited(client):
    answers = [client.post("/portal/en/terms/suggest/", {"name_zh": f"甲{n}"}) for n in range(11)]

    assert [answer.status_code for answer in answers[9:]] == [302, 429]
    assert Suggestion.objects.count() == 10


def test_what_a_reader_looks_for_is_kept_from_page_to_page_and_into_the_other_language(client):
    for _n in range(51):
        terms.approved(domain="policy")

    page = text_of(client.get("/portal/en/terms/?domain=policy"))
    last = text_of(client.get("/portal/en/terms/?domain=policy&page=2"))

    assert 'href="?domain=policy&amp;page=2"' in page
    assert 'href="/portal/zh/terms/?domain=policy"' in page
    assert 'name="robots" content="noindex"' in page
    assert "51–51" in last


def test_readers_and_machines_find_the_terms_and_the_check(client, tmp_path):
    made.published()
    for lang in made.BOTH:
        front = text_of(client.get(f"/portal/{lang}/"))
        search = text_of(client.get(f"/portal/{lang}/search/?q=x"))
        shown = text_of(client.get(f"/portal/{lang}/terms/"))
        listed = text_of(client.get("/portal/sitemap-0.xml"))
        assert f'href="/portal/{lang}/terms/?q=x"' in search
        for path in (f"/portal/{lang}/terms/", f"/portal/{lang}/text-check/"):
            assert f'href="{path}"' in front
            assert f"<loc>http://127.0.0.1:8000{path}</loc>" in listed
        assert f'rel="canonical" href="http://127.0.0.1:8000/portal/{lang}/terms/"' in shown
        assert 'hreflang="zh-Hans" href="http://127.0.0.1:8000/portal/zh/terms/"' in shown
    assert "Allow: /portal/" in text_of(client.get("/robots.txt"))

    done = export_site(tmp_path / "site")
    assert done.missing == []
    assert "terms/" not in (tmp_path / "site/portal/sitemap-0.xml").read_text()
    copy = (tmp_path / "site/portal/en/copy/index.html").read_text()
    assert "http://127.0.0.1:8000/portal/en/terms/" in copy


@pytest.mark.parametrize(("asked", "lang"), [("zh-CN", "zh"), ("fr", "en")])
def test_the_earlier_addresses_lead_on_in_the_browsers_language(client, asked, lang):
    sent = {"HTTP_ACCEPT_LANGUAGE": asked}
    here = f"/portal/{lang}/terms/"
    assert client.get("/glossary/?q=x", **sent).url == f"{here}?q=x"
    assert client.get("/glossary/suggest/?term=1", **sent).url == f"{here}suggest/?term=1"
    answer = client.get("/glossary/suggestions/abc/", **sent)
    assert answer.url == f"{here}suggestions/abc/"
    assert "Accept-Language" in answer.headers["Vary"]


def test_anybody_has_a_text_checked_and_nothing_of_it_is_kept(client):
    before = AuditRow.objects.count()
    terms.approved(name_zh="试验角", name_en="Trial Corner")
    kept = AuditRow.objects.count()

    good = client.post(CHECK, {"text_zh": "试验角", "text_en": "Trial Corner"})
    bad = client.post(CHECK, {"text_zh": "电梯", "text_en": "<b>Elavator"})
    zh = client.post("/portal/zh/text-check/", {"text_zh": "电梯", "text_en": "Elavator"})

    assert client.get(CHECK).status_code == good.status_code == bad.status_code == 200
    assert "Pass: an approved pair" in text_of(good)
    assert "Fault: there is proof" in text_of(bad)
    assert "spelling.word" in text_of(bad)
    assert "<b>Elavator" not in text_of(bad)
    assert "拼写有误" in text_of(zh)
    assert before < kept == AuditRow.objects.count()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text_zh": " "}, "Write or paste at least one text."),
        ({"text_en": "x" * 20_001}, "at most 20000 characters"),
        ({"text_zh": "机密★1年", "text_en": "x"}, "This carries a secrecy marking"),
    ],
)
def test_a_text_that_cannot_be_checked_is_answered_with_a_sentence(client, data, sentence):
    answer = client.post(CHECK, data)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert data.get("text_en", "") in text_of(answer)


@pytest.mark.usefixtures("standing_clock")
def test_checks_of_one_address_are_limited(client):
    codes = [client.post(CHECK, {"text_zh": ""}).status_code for _n in range(61)]
    assert set(codes[:60]) == {422}
    assert codes[60] == 429


def test_no_public_address_sets_a_cookie(client):
    page = made.published()
    term = terms.approved()
    parts = {
        "lang": "en",
        "slug": page.slug,
        "key": page.topics.get().key,
        "token": "x",
        "receipt": "x",
        "number": "0",
        "image_pk": "1",
        "sha256": "x",
        "name": "x",
        "rest": "nothing/here",
    }
    routes = [one.pattern._route for one in urlpatterns]
    public = [one for one in routes if one.startswith(("portal/", "glossary/"))]
    asked = [re.sub(r"<\w+:(\w+)>", lambda hit: parts[hit[1]], one) for one in public]
    asked += [
        "robots.txt",
        "favicon.ico",
        "glossary/terms.csv",
        "glossary/terms.csv?q=nothing",
        "glossary/terms.docx",
        f"portal/zh/terms/suggest/?term={term.pk}",
    ]
    asked.remove("portal/reading/")
    assert len(asked) > 30
    for path in asked:
        answer = client.get(f"/{path}", HTTP_ACCEPT_LANGUAGE="zh-CN")
        assert not answer.cookies, path
    for path in ("terms/suggest/", "text-check/", "subscribe/", f"pages/{page.slug}/correct/"):
        answer = client.post(
            f"/portal/zh/{path}", {"name_zh": "甲", "text": "Wrong", "email": "a@example.org"}
        )
        assert answer.status_code < 500
        assert not answer.cookies, path
