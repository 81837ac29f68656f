"""Photos of pages: refused whole or kept clean, not public before their page, and ready before it goes out."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from plenary.contexts.communications.exports.site import export_site
from plenary.contexts.communications.models import Edition, PageImage, Rendition
from plenary.contexts.communications.selectors import images
from plenary.contexts.communications.services.attaching import attach_file
from plenary.contexts.communications.services.images import preparing
from plenary.contexts.communications.services.images.keeping import (
    MOST,
    ImageGiven,
    add_image,
    describe_image,
    drop_image,
    lead_with_image,
)
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents import filing
from plenary.kernel.documents.images.shapes import Rendered
from plenary.kernel.documents.models import StoredFile
from plenary.kernel.documents.services import keep_made_file
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.contexts.communications.test_portal import LIGHT, copies_of
from tests.factories import grant_role, user
from tests.kernel.documents import image_files as files
from tests.kernel.documents.test_within import FILES as WITHIN

pytestmark = pytest.mark.django_db
WORDS = {
    "alt_zh": "窗口前的队伍",
    "alt_en": "A queue at the counter",
    "credit_zh": "区外办",
    "credit_en": "Foreign Affairs Office",
    "consent": "none",
}


@pytest.fixture
def page():
    return made.page()


def added(page, data=None, actor=SYSTEM, seen_version=None, file_name="a photo.jpg", **words):
    return add_image(
        actor=actor,
        page_id=page.pk,
        seen_version=seen_version,
        data=data or files.photo((600, 400)),
        file_name=file_name,
        given=ImageGiven(**(WORDS | words)),
    )


def quick(page, number=0, *, is_ready=True, **fields):
    """A photo with all its words, without a process apart to make it."""
    data = files.photo((300, 200), comment=b"%d" % number)
    file = filing_of(data)
    key = images.key_of(file.sha256, 50, 50)
    kept = PageImage.objects.create(
        page=page, file=file, file_name=f"{number}.jpg", width=300, height=200, key=key,
        order=number, **(WORDS | fields),
    )  # fmt: skip
    if is_ready:
        names = [f"{stem}.{end}" for stem in ("300", "card-240", "card-480") for end in ENDS]
        preparing._keep(kept, [Rendered(one, "image/jpeg", 300, 200, data) for one in names])
    return kept


ENDS = ("avif", "webp", "jpg")


def filing_of(data):
    return keep_made_file(actor=SYSTEM, data=data, media_type="image/jpeg")


def asked(client, address):
    """Ask for a picture and read it to its end; give the answer's status."""
    answer = client.get(address)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def out(page, langs=made.BOTH, **notes):
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=langs, notes=notes)
    approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=langs)


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (files.SVG, "drawing"),
        (files.moving("PNG"), "moves"),
        (files.png_bomb(40_000, 40_000), "at most 50 megapixels"),
        (files.also_an_archive(), "something else in one"),
        (files.photo()[:3000], "damaged"),
    ],
)
def test_what_is_no_plain_photo_is_refused_and_nothing_is_stored(page, data, match):
    before = StoredFile.objects.count()

    with refused(Refused, match):
        added(page, data)

    assert StoredFile.objects.count() == before


def test_what_may_not_be_said_or_done_is_refused_before_the_photo_is_looked_at(page, settings):
    with refused(Refused, "secrecy"):
        added(page, alt_zh="机密★ 会场")
    with refused(Refused, "secrecy"):
        added(page, file_name="机密★.jpg")
    with refused(Refused, "secrecy"):
        added(page, data=files.photo((600, 400), comment="机密★ 3年".encode()))
    with refused(Refused, "secrecy"):
        attach_file(
            actor=SYSTEM,
            page_id=page.pk,
            seen_version=None,
            data=WITHIN["a deleted word"](),
            file_name="a.docx",
            name_zh="附件",
        )
    with refused(Refused, "longer than 300"):
        added(page, alt_zh="字" * 301)
    with refused(Refused, "0 to 100"):
        added(page, focus_x=101)
    with refused(NotFound):
        added(page, actor=NOBODY)
    with refused(Forbidden):
        added(page, actor=grant_role(user(), "leader").actor)
    settings.UPLOAD_LIMIT = 10
    with refused(Refused, "larger than"):
        added(page)


