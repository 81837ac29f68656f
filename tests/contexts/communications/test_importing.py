"""Bringing in published pages: what is refused, what is taken, and that nothing stands there twice."""

import datetime as dt
import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plenary.contexts.communications import sketches
from plenary.contexts.communications.errors import Twin
from plenary.contexts.communications.models import Origin, Page
from plenary.contexts.communications.services import writing
from plenary.contexts.communications.services.importing import SideBrought, import_page
from plenary.kernel.documents.models import Document
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, Refused
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db
TOLD_EN = (
    "On Saturday, the spring run  was held along the river. Some nine hundred runners from nine"
    " countries took part, and more than forty volunteers showed the way in two languages."
)
TOLD_ZH = "周六，春季长跑  沿河举行，来自九个国家的约九百名选手参加，四十多名志愿者用中英文为选手引路，沿途设有六个补给站和两个医疗点，秩序良好，气氛热烈。"
EN = f"Chinese\nSpring Run Draws Runners from Nine Countries\nDate: 2025-04-12\nSource: Sports Bureau\n\n{TOLD_EN}\n"
ZH = f"春季长跑吸引九国选手\n日期：2025-04-12\n来源：区体育局\n\n　　{TOLD_ZH}\n"
URL = "https://news.example.org/202504/t20250412_1.html"
WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8">
<style>p.MsoNormal {{ margin: 0 }}</style><!--[if gte mso 9]><xml><o:x>mso</o:x></xml><![endif]--></head>
<body><h1 class=MsoTitle>Spring Run Draws <span style='mso-spacerun:yes'>  </span>Runners</h1>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>{TOLD_EN}</p>
<p class=MsoNormal onclick="steal()">The route was ten kilometres long.<script>steal()</script></p></body></html>"""


def bring(actor=SYSTEM, kind="news", url="", is_another=False, **texts):
    sides = {lang: SideBrought(text=text, url=url) for lang, text in texts.items()}
    return import_page(actor=actor, kind=kind, sides=sides, is_another=is_another)


# bad input first


@pytest.mark.parametrize(
    ("texts", "match"),
    [
        ({}, "at least one"),
        ({"en": " \n "}, "empty"),
        ({"en": "12 !! 34"}, ""),
        ({"en": ZH}, "not an English text"),
        ({"zh": EN}, "not a Chinese text"),
        ({"en": "Only a headline"}, "No headline with a text"),
        ({"en": EN + "a" * 10_000_000}, "longer than 400000"),
        ({"en": EN.replace("Saturday", "绝密★一年")}, "secrecy"),
        ({"en": EN, "zh": "不成文"}, "No headline"),
        ({"en": TOLD_EN}, "begins without a headline"),
    ],
)
def test_what_is_no_page_is_refused_whole(texts, match):
    with refused(Refused, match):
        bring(**texts)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "/news/", "https://", "https://a\nb", "x" * 501]
)
def test_an_address_that_is_none_is_refused(url):
    with refused(Refused):
        bring(en=EN, url=url)


def test_a_meeting_is_not_brought_in_and_an_outsider_brings_nothing():
    with refused(Refused, "kind of page"):
        bring(kind="readout", en=EN)
    with pytest.raises(Forbidden):
        bring(actor=unit_user(unit()).actor, en=EN)


def test_a_text_without_a_headline_is_given_one(client):
    client.force_login(made.editor())
    form = {"kind": "news", "text_en": f"{TOLD_EN}\n"}

    asked = client.post("/newsroom/import/", form)
    client.post("/newsroom/import/", {**form, "title_en": " Nine  Countries Run "})

    assert asked.status_code == 422
    assert "begins without a headline" in asked.content.decode()
    page = Page.objects.get()
    assert page.title_en == "Nine Countries Run"
    assert page.body_en.startswith("On Saturday, the spring run was held")


def test_a_script_in_a_headline_stays_text(client):
    page = bring(en=EN.replace("Spring Run Draws", "Spring <script>alert(1)</script> Draws"))
    client.force_login(made.editor())

    shown = client.get(page.get_absolute_url()).content.decode()

    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


# what is taken


def test_both_languages_become_one_draft_with_their_source_kept():
    bureau = unit(name_zh="北京市石景山区体育局", short_zh="区体育局", name_en="Sports Bureau")
    topic = made.topic(name_en="Sports", name_zh="体育")

    page = bring(en=EN.replace("Date:", "Topics: Sports\nDate:"), zh=ZH, url=URL)

    assert page.title_en == "Spring Run Draws Runners from Nine Countries"
    assert page.title_zh == "春季长跑吸引九国选手"
    assert "  " not in page.body_en
    assert page.body_zh.startswith("周六，春季长跑沿河举行")
    assert page.source_unit == bureau
    assert list(page.topics.all()) == [topic]
    assert {side.state for side in page.sides.all()} == {"draft"}
    origin = page.origins.get(lang="en")
    assert (origin.url, origin.published_on) == (URL, dt.date(2025, 4, 12))
    assert origin.source_name == "Sports Bureau"
    assert origin.document.text.startswith("Chinese\nSpring")
    assert TOLD_EN in origin.document.text


def test_one_language_alone_is_a_draft_that_says_what_is_missing(client):
    page = bring(zh=ZH)
    client.force_login(made.editor())

    shown = client.get(page.get_absolute_url()).content.decode()

    assert page.title_en == ""
    assert "Nothing has been written in this language yet" in shown
    assert "2025-04-12" in shown


def test_readers_are_told_where_and_when_it_stood_first(client):
    page = bring(en=EN, url=URL)
    given = writing.given_of(page)
    said = {"source_unit_id": unit().pk, "topic_ids": [made.topic().pk]}
    given = type(given)(**{**{n: getattr(given, n) for n in given.__dataclass_fields__}, **said})
    writing.edit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, given=given)
    made.submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["en"])
    made.approve_page(
        actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["en"], alone=made.ALONE
    )

    shown = client.get(f"/portal/en/pages/{page.slug}/").content.decode()

    assert f'<a href="{URL}" rel="noopener">' in shown
    assert '<time datetime="2025-04-12">' in shown


# nothing twice


@pytest.mark.parametrize(
    ("again", "url", "why"),
    [
        ({"en": EN.replace("Spring Run", "SPRING  run")}, "", "the same title"),
        ({"en": EN.replace("Spring Run Draws", "A River Run Brings")}, "", "nearly the same text"),
        ({"zh": "另一个标题在此\n\n关于开放时间的另一段文字，内容完全不同。"}, URL, "address"),
        (
            {
                "zh": "春季长跑吸引九国选手来\n日期：2025-04-12\n\n完全不同的一段话，介绍了获奖名单。"
            },
            "",
            "the same day and a like title",
        ),
        (
            {
                "zh": "春季长跑吸引九国选手来\n日期：2025-05-01\n\n完全不同的一段话，介绍了获奖名单。"
            },
            "",
            "nearly the same title",
        ),
    ],
)
def test_what_is_here_already_is_shown_and_not_made_again(again, url, why):
    first = bring(en=EN, zh=ZH, url=URL)
    with refused(Twin, "may be here already") as caught:
        bring(url=url, **again)
    assert caught.value.page_ids == [first.pk]
    assert why in "".join(caught.value.why[first.pk])
    assert caught.value.is_certain == (why == "the same title")


def test_this_year_s_meeting_is_another_one_than_last_year_s():
    made.page(title_en="The 2024 Plenary Meeting of the Committee Held", title_zh="")
    brought = bring(
        en="The 2025 Plenary Meeting of the Committee Held\n\nIt met in spring, they say."
    )
    assert brought.title_en.startswith("The 2025")
    with refused(Twin, "may be here already"):
        bring(
            en="The 2025 Plenary Meeting of the Committee Convened\n\nOther words altogether here."
        )


@pytest.mark.parametrize(
    "way",
    [
        "https://news.example.org/202504/run",
        "http://news.example.org/202504/run/",
        "https://NEWS.example.org/202504/run/#top",
    ],
)
def test_an_original_address_stands_on_one_page_however_it_is_written(way):
    first = made.page(original_url="https://news.example.org/202504/run")
    other = made.page(original_url="https://news.example.org/202504/run?day=2")

    with refused(Twin, match="same original") as caught:
        made.page(original_url=way)
    assert caught.value.page_ids == [first.pk]
    with refused(Twin):
        bring(url=way, en=EN)
    edited = {**made.said(other), "original_url": way}
    with refused(Twin):
        writing.edit_page(
            actor=SYSTEM, page_id=other.pk, seen_version=None, given=made.given(**edited)
        )

    kept = made.page(original_url=way, is_another=True)
    assert kept.unlike_ids == [first.pk]
    again = {**made.said(kept), "original_url": way, "title_en": "Another headline"}
    writing.edit_page(actor=SYSTEM, page_id=kept.pk, seen_version=None, given=made.given(**again))


def test_what_somebody_says_is_another_page_is_made_and_stays_so():
    first = bring(en=EN)
    other = EN.replace("Spring Run Draws", "A River Run Brings").replace("nine hundred", "800")
    second = bring(en=other, is_another=True)
    assert second.unlike_ids == [first.pk]

    given = writing.given_of(second)
    changed = type(given)(
        **{n: getattr(given, n) for n in given.__dataclass_fields__ if n != "body_en"},
        body_en=second.body_en.replace("forty", "fifty"),
    )
    assert writing.edit_page(
        actor=SYSTEM, page_id=second.pk, seen_version=None, given=changed
    ).body_en.count("fifty")


def test_a_save_is_warned_of_a_like_text_too_and_shows_the_page(client):
    first, other = made.page(body_en=TOLD_EN), made.page()
    client.force_login(made.editor())
    form = {
        "title_en": "Another title",
        "body_en": TOLD_EN.replace("Saturday", "Sunday"),
        "kind": "news",
        "source_side": "en",
    }
    answer = client.post("/newsroom/new/", form)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="{first.get_absolute_url()}"' in shown
    assert "Sunday" in shown
    assert other.get_absolute_url() not in shown
    assert client.post("/newsroom/new/", {**form, "is_another": "on"}).status_code == 302
    exact = {**form, "title_en": first.title_en, "is_another": "on"}
    assert "is_another" not in client.post("/newsroom/new/", exact).content.decode()


def test_texts_that_are_alike_are_found_among_many_and_others_are_not():
    words = [f"word{n}" for n in range(400)]
    text = " ".join(words)
    like = " ".join("changed" if n % 40 == 0 else word for n, word in enumerate(words))
    half = " ".join(words[:200] + [f"other{n}" for n in range(200)])
    one, near, far = (sketches.pieces(each) for each in (text, like, half))

    assert sketches.likeness(one, near) > sketches.NEARLY > sketches.likeness(one, far)
    assert set(sketches.sketch(one)) & set(sketches.sketch(near))
    assert sketches.sketch(sketches.pieces("too short")) == []
    assert all(0 <= band < 2**63 for band in sketches.sketch(one))


# the form


def test_word_html_a_docx_and_what_is_refused_go_through_the_form(client):
    client.force_login(made.editor())
    sent = {"kind": "news", "text_en": WORD}
    answer = client.post("/newsroom/import/", sent)
    assert answer.status_code == 302
    page = Page.objects.get()
    assert page.title_en == "Spring Run Draws Runners"
    assert page.body_en.endswith("The route was ten kilometres long.")
    assert not any(mark in page.body_en for mark in ("<", "mso", "steal", "  "))

    paper, data = docx.Document(), io.BytesIO()
    for line in ZH.splitlines():
        paper.add_paragraph(line)
    paper.save(data)
    upload = SimpleUploadedFile("zh.docx", data.getvalue())
    twin = client.post("/newsroom/import/", {"kind": "news", "file_zh": upload, "text_en": WORD})
    shown = twin.content.decode()
    assert twin.status_code == 422
    assert page.get_absolute_url() in shown
    assert "春季长跑" in shown
    upload.seek(0)
    assert client.post("/newsroom/import/", {"kind": "news", "file_zh": upload}).status_code == 302
    assert Origin.objects.get(lang="zh").document.file is not None

    for name, content in (("a.txt", b""), ("a.txt", b"\x00\x01\x02\xff" * 99)):
        wrong = SimpleUploadedFile(name, content)
        refusal = client.post("/newsroom/import/", {"kind": "news", "file_en": wrong})
        assert refusal.status_code == 422
        assert "id_file_en_error" in refusal.content.decode()
    both = {"kind": "news", "text_en": EN, "file_en": SimpleUploadedFile("a.txt", b"text")}
    assert "not both" in client.post("/newsroom/import/", both).content.decode()
    assert Page.objects.count() == 2


# the day of what it tells of


HELD_ZH = ZH.replace("周六，", "4月9日上午，")
HELD_EN = EN.replace("On Saturday", "On 9 April")
LATER_EN = (
    "Date: 2025-04-12\n\nLantern Fair Opens in the Old Town\n\nOn 9 April, the lantern fair opened in the"
    " old town with two hundred stalls of six nations.\n"
)


def test_news_takes_the_day_that_its_beginning_names_or_the_one_that_is_said():
    assert bring(zh=HELD_ZH, en=HELD_EN).held_on == dt.date(2025, 4, 9)
    said = import_page(
        actor=SYSTEM,
        kind="news",
        sides={"en": SideBrought(text=LATER_EN)},
        held=dt.date(2025, 4, 8),
        is_another=True,
    )
    assert said.held_on == dt.date(2025, 4, 8)


def test_two_days_are_no_day_and_a_notice_takes_none():
    assert bring(zh=HELD_ZH, en=EN.replace("On Saturday", "On 10 April")).held_on is None
    assert bring(kind="notice", en=LATER_EN, is_another=True).held_on is None
    with refused(Refused, "tells of no day"):
        import_page(
            actor=SYSTEM,
            kind="static",
            sides={"en": SideBrought(text=EN)},
            held=dt.date(2025, 4, 8),
        )


def test_the_form_asks_for_the_day_and_the_draft_says_where_it_has_none(client):
    client.force_login(made.editor())
    form = {"kind": "news", "text_en": HELD_EN}

    answer = client.post("/newsroom/import/", form, follow=True).content.decode()

    assert "was read out of its text" in answer
    page = Page.objects.get()
    assert page.held_on == dt.date(2025, 4, 9)
    Page.objects.filter(pk=page.pk).update(held_on=None)
    shown = client.get(page.get_absolute_url()).content.decode()
    assert "No day is given on which this was held" in shown
    form["held_on"] = "2025-04-08"
    form["text_en"] = LATER_EN
    client.post("/newsroom/import/", {**form, "is_another": "on"})
    assert Page.objects.filter(held_on="2025-04-08").count() == 1
