"""Events, guides and bodies: what they are made of, what is refused, and how readers and machines meet them."""

import datetime as dt
import json
import re
from dataclasses import replace

import pytest
from django.utils import translation

from plenary.contexts.communications.models import Edition, Page
from plenary.contexts.communications.selectors.kinds import directory
from plenary.contexts.communications.selectors.readiness import faults
from plenary.contexts.communications.services import kinds, records, translating, writing
from plenary.contexts.communications.services.kinds import EventGiven
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.kernel.people.models import Holding, Post
from plenary.kernel.people.services import appoint, end_holding
from plenary.kernel.places.models import Place
from plenary.kernel.text.services import confirm_text
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import NotFound, Refused, Stale
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.factories import body, grant_role, person, post, unit, unit_user, user

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2025, 9, 10), dt.date(2025, 9, 12)
PROGRAMME = "09:00-10:30 | 开幕式 | Opening | 一号厅 | Hall 1"
STEPS = {
    "body_zh": "## 准备\n\n1. 带护照\n2. 带小票\n\n## 办理\n\n1. 取号",
    "body_en": "## Prepare\n\n1. Bring your passport\n2. Bring the receipt\n\n## Apply\n\n1. Take a number",
}


def event(actor=SYSTEM, facts=(), **fields):
    said = {"starts_on": FIRST, "ends_on": LAST, "programme": PROGRAMME, **dict(facts)}
    return kinds.make_event(actor=actor, given=made.given(**fields), event=EventGiven(**said))


def edit_event(page, facts=(), **changes):
    given = made.given(**{**made.said(page), **changes})
    said = {"starts_on": FIRST, "ends_on": LAST, "programme": PROGRAMME, **dict(facts)}
    return kinds.edit_event(
        actor=SYSTEM, page_id=page.pk, seen_version=None, given=given, event=EventGiven(**said)
    )


def guide(**fields):
    return kinds.make_guide(actor=SYSTEM, given=made.given(**{**STEPS, **fields}), stale_after=30)


def publish(page, langs=made.BOTH, **notes):
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=langs, notes=notes)
    approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=langs)
    return Page.objects.get(pk=page.pk)


def seated():
    """A committee with a chair, a deputy and a post of which nothing is public, and a member unit."""
    committee = body(
        name_zh="外事委", name_en="The Committee", duties_zh="统筹。", duties_en="Leads."
    )
    chair, deputy, secret = (
        post(organisation=committee, title_zh=zh, title_en=en, is_leader=leads, order=order)
        for order, (zh, en, leads) in enumerate(
            (("主任", "Chair", True), ("副主任", "Deputy", True), ("联络员", "Liaison", False))
        )
    )
    for one, name in ((chair, "常"), (secret, "密")):
        holder = person(name_zh=name, name_en=f"Holder {name}")
        Holding.objects.create(post=one, person=holder, since_on=dt.date(2021, 11, 3))
    committee.member_units.create(unit=unit(name_zh="商务局", name_en="Commerce Bureau"))
    return committee, chair, deputy, secret


def body_page(committee, **fields):
    topic = made.topic()
    return kinds.make_body_page(
        actor=SYSTEM,
        body_id=committee.pk,
        **{"source_unit_id": unit().pk, "topic_ids": [topic.pk], **fields},
    )


def text(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def said_to_machines(shown):
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)[1]
    return json.loads(block)["mainEntity"]


# bad input first


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ends_on": dt.date(2025, 9, 9)}, "ends_on"),
        ({"ends_on": dt.date(2027, 9, 9)}, "ends_on"),
        ({"programme": "<script>alert(1)</script>"}, "programme"),
        ({"programme": "09:00 | 绝密★一年"}, None),
        ({"state": "perhaps"}, None),
    ],
)
def test_what_cannot_be_an_event_is_refused_whole(facts, field):
    given = made.given()
    with refused(Refused) as caught:
        kinds.make_event(
            actor=SYSTEM, given=given, event=EventGiven(**{"starts_on": FIRST, **facts})
        )
    assert field is None or list(caught.value.fields) == [field]


def test_an_unknown_place_event_or_body_is_not_found():
    hub, plain = event(), made.page()
    committee = body()
    for wrong in (hub.pk, 987654):
        given = made.given(part_of_id=wrong)
        with refused(NotFound):
            kinds.make_event(actor=SYSTEM, given=given, event=EventGiven(FIRST, place_id=987654))
    given = made.given(part_of_id=plain.pk)
    with refused(NotFound):
        writing.make_page(actor=SYSTEM, kind="news", given=given)
    for wrong in ({"body_id": unit().pk}, {"body_id": committee.pk, "post_ids": [post().pk]}):
        with refused(NotFound):
            kinds.make_body_page(actor=SYSTEM, **wrong)