def test_a_photo_is_kept_clean_and_its_page_must_be_reviewed_anew():
    page = made.submitted()
    data = files.photo((600, 400), turn=6)

    kept = added(page, data, file_name="C:\\photos\\queue.jpg", alt_en="  A   queue ")

    assert (kept.width, kept.height, kept.file_name) == (400, 600, "queue.jpg")
    assert kept.alt_en == "A queue"
    with filing.open_file(kept.file.sha256) as file:
        held = file.read()
    assert files.TOLD.encode() not in held
    assert b"Exif" not in held
    assert {side.state for side in page.sides.all()} == {"draft"}
    assert AuditRow.objects.filter(action="communications.image.added").count() == 1
    with refused(Refused, "already"):
        added(page, data)
    with refused(Stale):
        added(page, files.photo((600, 401)), seen_version=1)


def test_a_page_takes_a_dozen_photos(page):
    for number in range(MOST):
        quick(page, number, is_ready=False)

    with refused(Refused, "no more than 12"):
        added(page)


def test_the_job_makes_the_sizes_once_and_again_for_another_focus(page):
    kept = added(page)
    assert preparing.prepare_waiting() == 1
    names = set(Rendition.objects.filter(key=kept.key).values_list("name", flat=True))
    assert names == {f"{stem}.{end}" for stem in ("480", "card-240", "card-480") for end in ENDS}
    assert preparing.prepare_image(kept.pk) == 0
    assert preparing.prepare_image(987654) == 0

    moved = describe_image(
        actor=SYSTEM,
        page_id=page.pk,
        seen_version=None,
        image_id=kept.pk,
        given=ImageGiven(**WORDS, focus_x=10, focus_y=20),
    )

    assert moved.key != kept.key
    assert list(images.unprepared()) == [moved]


def test_one_photo_whose_file_is_lost_does_not_stop_the_others(page):
    lost, kept = quick(page, 1, is_ready=False), added(page)
    filing.remove(lost.file.sha256)

    assert preparing.prepare_waiting() == 1
    assert list(images.unprepared()) == [lost]
    assert Rendition.objects.filter(key=kept.key).exists()


@pytest.mark.parametrize("lang", made.BOTH)
def test_a_page_does_not_go_out_without_the_words_and_sizes_of_its_photos(lang):
    page = made.page()
    kept = quick(page, is_ready=False, alt_zh="", alt_en="", credit_zh="", credit_en="", consent="")

    with refused(Refused) as caught:
        submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=[lang])

    said = str(caught.value)
    for part in ("in Chinese what photo 1 shows", "in English what photo 1 shows",
                 "in Chinese whose", "in English whose", "agreed to be shown", "still being made"):  # fmt: skip
        assert part in said
    describe_image(
        actor=SYSTEM,
        page_id=page.pk,
        seen_version=None,
        image_id=kept.pk,
        given=ImageGiven(**WORDS),
    )
    preparing.prepare_image(kept.pk)
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=[lang])


def test_where_one_language_is_enough_a_photo_has_its_words_in_that_language(settings, client):
    settings.PROFILE = "city-council"
    page = made.page()
    kept = quick(page, alt_zh="", credit_zh="", credit_en="")
    asked = {"actor": SYSTEM, "page_id": page.pk, "seen_version": None, "langs": ["en"]}
    with refused(Refused, "in English whose photo 1 is") as caught:
        submit_page(**asked)
    assert "Chinese" not in str(caught.value)
    kept.credit_en = WORDS["credit_en"]
    kept.save()
    with refused(Refused, "in Chinese what photo 1 shows"):
        submit_page(**asked | {"langs": ["zh"]})

    submit_page(**asked)
    approve_page(**asked)

    shown = client.get(f"/portal/en/pages/{page.slug}/").content.decode()
    assert f'alt="{WORDS["alt_en"]}"' in shown


