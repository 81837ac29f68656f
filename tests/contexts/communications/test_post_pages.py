"""A post has a public page: its duties, who holds it and who held it, by the day, out of the directory."""

import datetime as dt

import pytest

from plenary.contexts.communications.exports.site import export_site
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors.checks import digest
from plenary.contexts.communications.selectors.kinds import directory
from plenary.contexts.communications.selectors.readiness import faults
from plenary.contexts.communications.services import checks, kinds, records, translating
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.kernel.people.models import Holding, Post
from plenary.kernel.people.services import end_holding
from plenary.kernel.search.models import Entry
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.contexts.communications.test_kinds import body_page, publish, said_to_machines, text
from tests.factories import body, person, post, unit, unit_user

pytestmark = pytest.mark.django_db
CAME, LEFT = dt.date(2021, 11, 3), dt.date(2018, 2, 1)
DUTIES = {"duties_zh": "主持办公室工作。", "duties_en": "Heads the office."}


def directed():
    """A committee with its office, whose director is the second to hold the post."""
    committee = body(name_zh="外事委", name_en="The Committee")
    office = unit(name_zh="外事办", name_en="The Office", parent=committee)
    director = post(organisation=office, title_zh="主任", title_en="Director")
    for name, since, until in (("常", CAME, None), ("先", LEFT, CAME)):
        held = person(name_zh=name, name_en=f"Holder {name}")
        Holding.objects.create(post=director, person=held, since_on=since, until_on=until)
    return committee, office, director


def post_page(director, **fields):
    more = {"source_unit_id": unit().pk, "topic_ids": [made.topic().pk], "names_former": True}
    return kinds.make_post_page(actor=SYSTEM, post_id=director.pk, **{**DUTIES, **more, **fields})


def on(page, **more):
    return {"actor": SYSTEM, "page_id": page.pk, "seen_version": None, **more}


@pytest.mark.parametrize("lang", made.BOTH)
def test_a_post_tells_its_duties_and_holders_and_its_body_leads_there(client, lang):
    committee, _office, director = directed()
    page = publish(post_page(director))
    body = publish(body_page(committee))
    zh, way = lang == "zh", f"/portal/{lang}/pages/{page.slug}/"
    shown = text(client, way)

    title = "外事办主任" if zh else "Director, The Office"
    for words in (
        title,
        "主持办公室工作。" if zh else "Heads the office.",
        "常" if zh else "Holder 常",
        "2021-11-03",
        "2018-02-01",
        "先" if zh else "Holder 先",
        f"/portal/{lang}/pages/{body.slug}/",
        'hreflang="zh-Hans"',
        'hreflang="en"',
    ):
        assert words in shown
    said = said_to_machines(shown)
    assert said["name"] == ("外事办" if zh else "The Office")
    now, was = said["member"]
    assert (now["roleName"], now["startDate"]) == ("主任" if zh else "Director", "2021-11-03")
    assert "endDate" not in now
    assert (was["startDate"], was["endDate"]) == ("2018-02-01", "2021-11-03")

    there = text(client, f"/portal/{lang}/pages/{body.slug}/")
    assert f'href="{way}"' in there
    assert way in text(client, "/portal/sitemap-0.xml")
    assert way in text(client, f"/portal/{lang}/archive/?kind=post")
    found = Entry.objects.filter(url=way)
    assert found.exists()
    assert "Holder" not in "".join(f"{row.before}{row.after}" for row in AuditRow.objects.all())


def test_the_copy_as_files_holds_it_and_its_body_alone_names_it(client, tmp_path):
    committee, _office, director = directed()
    page, own = publish(post_page(director)), publish(body_page(committee))
    elsewhere = publish(body_page(body(name_zh="另一机构", name_en="Another")))
    hidden = post_page(post(organisation=committee, title_zh="秘书", title_en="Secretary"))
    assert f"/{page.slug}/" not in text(client, f"/portal/en/pages/{elsewhere.slug}/")
    assert f"/{hidden.slug}/" not in text(client, f"/portal/en/pages/{own.slug}/")
    done = export_site(tmp_path / "copy")
    assert done.missing == []
    for lang in made.BOTH:
        file = tmp_path / "copy" / "portal" / lang / "pages" / page.slug / "index.html"
        assert "2021-11-03" in file.read_text(encoding="utf-8")