@pytest.mark.parametrize("days", [0, -1, 5000])
def test_a_guide_holds_for_some_days(days):
    given = made.given()
    with refused(Refused, "from 1 to"):
        kinds.make_guide(actor=SYSTEM, given=given, stale_after=days)


def test_these_kinds_are_not_words_alone_and_not_for_outsiders():
    given, outsider = made.given(), unit_user(unit()).actor
    for kind in ("event", "guide", "body"):
        with refused(Refused, "kind of page"):
            writing.make_page(actor=SYSTEM, kind=kind, given=given)
    committee = body()
    makers = (
        lambda: kinds.make_event(actor=outsider, given=given, event=EventGiven(FIRST)),
        lambda: kinds.make_guide(actor=outsider, given=given),
        lambda: kinds.make_body_page(actor=outsider, body_id=committee.pk),
    )
    for make in makers:
        with pytest.raises(Exception, match="role does not allow"):
            make()


def test_a_language_that_lacks_words_does_not_go_out():
    hub = event(facts={"programme": "09:00 | 开幕式"})
    plain = guide(body_en="Just come.")
    committee, *_posts = seated()
    committee.member_units.create(unit=unit(name_zh="无英文局", name_en=""))
    told = body_page(committee)

    assert "2025-09-10 09:00" in str(faults(hub, "en")["programme"])
    assert faults(hub, "zh") == {}
    assert "step by step" in str(faults(plain, "en")["body_en"])
    assert "无英文局" in str(faults(told, "en")["posts"])
    with refused(Refused, "无英文局"):
        submit_page(actor=SYSTEM, page_id=told.pk, seen_version=None, langs=["en"])


def test_a_line_of_a_programme_that_is_older_than_the_other_language_s_keeps_its_language_back():
    hub = event(source_side="zh")
    edit_event(hub, facts={"programme": PROGRAMME.replace("开幕式", "开幕典礼")})
    with refused(Refused, "older than the other language's: 2025-09-10 09:00"):
        submit_page(actor=SYSTEM, page_id=hub.pk, seen_version=None, langs=["en"])
    assert faults(hub, "zh") == {}
    with translation.override("zh-hans"):
        assert "比另一语种旧" in str(faults(hub, "en")["programme"])
    confirm_text(actor=SYSTEM, subject=hub.programme.get(), field="title")

    submit_page(actor=SYSTEM, page_id=hub.pk, seen_version=None, langs=made.BOTH)


# events


def test_the_front_page_names_what_is_to_come_however_much_was_published_since(client):
    today = clock.today()
    far = {"starts_on": today + dt.timedelta(days=40), "ends_on": today + dt.timedelta(days=41)}
    near = {"starts_on": today, "ends_on": today}
    coming = publish(event(facts={**far, "programme": ""}))
    publish(event(title_en="Long over"))
    hub = publish(guide())
    edition = Edition.objects.get(page=hub, lang="en")
    now = {"made_at": clock.now(), "changed_at": clock.now(), "title_en": "A guide"}
    many = Page.objects.bulk_create(Page(kind="guide", slug=f"g{n}", **now) for n in range(120))
    fields = [
        field.attname
        for field in Edition._meta.concrete_fields
        if field.attname not in {"id", "page_id", "slug"}
    ]
    said = {name: getattr(edition, name) for name in fields}
    Edition.objects.bulk_create(
        Edition(**{**said, "released_at": clock.now()}, page=page, slug=page.slug) for page in many
    )
    under_way = publish(event(facts={**near, "programme": ""}))

    shown = text(client, "/portal/en/")
    assert 0 < shown.index(under_way.title_en) < shown.index(coming.title_en)
    assert "Long over" not in shown
    later = {**far, "ends_on": today + dt.timedelta(days=50), "programme": ""}
    edit_event(coming, later)
    assert Edition.objects.get(page=coming, lang="en").ends_on == far["ends_on"]