def test_a_photo_of_persons_says_whose_consent_and_where_it_is_kept(page, signed_in, client):
    kept = quick(page, consent="")
    said = {"actor": SYSTEM, "page_id": page.pk, "seen_version": None, "image_id": kept.pk}
    given = WORDS | {"consent": "given", "consent_by": "两位居民", "licence": "CC-BY-4.0"}
    for words, match in (
        (given, "Say who agreed"),
        (WORDS | {"consent": "perhaps"}, "from the list"),
        (WORDS | {"licence": "free"}, "licence from the list"),
    ):
        with refused(Refused, match):
            describe_image(**said, given=ImageGiven(**words))
    describe_image(**said, given=ImageGiven(**given, consent_kept="档案第12号"))
    row = AuditRow.objects.get(action="communications.image.changed")
    assert "两位居民" not in str(row.after)
    attached = {"data": b"hours", "file_name": "hours.txt"}
    attached |= {"name_zh": "开放时间", "name_en": "Hours"}
    with refused(Refused, "licence from the list"):
        attach_file(actor=SYSTEM, page_id=page.pk, seen_version=None, licence="?", **attached)
    by = {"author_en": "The statistics unit", "licence": "CC0-1.0"}
    attach_file(actor=SYSTEM, page_id=page.pk, seen_version=None, **attached, **by)
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH)
    approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH)

    with override_settings(SITE_LICENCE="CC-BY-SA-4.0"):
        shown = client.get(f"/portal/en/pages/{page.slug}/").content.decode()
    for part in ("licenses/by/4.0/", "The statistics unit", "zero/1.0/", "licenses/by-sa/4.0/"):
        assert part in shown
    assert shown.count("licenses/by-sa/4.0/") == 2
    assert "两位居民" not in shown
    signed_in(made.editor())
    assert "两位居民" in client.get(page.get_absolute_url()).content.decode()


def test_a_photo_is_put_first_described_and_taken_away(page):
    first, second = quick(page, 1), quick(page, 2)
    lead_with_image(actor=SYSTEM, page_id=page.pk, seen_version=None, image_id=second.pk)
    assert list(page.images.all()) == [second, first]

    version = type(page).objects.get(pk=page.pk).version
    same = ImageGiven(**WORDS)
    describe_image(actor=SYSTEM, page_id=page.pk, seen_version=None, image_id=first.pk, given=same)
    assert type(page).objects.get(pk=page.pk).version == version

    drop_image(actor=SYSTEM, page_id=page.pk, seen_version=None, image_id=first.pk)
    assert list(page.images.all()) == [second]
    other = made.page()
    leader = grant_role(user(), "verifier").actor
    for act in (lead_with_image, drop_image):
        with refused(NotFound):
            act(actor=SYSTEM, page_id=other.pk, seen_version=None, image_id=second.pk)
        with refused(Stale):
            act(actor=SYSTEM, page_id=page.pk, seen_version=1, image_id=second.pk)
        with refused(Forbidden):
            act(actor=leader, page_id=page.pk, seen_version=None, image_id=second.pk)