def test_former_holders_are_named_only_where_that_was_chosen_and_a_post_may_be_vacant(client):
    _committee, _office, director = directed()
    page = post_page(director, names_former=False)
    assert [one["name_en"] for one in page.told_post.people] == ["Holder 常"]
    given = made.given(**{**made.said(page), "title_en": "Not from the directory"})
    kinds.edit_post_page(**on(page, given=given, names_former=True))
    page = publish(Page.objects.get(pk=page.pk))
    assert page.title_en == "Director, The Office"
    assert "Holder 先" in text(client, f"/portal/en/pages/{page.slug}/")
    vacant = publish(post_page(post(title_zh="副主任", title_en="Deputy")))
    assert "vacant" in text(client, f"/portal/en/pages/{vacant.slug}/")


def test_a_successor_or_an_abolition_is_taken_over_and_published_anew(client):
    _committee, _office, director = directed()
    page = publish(post_page(director))
    assert not records.has_changed(SYSTEM, page)
    with refused(Refused, "has not changed"):
        kinds.take_over_directory(**on(page))
    Holding.objects.filter(post=director, until_on=None).update(until_on=clock.today())
    new = person(name_zh="新", name_en="Newcomer")
    Holding.objects.create(post=director, person=new, since_on=clock.today())
    assert records.has_changed(SYSTEM, page)
    assert "Newcomer" not in text(client, f"/portal/en/pages/{page.slug}/")
    page = records.take_over(**on(page))
    page = publish(page, zh="换届。", en="A successor.")
    assert "Newcomer" in text(client, f"/portal/en/pages/{page.slug}/")

    Post.objects.filter(pk=director.pk).update(abolished_on=clock.today())
    records.take_over(**on(page))
    page = publish(page, zh="职务撤销。", en="Abolished.")
    shown = text(client, f"/portal/en/pages/{page.slug}/")
    assert "Abolished on" in shown
    assert "vacant" not in shown


def test_a_post_s_page_in_public_whose_holder_left_is_told_and_listed_until_it_is_taken_over(
    signed_in, django_capture_on_commit_callbacks
):
    _committee, office, director = directed()
    editor = made.editor(language="en")
    page = publish(post_page(director))
    draft = post_page(post(organisation=office, title_zh="秘书", title_en="Secretary"))
    assert kinds.remind_of_directory() == 0
    holding = director.holdings.get(until_on=None)

    with django_capture_on_commit_callbacks(execute=True):
        end_holding(actor=SYSTEM, holding_id=holding.pk, until_on=clock.today())

    line = Notification.objects.get(kind="communications.post.reminded")
    assert (line.user_id, line.url) == (editor.pk, page.get_absolute_url())
    assert page.title_zh in line.text_zh
    assert page.title_en in line.text_en
    assert kinds.remind_of_directory() == 0
    assert [one.pk for one in directory.to_take_over(editor.actor)] == [page.pk]
    assert not directory.to_take_over(unit_user(unit()).actor).exists()
    listed = text(signed_in(editor), "/newsroom/").partition('<form class="filters')[0]
    assert page.title_en in listed.partition("that the directory has outgrown")[2]
    Post.objects.filter(pk=draft.told_post.post_id).update(title_en="Clerk")
    assert kinds.remind_of_directory() == 0, "a draft says so on its own page"

    records.take_over(**on(page))

    assert not directory.to_take_over(SYSTEM).exists()
    row = AuditRow.objects.get(action="communications.post.reminded")
    assert row.after["told_on"] == clock.today().isoformat()
    publish(page, zh="换届。", en="A successor.")
    Post.objects.filter(pk=director.pk).update(abolished_on=clock.today())
    assert kinds.remind_of_directory() == 1
    Post.objects.filter(pk=director.pk).update(abolished_on=None)
    assert kinds.remind_of_directory() == 0
    assert not directory.to_take_over(SYSTEM).exists(), "it agrees again by itself"


