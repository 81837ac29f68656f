"""The portal as files: whole, with links that lead somewhere, and without what needs a server."""

import re
from pathlib import Path

import pytest

from plenary.contexts.communications import addresses
from plenary.contexts.communications.exports.site import export_site, file_of
from plenary.contexts.communications.services.attaching import attach_file
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.communications import factories as made

TEXTS = {".html", ".xml", ".json", ".txt"}
pytestmark = pytest.mark.django_db


def links_of(page):
    found = re.findall(r'\s(?:href|src)="([^"#]+)"', page.read_text(encoding="utf-8"))
    return [link for link in found if not link.startswith(("http:", "mailto:"))]


def test_every_page_is_there_and_every_link_leads_to_a_file(tmp_path):
    page = made.page(title_en="Opening hours")
    attach_file(
        actor=SYSTEM,
        page_id=page.pk,
        seen_version=None,
        data=b"from nine",
        file_name="opening hours.txt",
        name_en="Hours",
    )
    submit_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["en"])
    approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["en"], alone=made.ALONE)
    gone = made.published()
    withdraw_page(actor=SYSTEM, page_id=gone.pk, seen_version=None, reasons={"zh": "有误。"})
    alone = made.published(langs=["en"])
    withdraw_page(actor=SYSTEM, page_id=alone.pk, seen_version=None, reasons={"en": "Wrong."})
    hidden = made.submitted()
    for _one in range(21):
        made.published(langs=["zh"])

    done = export_site(tmp_path / "site")

    pages = list((tmp_path / "site").rglob("*.html"))
    assert done.missing == []
    assert done.pages == len(pages) - 1
    note = (tmp_path / "site/portal/zh/copy/index.html").read_text(encoding="utf-8")
    assert re.search(rf"{gone.index}</a>，<time [^>]*>\d+年\d+月\d+日</time>：有误。", note)
    for one in pages:
        for link in links_of(one):
            assert (one.parent / link).resolve().is_file(), f"{one}: {link}"
    every = "".join(one.read_text(encoding="utf-8") for one in pages)
    assert hidden.title_en not in every
    assert "<form" not in every
    assert "/search/" not in every
    assert "copy without search" in every
    assert (tmp_path / "site/portal/zh/archive/page-2/index.html").is_file()
    assert (tmp_path / "site/portal/en/rss.xml").stat().st_mode & 0o777 == 0o644
    assert next((tmp_path / "site/portal/files").rglob("*.txt")).read_bytes() == b"from nine"
    assert (tmp_path / "site/static/communications/portal.css").is_file()
    key = page.topics.get().key
    for name in ("list.html", f"topics/{key}/list.html"):
        whole = (tmp_path / "site/portal/en" / name).read_text(encoding="utf-8")
        assert "http://127.0.0.1:8000/portal/en/pages/opening-hours/" in whole
        assert '<meta charset="utf-8">' in whole
        assert '<base target="_top">' in whole


def test_a_copy_for_another_address_names_every_page_there(tmp_path, settings):
    settings.ORIGIN = "https://office.example"
    linked = made.published(title_en="Hours", body_en="See [hours](/portal/en/archive/).")
    gone = made.published()
    withdraw_page(actor=SYSTEM, page_id=gone.pk, seen_version=None, reasons={"zh": "有误。"})

    export_site(tmp_path / "site", address="https://other.example/intl/")

    files = [one for one in (tmp_path / "site").rglob("*") if one.suffix in TEXTS]
    every = {one: one.read_text(encoding="utf-8") for one in files}
    assert not [one for one, text in every.items() if "office.example" in text]
    assert not [one for one, text in every.items() if "/terms/" in text]
    there = "https://other.example/intl/portal"
    page = (tmp_path / f"site/portal/en/pages/{linked.slug}/index.html").read_text()
    for mark in ('rel="canonical" href="', '"url":"', 'property="og:url" content="'):
        assert f"{mark}{there}/en/pages/{linked.slug}/" in page
    folder = tmp_path / "site/portal"
    assert f'href=\\"{there}/en/archive/' in (folder / "en/feed.json").read_text()
    assert f"<loc>{there}/sitemap-0.xml</loc>" in (folder / "sitemap.xml").read_text()
    named = re.findall(r"<loc>([^<]*)</loc>", (folder / "sitemap-0.xml").read_text())
    assert f"{there}/zh/pages/{gone.slug}/" not in named
    for one in named:
        assert (folder / one.removeprefix(f"{there}/") / "index.html").is_file()
    assert f"Sitemap: {there}/sitemap.xml" in (tmp_path / "site/robots.txt").read_text()
    assert addresses.full("/") == "https://office.example/"


def test_links_in_texts_lead_to_the_copy_however_they_are_written(tmp_path, settings):
    settings.ORIGIN = "https://office.example"
    guide = made.published(body_en="## First\n\n## Second")
    ways = [
        f"[part](/portal/en/pages/{guide.slug}/#part-2)",
        f"[in full](https://office.example/portal/en/pages/{guide.slug}/)",
        f"[no slash](/portal/en/pages/{guide.slug})",
        "[mistyped](/portal/en/pages/nothing-of-the-kind/)",
        "[no address](/portal/en/nowhere/at/all)",
        "[elsewhere](https://other.example/portal/en/)",
    ]
    page = made.published(body_en="\n\n".join(ways))

    done = export_site(tmp_path / "site")

    html = (tmp_path / f"site/portal/en/pages/{page.slug}/index.html").read_text(encoding="utf-8")
    there = f"../{guide.slug}/index.html"
    for words, address in (
        ("part", f"{there}#part-2"),
        ("in full", there),
        ("no slash", there),
        ("elsewhere", "https://other.example/portal/en/"),
    ):
        assert f'<a href="{address}" rel="noopener">{words}</a>' in html
    missing = ["/portal/en/nowhere/at/all/", "/portal/en/pages/nothing-of-the-kind/"]
    assert sorted(done.missing) == missing
    assert not (tmp_path / f"site/portal/en/pages/{guide.slug}").is_file()


@pytest.mark.parametrize(
    "address", ["other.example/intl", "ftp://a.example/", "https://", "https://a.example/?q=1"]
)
def test_an_address_that_is_none_is_refused(tmp_path, address):
    with pytest.raises(Refused, match="no web address"):
        export_site(tmp_path / "site", address=address)
    assert not list(tmp_path.iterdir())


def test_an_export_replaces_an_earlier_one_and_nothing_else(tmp_path):
    made.published()
    folder = tmp_path / "site"
    export_site(folder)
    (folder / "left.html").write_text("old", encoding="utf-8")
    export_site(folder)
    assert not (folder / "left.html").exists()

    other = tmp_path / "thesis"
    other.mkdir()
    (other / "chapter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="something else"):
        export_site(other)
    assert [one.name for one in Path(other).iterdir()] == ["chapter.txt"]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/portal/en/", "portal/en/index.html"),
        ("/portal/en/archive/?year=2025&page=2", "portal/en/archive/year-2025-page-2/index.html"),
        ("/portal/en/rss.xml", "portal/en/rss.xml"),
        ("/portal/files/ab/a%20b.txt", "portal/files/ab/a b.txt"),
    ],
)
def test_each_address_has_its_file(address, file):
    assert file_of(address) == file