def test_a_photo_is_public_only_while_a_page_in_force_shows_it(client, page):
    kept = quick(page)
    address = f"/portal/images/{kept.key}/300.webp"

    def told(address):
        answer = client.get(address)
        shown = re.sub(r'value="\w{64}"', "", answer.content.decode())
        return answer.status_code, shown.replace(address, "")

    nowhere = told("/portal/images/nothing/300.webp")
    assert nowhere[0] == 404

    def same_as_nothing():
        return told(address) == nowhere

    assert same_as_nothing()
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH)
    assert same_as_nothing()
    approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=made.BOTH)

    answer = client.get(address)
    assert len(answer.getvalue()) == kept.file.size
    assert answer.headers["Cache-Control"] == "public, max-age=600, s-maxage=60"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    again = client.get(address, headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert asked(client, f"/portal/images/{kept.key}/9999.webp") == 404

    drop_image(actor=SYSTEM, page_id=page.pk, seen_version=None, image_id=kept.pk)
    assert asked(client, address) == 200
    withdraw_page(actor=SYSTEM, page_id=page.pk, seen_version=None, reasons={"zh": "有误。"})
    assert asked(client, address) == 200
    withdraw_page(actor=SYSTEM, page_id=page.pk, seen_version=None, reasons={"en": "Wrong."})
    assert same_as_nothing()


def test_search_shows_the_first_photo_of_what_it_finds_in_one_query_more(client):
    pages = [made.page(title_en=f"The counter {n}", body_zh=f"窗口{n}号。") for n in "ab"]
    one, _second = quick(pages[0], 1), quick(pages[0], 2)
    for page in pages:
        out(page)
    with CaptureQueriesContext(connection) as asked:
        shown = client.get("/portal/en/search/", {"q": "counter"}).content.decode()

    assert shown.count('<picture class="card">') == 1
    assert f"/portal/images/{one.key}/card-240.jpg" in shown
    for number in range(3):
        page = made.page(title_en=f"Counters {number}", body_en=f"It has photo {number}.")
        quick(page, number)
        out(page)
    with CaptureQueriesContext(connection) as again:
        shown = client.get("/portal/en/search/", {"q": "counter"}).content.decode()
    assert shown.count('<picture class="card">') == 4
    assert len(again) == len(asked)


@pytest.mark.parametrize("lang", made.BOTH)
def test_an_article_shows_its_photos_with_all_that_a_browser_and_a_reader_need(client, page, lang):
    one, two = quick(page, 1), quick(page, 2, alt_en="<b>&", alt_zh="<b>&")
    out(page)

    shown = client.get(f"/portal/{lang}/pages/{page.slug}/").content.decode()

    below = shown[shown.index("<main") :]
    assert below.index(one.key) < below.index('class="body"') < below.index(two.key)
    pictures = re.findall(r"<picture>.*?</picture>", shown, re.DOTALL)
    assert len(pictures) == 2
    kinds = re.findall(r'<source type="([^"]+)"', pictures[0])
    assert kinds == ["image/avif", "image/webp"]
    assert f'alt="{WORDS[f"alt_{lang}"]}"' in pictures[0]
    assert 'alt="&lt;b&gt;&amp;"' in pictures[1]
    for said in ('width="300"', 'height="200"', 'loading="lazy"', "300w"):
        assert said in pictures[0]
    assert WORDS[f"credit_{lang}"] in shown
    for address in re.findall(r"/portal/images/[\w./-]+", "".join(pictures)):
        assert asked(client, address) == 200
    assert [one["key"] for one in Edition.objects.first().facts["images"]] == [one.key, two.key]


def test_the_files_of_the_site_carry_the_photos(page, tmp_path):
    quick(page)
    out(page)
    hidden = quick(made.page(), 5)

    done = export_site(tmp_path / "site")

    assert done.missing == []
    html = tmp_path / f"site/portal/en/pages/{page.slug}/index.html"
    sets = re.findall(r'srcset="([^"]+)"', html.read_text(encoding="utf-8"))
    links = [size.split(" ")[0] for one in sets for size in one.split(", ")]
    assert len(links) == 3
    for link in links:
        assert (html.parent / link).resolve().stat().st_size > 500
    assert not any(hidden.key in str(one) for one in Path(tmp_path).rglob("*"))


def test_an_editor_adds_a_photo_and_nothing_typed_is_lost_when_it_is_refused(
    signed_in, client, page
):
    signed_in(made.editor())
    here = f"/newsroom/pages/{page.pk}/images/"
    sent = {**WORDS, "credit_en": "", "seen_version": page.version}
    bomb = SimpleUploadedFile("bomb.png", files.png_bomb(40_000, 40_000))
    answer = client.post(here, {**sent, "file": bomb})
    assert answer.status_code == 422
    assert "40000 × 40000" in answer.content.decode()
    assert WORDS["alt_en"] in answer.content.decode()
    assert client.post(here, sent).status_code == 422

    photo = SimpleUploadedFile("queue.jpg", files.photo((600, 400)))
    answer = client.post(here, {**sent, "file": photo})

    kept = page.images.get()
    assert answer.url == f"{here}{kept.pk}/"
    shown = client.get(answer.url).content.decode()
    cut = re.search(r'src="([^"]+card-240.jpg)"', shown)[1]
    assert client.get(cut).getvalue()[:3] == b"\xff\xd8\xff"
    assert asked(client, f"{here}{kept.pk}/whole.jpg") == 200
    shown = client.get(page.get_absolute_url()).content.decode()
    assert f'href="{here}{kept.pk}/#id_credit_en"' in shown
    assert WORDS["alt_en"] in client.get(f"{page.get_absolute_url()}preview/en/").content.decode()


def test_the_form_of_a_photo_says_at_the_field_what_is_wrong(signed_in, client, page):
    kept = quick(page)
    signed_in(made.editor())
    here = f"/newsroom/pages/{page.pk}/images/{kept.pk}/"
    sent = {**WORDS, "focus_x": 30, "focus_y": 70, "seen_version": page.version}
    answer = client.post(here, {**sent, "focus_x": "130"})
    assert answer.status_code == 422
    assert b'id="id_focus_x_error"' in answer.content
    assert client.post(here, {**sent, "alt_zh": "绝密★"}).status_code == 422

    assert client.post(here, sent).status_code == 302

    kept.refresh_from_db()
    assert (kept.focus_x, kept.focus_y) == (30, 70)
    assert client.post(here, {**sent, "focus_x": 40}).status_code == 409
    page.refresh_from_db()
    for step in ("lead", "drop"):
        assert client.post(f"{here}{step}/", {"seen_version": page.version}).status_code == 302
        page.refresh_from_db()
    assert client.get(here).status_code == 404


def test_who_opens_a_photo_that_is_not_public(client, page):
    kept = quick(page)
    writers, seers = f"/newsroom/pages/{page.pk}/images/", f"{page.pk}/images/{kept.key}/300.jpg"
    roles = ("office", "editor", "translator", "leader", "verifier", "protocol", "administrator")
    opened = {"write": set(), "see": set(), "whole": set()}
    for role in roles:
        client.force_login(grant_role(user(), role))
        for what, address in (
            ("write", f"{writers}{kept.pk}/"),
            ("see", f"/newsroom/pages/{seers}"),
            ("whole", f"{writers}{kept.pk}/whole.jpg"),
        ):
            if asked(client, address) == 200:
                opened[what].add(role)
    see = {"office", "editor", "translator", "leader", "verifier"}
    assert opened == {"write": see - {"leader", "verifier"}, "see": see, "whole": see}
    other = made.page()
    client.force_login(made.editor())
    for address in (f"{kept.key}/300.jpg", f"{kept.pk}/whole.jpg", f"{kept.pk}/"):
        assert client.get(f"/newsroom/pages/{other.pk}/images/{address}").status_code == 404


def test_a_page_takes_as_many_queries_for_one_photo_as_for_many(signed_in, client, page):
    many = made.page()
    quick(page)
    for number in range(1, 7):
        quick(many, number)
    counted = []
    signed_in(made.editor())
    for one in (page, many):
        out(one)
        for address in (one.get_absolute_url(), f"/portal/en/pages/{one.slug}/"):
            client.get(address)
            with CaptureQueriesContext(connection) as asked_for:
                client.get(address)
            counted.append(len(asked_for))

    assert counted[:2] == counted[2:]
    assert counted[1] <= 4


@pytest.mark.parametrize("kind", ["front", "archive", "topic"])
def test_lists_show_the_first_photo_small_and_stay_light(client, page, kind):
    first, second = quick(page, 1), quick(page, 2)
    out(page)
    topic = page.topics.get()
    path = {
        "front": "/portal/en/",
        "archive": "/portal/en/archive/",
        "topic": f"/portal/en/topics/{topic.key}/",
    }[kind]
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    copies_of(page, 20)

    with CaptureQueriesContext(connection) as many:
        answer = client.get(path)

    shown = answer.content.decode()
    assert len(many) == len(one)
    assert shown.count('class="card"') == (12 if kind == "front" else 20)
    assert second.key not in shown
    first_picture, picture, *_rest = re.findall(
        r'<picture class="card">.*?</picture>', shown, re.DOTALL
    )
    assert ('card-480.jpg" width="480"' in first_picture) is (kind == "front")
    for said in ('alt=""', 'width="240"', 'height="180"', 'loading="lazy"', "card-480.avif 2x"):
        assert said in picture
    assert asked(client, f"/portal/images/{first.key}/card-480.avif") == 200
    sheet = Path(finders.find("communications/portal.css"))
    assert len(answer.content) + sheet.stat().st_size < LIGHT


def test_machines_are_told_of_the_photos(client, page):
    kept = quick(page)
    out(page)
    address = f"http://127.0.0.1:8000/portal/images/{kept.key}/300.jpg"

    shown = client.get(f"/portal/en/pages/{page.slug}/").content.decode()
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)[1])

    assert said["image"] == [address]
    feed = json.loads(client.get("/portal/en/feed.json").content)
    assert [item["image"] for item in feed["items"]] == [address]
