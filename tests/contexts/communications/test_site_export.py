"""The portal as files: whole, with links that lead somewhere, and without what needs a server."""

import re
from pathlib import Path

import pytest

from plenary.contexts.communications.exports.site import export_site, file_of
from plenary.contexts.communications.services.attaching import attach_file
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.communications import factories as made

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
    approve_page(actor=SYSTEM, page_id=page.pk, seen_version=None, langs=["en"])
    gone = made.published()
    withdraw_page(actor=SYSTEM, page_id=gone.pk, seen_version=None, reasons={"zh": "有误。"})
    hidden = made.submitted()
    for _one in range(21):
        made.published(langs=["zh"])

    done = export_site(tmp_path / "site")

    pages = list((tmp_path / "site").rglob("*.html"))
    assert done.missing == []
    assert done.pages == len(pages) - 3
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
    fragment = (tmp_path / "site/portal/en/list.html").read_text(encoding="utf-8")
    assert "http://127.0.0.1:8000/portal/en/pages/opening-hours/" in fragment


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
