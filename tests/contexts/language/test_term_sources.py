"""The date of a term's source: given, not stated by the source, or not looked up yet."""

import pytest
from django.db import IntegrityError, transaction

from plenary.contexts.language.checking.source_notes import in_words
from plenary.contexts.language.exchange.entry import UNDATED
from plenary.contexts.language.models import Term
from plenary.contexts.language.selectors import terms
from plenary.contexts.language.services.loading import load_shipped_terms
from plenary.shared.actor import SYSTEM
from tests.contexts.language import factories as made
from tests.contexts.language.test_imports import bring_in, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("source", "en", "zh"),
    [
        ("wb t20231023_3284963", "site of the Beijing Foreign Affairs Office (23 October 2023)",
         "北京市外办网站（2023年10月23日）"),
        ("beijing.gov.cn t20220607_2730843 / t20200627_1932955",
         "site of the Beijing Municipal Government (7 June 2022) / 27 June 2020",
         "北京市政府网站（2022年6月7日） / 2020年6月27日"),
        ("wb t20231399_1", "wb t20231399_1", "wb t20231399_1"),
        ("http://wb.beijing.gov.cn/t20231023_1.html", "http://wb.beijing.gov.cn/t20231023_1.html",
         "http://wb.beijing.gov.cn/t20231023_1.html"),
    ],
)  # fmt: skip
def test_a_page_noted_by_its_number_is_told_by_its_institution_and_day(source, en, zh):
    assert (in_words(source, "en"), in_words(source, "zh")) == (en, zh)


@pytest.fixture
def keeper(client):
    keeper = made.translator(name="Tan")
    client.force_login(keeper)
    return keeper


def codes(**asked):
    found = terms.listing(SYSTEM, terms.Filters(**asked))
    return sorted(found.values_list("code", flat=True))


def sent(**fields):
    return {"name_zh": "甲", "name_en": "A", "source": "Law", "seen_version": 1, **fields}


def test_what_is_written_of_a_sources_date_is_kept_shown_and_found(client, keeper):
    term = made.draft(keeper.actor, code="t", name_zh="甲", name_en="A", source="Law")
    address = term.get_absolute_url()
    assert "not looked up yet" in client.get(address).content.decode()
    assert codes(dating="unknown") == ["t"]

    answer = client.post(f"{address}edit/", sent(is_source_undated="on"))

    assert answer.status_code == 302
    term.refresh_from_db()
    assert (term.source_on, term.is_source_undated) == (None, True)
    shown = client.get(address).content.decode()
    assert "not stated by the source" in shown
    assert "The source states no date" in shown  # its history
    assert (codes(dating="undated"), codes(dating="unknown"), codes(dating="stated")) == (
        ["t"],
        [],
        [],
    )
    assert "checked" in client.get(f"{address}edit/").content.decode()
    assert "甲" in client.get("/terms/?dating=undated").content.decode()
    assert "甲" not in client.get("/terms/?dating=stated").content.decode()


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"source_on": "2021-01-01"}, "Give the date of the source, or say that it states none."),
        ({"source": ""}, "Say which source it is that states no date."),
    ],
)
def test_a_date_and_the_word_that_there_is_none_exclude_each_other(client, keeper, fields, match):
    term = made.draft(keeper.actor, code="t", name_zh="甲", name_en="A", source="Law")

    answer = client.post(f"{term.get_absolute_url()}edit/", sent(is_source_undated="on", **fields))

    assert match in answer.content.decode()
    term.refresh_from_db()
    assert not term.is_source_undated
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.update(source_on="2021-01-01", is_source_undated=True)


@pytest.mark.parametrize("written", ["undated", "未载明", "Not stated"])
def test_a_file_says_it_in_a_word_and_the_preview_in_the_readers(client, keeper, written):
    made.approved(code="k", name_zh="甲", name_en="A", source="Law", source_on="2021-01-01")
    found = read(keeper.actor, f"代码,中文,英文,出处,出处日期\nk,甲,A,Law,{written}\n")

    shown = client.get(f"{found.get_absolute_url()}?show=all").content.decode()

    assert "2021-01-01</del> → the source states none" in shown
    bring_in(keeper.actor, found)
    term = Term.objects.get(code="k", revision=2)
    assert (term.source_on, term.is_source_undated) == (None, True)
    assert terms.entry_of(term).source_on == UNDATED


def test_every_shipped_term_has_its_sources_date_or_says_that_there_is_none():
    load_shipped_terms(actor=SYSTEM)

    assert not codes(dating="unknown")
    assert len(codes(dating="stated")) > 240
    assert len(codes(dating="undated")) > 480
    assert not Term.objects.filter(source="").exists()