@pytest.mark.parametrize("lang", made.BOTH)
def test_readers_and_machines_are_told_of_an_event_with_its_news(client, lang):
    place = Place.objects.create(
        name_zh="首钢园", name_en="Shougang Park", address_zh="石景山路68号", address_en="68 Road"
    )
    hub = publish(event(facts={"place_id": place.pk}))
    news = made.published(part_of_id=hub.pk)
    other = made.published()
    address = f"/portal/{lang}/pages/{hub.slug}/"

    with clock.at(dt.date(2025, 9, 1)):
        front = text(client, f"/portal/{lang}/")
        shown = text(client, address)

    zh = lang == "zh"
    title = "title_zh" if zh else "title_en"
    assert front.count(f'href="{address}"') == 1
    for words in ("2025-09-10", "09:00", "开幕式" if zh else "Opening", getattr(news, title)):
        assert words in shown
    assert getattr(other, title) not in shown
    assert getattr(hub, title) in text(client, f"/portal/{lang}/pages/{news.slug}/")
    assert address in text(client, f"/portal/{lang}/archive/?kind=event")
    assert getattr(news, title) not in text(client, f"/portal/{lang}/archive/?kind=event")
    said = said_to_machines(shown)
    assert (said["@type"], said["startDate"], said["endDate"]) == (
        "Event",
        "2025-09-10",
        "2025-09-12",
    )
    assert said["location"]["name"] == ("首钢园" if zh else "Shougang Park")
    assert said["subEvent"][0]["startDate"] == "2025-09-10T09:00:00+08:00"
    found = text(client, f"/portal/{lang}/search/?q={'开幕式' if zh else 'Opening'}")
    assert address in found
    assert address in text(client, "/portal/sitemap-0.xml")
    assert address in text(client, f"/portal/{lang}/rss.xml")


def test_other_days_are_reviewed_in_both_languages_and_public_only_then(client):
    hub = publish(event())
    version = hub.version
    assert edit_event(hub).version == version

    edit_event(hub, {"ends_on": dt.date(2025, 9, 11), "state": "cancelled"})

    assert {side.state for side in hub.sides.all()} == {"draft"}
    assert "cancelled" not in text(client, f"/portal/en/pages/{hub.slug}/")
    publish(hub, zh="活动取消。", en="The event is cancelled.")
    shown = text(client, f"/portal/en/pages/{hub.slug}/")
    assert said_to_machines(shown)["eventStatus"].endswith("EventCancelled")
    for lang, word in (("en", "Cancelled"), ("zh", "取消")):
        with clock.at(dt.date(2025, 9, 1)):
            lists = [text(client, f"/portal/{lang}/{one}") for one in ("", "archive/")]
        assert all(f'class="unheld">{word}' in one for one in lists)
    with pytest.raises(Stale):
        kinds.edit_event(
            actor=SYSTEM,
            page_id=hub.pk,
            seen_version=version,
            given=made.given(**made.said(hub)),
            event=EventGiven(FIRST),
        )


def test_a_page_moves_to_an_event_only_once_it_is_approved_and_leaves_with_it(client):
    hub, news = publish(event()), made.published()
    given = made.given(**{**made.said(news), "part_of_id": hub.pk})
    writing.edit_page(actor=SYSTEM, page_id=news.pk, seen_version=None, given=given)
    assert news.title_en not in text(client, f"/portal/en/pages/{hub.slug}/")

    publish(news, ["en"], en="Belongs to the event.")

    assert news.title_en in text(client, f"/portal/en/pages/{hub.slug}/")
    assert news.title_zh not in text(client, f"/portal/zh/pages/{hub.slug}/")
    news.refresh_from_db()
    translating.translate_page(
        actor=SYSTEM, record_id=news.pk, name="summary_en", text="Another summary."
    )
    news.refresh_from_db()
    assert news.part_of_id == hub.pk


# guides


def test_a_guide_leads_to_its_sections_and_tells_machines_its_steps(client):
    page = publish(guide())

    shown = text(client, f"/portal/en/pages/{page.slug}/")

    assert 'href="#part-2">Apply</a>' in shown
    assert '<h2 id="part-2">Apply</h2>' in shown
    said = said_to_machines(shown)
    assert said["@type"] == "HowTo"
    assert [(one["name"], len(one["itemListElement"])) for one in said["step"]] == [
        ("Prepare", 2),
        ("Apply", 1),
    ]