def test_a_post_has_one_page_with_duties_in_both_languages_and_what_is_refused():
    _committee, _office, director = directed()
    page = post_page(director, duties_en="")
    assert "body_en" in faults(page, "en")
    assert "body_zh" not in faults(page, "zh")
    chinese = post_page(post(title_zh="顾问", title_en=""))
    assert {"title_en", "record"} <= set(faults(chinese, "en"))
    gone = post(abolished_on=clock.today())
    with refused(Refused, "has its page already"):
        kinds.make_post_page(actor=SYSTEM, post_id=director.pk)
    for pk in (gone.pk, 987654):
        with refused(NotFound):
            kinds.make_post_page(actor=SYSTEM, post_id=pk)
    with refused(Refused):
        kinds.make_post_page(actor=SYSTEM, post_id=post().pk, duties_zh="机密★一年")
    outsider = unit_user(unit()).actor
    with refused(Forbidden):
        kinds.make_post_page(actor=outsider, post_id=post().pk)
    given, plain = made.given(**made.said(page)), made.page()
    for service, more in (
        (kinds.edit_post_page, {"given": given, "names_former": False}),
        (kinds.take_over_directory, {}),
    ):
        with refused(NotFound):
            service(**{**on(page, **more), "actor": outsider})
        with refused(Stale):
            service(**{**on(page, **more), "seen_version": 99})
        with refused(NotFound):
            service(**{**on(page, **more), "page_id": plain.pk})
    with refused(Refused, "directory"):
        translating.translate_page(
            actor=SYSTEM, record_id=page.pk, name="title_en", text="Head of all"
        )


def test_the_newsroom_makes_and_changes_one(signed_in):
    _committee, office, director = directed()
    client = signed_in(made.editor())
    assert "The Office – Director" in text(client, "/newsroom/new/post/")
    sent = {"post": director.pk, "source_unit": office.pk, "topics": [made.topic().pk], **DUTIES}
    assert client.post("/newsroom/new/post/", {**sent, "post": "0"}).status_code == 422
    assert client.post("/newsroom/new/post/", sent).status_code == 302
    page = Page.objects.get(kind="post")
    here = page.get_absolute_url()
    assert "Holder 常" in text(client, here)
    assert "Heads the office." in text(client, f"{here}preview/en/")
    assert "Holder 先" not in text(client, here)
    changed = {
        "names_former": "on",
        "source_side": "zh",
        "slug": page.slug,
        "seen_version": page.version,
        "body_en": "Heads the office and signs for it.",
        "body_zh": "主持办公室工作并签发文件。",
        "topics": [topic.pk for topic in page.topics.all()],
        "source_unit": office.pk,
    }
    assert client.post(f"{here}edit/", changed).status_code == 302
    assert "先" in text(client, f"{here}preview/zh/")


def test_who_checks_a_post_s_page_sees_what_readers_will_and_may_answer_again(client):
    page = post_page(post(title_zh="主任", title_en="Director"))
    held = person(name_zh="", name_en="Holder")
    Holding.objects.create(post=page.told_post.post, person=held, since_on=CAME)
    page = records.take_over(**on(page))
    check = checks.ask_fact_check(
        **on(page, name="Prof. Li", email="li@example.org", message="Please.")
    )
    path = checks.link_of(check, "zh")
    path = path[path.index("/portal/") :]

    shown = text(client, path)
    seen = {f"seen_{one}": digest(page, one) for one in made.BOTH}
    client.post(path, {**seen, "verdict_zh": "correct"})
    again = text(client, path)

    assert shown.index("职责") < shown.index("主持办公室工作。")
    assert "是否正确" in shown
    assert "是否正确" not in again
    assert "可以再次答复" in again
    client.force_login(made.editor())
    client.cookies["plenary_language"] = "zh"
    newsroom = text(client, page.get_absolute_url())
    assert newsroom.count('href="#told"') == newsroom.count('id="told"') == 1
    assert "待答复" in newsroom