def test_a_guide_that_nobody_checked_says_so_until_somebody_does(client):
    with clock.at(dt.date(2025, 6, 2)):
        page = publish(guide())
    address = f"/portal/en/pages/{page.slug}/"
    note = "may be out of date"
    with clock.at(dt.date(2025, 7, 2)):
        assert note not in text(client, address)
        client.force_login(made.editor())
        assert "Guides to be checked" not in text(client, "/newsroom/")
    with clock.at(dt.date(2025, 7, 3)):
        assert note in text(client, address)
        assert "Guides to be checked" in text(client, "/newsroom/")
        here = page.get_absolute_url()
        answer = client.post(f"{here}checked/", {"seen_version": page.version})
        assert answer.status_code == 302
        shown = text(client, address)
        assert note not in shown
        assert "2025-07-03" in shown
        with refused(Refused, "checked today"):
            kinds.check_guide(actor=SYSTEM, page_id=page.pk, seen_version=None)
    assert Edition.objects.filter(page=page).count() == 2
    draft, news = guide(), made.page()
    with refused(Refused, "public yet"):
        kinds.check_guide(actor=SYSTEM, page_id=draft.pk, seen_version=None)
    with refused(NotFound):
        kinds.check_guide(actor=SYSTEM, page_id=news.pk, seen_version=None)


# bodies


@pytest.mark.parametrize("lang", made.BOTH)
def test_a_body_is_told_from_the_directory_and_names_only_whom_an_editor_chose(client, lang):
    committee, chair, deputy, secret = seated()
    page = publish(body_page(committee))

    shown = text(client, f"/portal/{lang}/pages/{page.slug}/")

    zh = lang == "zh"
    assert list(page.told_body.posts.all()) == [chair, deputy]
    for words in (
        "外事委" if zh else "The Committee",
        "主任" if zh else "Chair",
        "常" if zh else "Holder 常",
        "2021-11-03",
        "空缺" if zh else "vacant",
        "商务局" if zh else "Commerce Bureau",
        "统筹。" if zh else "Leads.",
    ):
        assert words in shown
    assert "密" not in shown
    said = said_to_machines(shown)
    assert said["@type"] == "GovernmentOrganization"
    assert said["member"][0]["startDate"] == "2021-11-03"
    assert said["member"][0]["member"]["@type"] == "Person"
    rows = "".join(f"{row.before}{row.after}" for row in AuditRow.objects.all())
    assert "Holder" not in rows
    assert secret.title_en not in rows


def test_former_holders_are_named_only_of_posts_chosen_for_that(client):
    committee, chair, deputy, secret = seated()
    left = {"since_on": dt.date(2018, 2, 1), "until_on": dt.date(2021, 11, 3)}
    for one, name in ((chair, "先"), (deputy, "隐"), (secret, "藏")):
        was = person(name_zh=name, name_en=f"Former {name}")
        Holding.objects.create(post=one, person=was, **left)
    Holding.objects.create(
        post=chair, person=person(name_zh="更", name_en="Former 更"), until_on=dt.date(2018, 2, 1)
    )
    page = body_page(committee)
    said = {"actor": SYSTEM, "page_id": page.pk, "seen_version": None}
    said |= {"given": writing.given_of(page), "post_ids": [chair.pk, deputy.pk]}
    with refused(Refused, "posts whose holder is named"):
        kinds.edit_body_page(**said, past_post_ids=[secret.pk])
    kinds.edit_body_page(**said, past_post_ids=[chair.pk])
    page = publish(page)

    shown = text(client, f"/portal/en/pages/{page.slug}/")

    former = shown.partition('id="former"')[2]
    assert 0 < former.index("Former 先") < former.index("Former 更")
    assert "2018-02-01" in former
    assert "2021-11-03" in former
    assert "Former" not in shown.partition('id="former"')[0].partition("<article")[2]
    for hidden in ("隐", "藏"):
        assert hidden not in shown
    assert len(said_to_machines(shown)["member"]) == 2, "the chair and the member unit of today"
    assert not records.has_changed(SYSTEM, page)
    chair.holdings.filter(until_on=None).update(until_on=dt.date(2025, 1, 1))
    assert records.has_changed(SYSTEM, page)
    client.force_login(made.editor())
    form = text(client, f"{page.get_absolute_url()}edit/")
    assert form.count(f'name="past_posts" value="{chair.pk}"') == 1


def test_former_holders_stand_in_the_order_of_their_posts(client):
    committee, chair, deputy, _secret = seated()
    Post.objects.filter(pk=deputy.pk).update(title_en="Assistant to the Chair")
    for one, name in ((chair, "先"), (deputy, "后")):
        was = person(name_zh=name, name_en=f"Former {name}")
        Holding.objects.create(post=one, person=was, until_on=dt.date(2021, 11, 3))
    page, both = body_page(committee), [chair.pk, deputy.pk]
    given = writing.given_of(page)
    said = {"actor": SYSTEM, "page_id": page.pk, "seen_version": None, "given": given}
    kinds.edit_body_page(**said, post_ids=both, past_post_ids=both)
    shown = text(client, f"/portal/en/pages/{publish(page).slug}/").partition('id="former"')[2]

    assert 0 < shown.index("Former 先") < shown.index("Assistant to the Chair") < shown.index("后")
    assert shown.partition("</section>")[0].count("<ul>") == 2
    assert shown.partition("</section>")[0].count("</ul>") == 2


def test_a_change_in_the_directory_is_told_and_taken_over_by_a_person():
    committee, _chair, deputy, secret = seated()
    page = publish(body_page(committee))
    assert not records.has_changed(SYSTEM, page)
    with refused(Refused, "has not changed"):
        records.take_over(actor=SYSTEM, page_id=page.pk, seen_version=None)
    Holding.objects.create(post=deputy, person=person(name_en="New Deputy"))
    committee.name_en = "The Commission"
    committee.save()
    assert records.has_changed(SYSTEM, page)

    page = records.take_over(actor=SYSTEM, page_id=page.pk, seen_version=None)

    assert page.title_en == "The Commission"
    assert page.told_body.people[1]["name_en"] == "New Deputy"
    assert not records.has_changed(SYSTEM, page)
    assert {side.state for side in page.sides.all()} == {"draft"}
    given = writing.given_of(page)
    kinds.edit_body_page(
        actor=SYSTEM, page_id=page.pk, seen_version=None, given=given, post_ids=[secret.pk]
    )
    page.told_body.refresh_from_db()
    assert [one["title_en"] for one in page.told_body.people] == ["Liaison"]


def test_a_body_s_page_in_public_whose_holder_left_is_told_listed_and_not_sent_as_it_is(
    signed_in, client, django_capture_on_commit_callbacks
):
    committee, chair, deputy, secret = seated()
    page, waiting = (
        publish(body_page(committee)),
        body_page(body(duties_zh="议事。", duties_en="Sits.")),
    )
    editor, leader = made.editor(language="en"), grant_role(user(), "leader")
    holding = chair.holdings.get()
    told = Notification.objects.filter(kind="communications.body.reminded")
    with django_capture_on_commit_callbacks(execute=True):
        appoint(actor=SYSTEM, post=secret, person=person())
    assert kinds.remind_of_directory() == 0
    assert not told.exists()

    with django_capture_on_commit_callbacks(execute=True):
        end_holding(actor=SYSTEM, holding_id=holding.pk, until_on=clock.today())

    line = told.get()
    assert (line.user_id, line.url) == (editor.pk, page.get_absolute_url())
    assert page.title_zh in line.text_zh
    assert page.title_en in line.text_en
    assert kinds.remind_of_directory() == 0
    assert [one.pk for one in directory.to_take_over(leader.actor)] == [page.pk]
    assert not directory.to_take_over(unit_user(unit()).actor).exists()
    signed_in(editor)
    assert "that the directory has outgrown" in text(client, "/newsroom/")
    notes = {"zh": "更正。", "en": "Corrected."}
    given = replace(writing.given_of(page), body_en="It leads.")
    asked = {"actor": SYSTEM, "page_id": page.pk, "seen_version": None}
    changed = {"given": given, "post_ids": [chair.pk, deputy.pk]}
    kinds.edit_body_page(**asked, **changed)
    assert "take it over anew" in text(client, page.get_absolute_url())
    with refused(Refused, "The directory says something else now"):
        submit_page(**asked, langs=made.BOTH, notes=notes)
    assert waiting.title_en not in text(client, "/newsroom/").partition('<form class="filters')[0]

    records.take_over(**asked)

    assert not directory.to_take_over(SYSTEM).exists()
    submit_page(**asked, langs=["zh"], notes=notes)


def test_a_day_that_comes_is_noticed_and_a_holder_who_is_back_by_then_is_listed_no_more(
    django_capture_on_commit_callbacks,
):
    committee, chair, *_posts = seated()
    publish(body_page(committee))
    office = grant_role(user(), "office")
    holding = chair.holdings.get()
    leaves = clock.today() + dt.timedelta(days=2)
    with django_capture_on_commit_callbacks(execute=True):
        end_holding(actor=SYSTEM, holding_id=holding.pk, until_on=leaves)
    assert not Notification.objects.filter(user=office).exists()

    with clock.at(leaves + dt.timedelta(days=1)):
        assert kinds.remind_of_directory() == 1
        assert Notification.objects.filter(user=office).count() == 1
        Holding.objects.filter(pk=holding.pk).update(until_on=None)
        assert kinds.remind_of_directory() == 0
    assert not directory.to_take_over(SYSTEM).exists()


def test_a_body_has_one_page_and_its_name_is_written_in_the_directory():
    committee, *_posts = seated()
    page = body_page(committee)

    with refused(Refused, page.title_zh):
        kinds.make_body_page(actor=SYSTEM, body_id=committee.pk)
    with refused(Refused, "directory"):
        translating.translate_page(
            actor=SYSTEM, record_id=page.pk, name="title_en", text="Another name"
        )
    given = made.given(**{**made.said(page), "title_en": "Another name"})
    page = kinds.edit_body_page(
        actor=SYSTEM, page_id=page.pk, seen_version=None, given=given, post_ids=[]
    )
    assert page.title_en == "The Committee"


# the forms


def test_each_kind_goes_through_its_form(signed_in, client):
    signed_in(grant_role(user(), "office"))
    topic, source = made.topic(), unit()
    words = {
        "title_zh": "秋季交流会",
        "title_en": "Autumn fair",
        "source_side": "zh",
        "source_unit": source.pk,
        "topics": [topic.pk],
        **STEPS,
    }
    sent = {**words, "starts_on": "2025-09-10", "ends_on": "2025-09-09", "state": "planned"}
    refusal = client.post("/newsroom/new/event/", sent)
    assert refusal.status_code == 422
    assert "ends before it begins" in refusal.content.decode()
    assert "Bring your passport" in refusal.content.decode()
    sent["ends_on"], sent["programme"] = "", PROGRAMME
    assert client.post("/newsroom/new/event/", sent).status_code == 302
    hub = Page.objects.get(kind="event")
    here = hub.get_absolute_url()
    assert "Opening" in text(client, here)
    assert "Opening" in text(client, f"{here}preview/en/")
    assert PROGRAMME in text(client, f"{here}edit/")
    changed = {**sent, "slug": hub.slug, "programme": "", "seen_version": hub.version}
    assert client.post(f"{here}edit/", changed).status_code == 302
    assert not hub.programme.exists()

    other = {"title_zh": "退税办理", "title_en": "How to claim", "stale_after": "0"}
    other |= {"body_zh": "1. 取号，出示护照。", "body_en": "1. Take a number."}
    sent = {**words, **other, "part_of": hub.pk}
    assert client.post("/newsroom/new/guide/", sent).status_code == 422
    assert client.post("/newsroom/new/guide/", {**sent, "stale_after": "90"}).status_code == 302
    made_guide = Page.objects.get(kind="guide")
    assert made_guide.part_of == hub
    assert "Autumn fair" in text(client, made_guide.get_absolute_url())
    assert "90" in text(client, f"{made_guide.get_absolute_url()}edit/")

    committee, *_posts = seated()
    sent = {"body": committee.pk, "source_unit": source.pk, "topics": [topic.pk]}
    assert client.post("/newsroom/new/body/", sent).status_code == 302
    told = Page.objects.get(kind="body")
    here = told.get_absolute_url()
    assert "Holder 常" in text(client, here)
    sent = {"posts": [], "source_side": "zh", "slug": told.slug, "seen_version": told.version}
    assert client.post(f"{here}edit/", sent).status_code == 302
    told.told_body.refresh_from_db()
    assert told.told_body.people == []
    assert "Chair" in text(client, f"{here}edit/")
    assert "Holder 常" not in text(client, f"{here}preview/zh/")


def test_a_hub_of_a_topic_says_what_every_page_says_and_an_empty_topic_is_no_page(client):
    topic = made.topic()
    path = f"/portal/en/topics/{topic.key}/"
    assert client.get(path).status_code == 404
    hub = made.published(kind="hub", hub_of_id=topic.pk, topic_ids=[topic.pk])

    shown = text(client, path)

    assert "noindex" not in shown
    for words in (hub.index, hub.source_unit.name_en, f"/portal/en/pages/{hub.slug}/correct/"):
        assert words in shown
    sent = client.post(f"/portal/en/pages/{hub.slug}/correct/", {"text": "The hour is wrong."})
    assert sent.status_code == 302
    assert path in text(client, sent.url)
