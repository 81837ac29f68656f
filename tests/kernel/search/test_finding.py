import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plenary.kernel.search import selectors, services, storage
from plenary.kernel.search.asking import terms
from plenary.kernel.search.cutting import token_set
from plenary.kernel.search.highlighting import excerpt
from plenary.kernel.search.models import Entry
from plenary.shared.actor import NOBODY, SYSTEM, Actor
from tests import factories
from tests.kernel.search.factories import indexed

pytestmark = pytest.mark.django_db

READOUT = "会议强调，要推进涉外公共服务，办好国际友城合作论坛，年底前新增外语服务窗口12个。"


def found(query, actor=SYSTEM, **more):
    results = selectors.find(actor, query, **more)
    assert results.total >= len(results.hits)
    return [hit.subject_id for hit in results.hits]


@pytest.mark.parametrize(
    "query",
    [
        "友城",
        "城合",
        "公共服务",
        "涉",
        "个",
        "论坛",
        "窗口12",
        "12",
        "友城 论坛",
        "友",
        "国际友城合作论坛",
    ],
)
def test_any_characters_are_found_inside_a_longer_text(query):
    record = indexed(title_zh="全会", text=READOUT)
    indexed(title_zh="别的事", text="没有关系")

    assert found(query) == [record.pk]


@pytest.mark.parametrize("query", ["务办", "城友", "友合", "友城 港口", "国友城", "服务城合作"])
def test_what_does_not_stand_together_is_not_found(query):
    indexed(title_zh="全会", text=READOUT)

    assert found(query) == []


@pytest.mark.parametrize(
    "query", ["SISTER", "sister agree", "agreement sis", "malaga", "Málaga", "ｓｉｓｔｅｒ city"]
)
def test_words_are_found_without_case_accents_and_width(query):
    record = indexed(title_en="Agreement with the sister city Málaga")

    assert found(query) == [record.pk]


def test_only_the_last_word_is_taken_as_a_beginning():
    record = indexed(title_en="Forums and parties")

    assert found("forums part") == [record.pk]
    assert found("foru parties") == []
    assert found("art") == []


def test_a_mixed_query_asks_for_everything():
    both = indexed(title_zh="友城论坛", title_en="Sister-city forum")
    indexed(title_zh="友城论坛", title_en="")
    indexed(title_en="Forum")

    assert found("友城 forum") == [both.pk]
    assert found("forum友城") == [both.pk]


def test_a_quoted_phrase_stands_as_written():
    exact = indexed(title_en="The Sister-City agreement")
    indexed(title_en="A city agreement with a sister")
    indexed(title_en="Sister city agreements")

    assert found('"sister city agreement"') == [exact.pk]
    assert found("“sister city” the") == [exact.pk]
    assert found("「city」 sister agreement the") == [exact.pk]


def test_a_quoted_phrase_of_chinese_and_words_stands_as_written():
    exact = indexed(text="举办G20 峰会后续活动")
    indexed(text="峰会邀请G20")

    assert found('"G20峰会"') == [exact.pk]
    assert found('"举办g20峰会后"') == [exact.pk]
    assert found('"举g20"') == []


def test_a_phrase_does_not_run_from_the_title_into_the_text():
    indexed(title_zh="国际", title_en="sister", text="city 友城")

    assert found('"sister city"') == []


def test_titles_come_before_texts_and_then_the_newest():
    old = indexed(title_zh="友城名录", on=dt.date(2024, 1, 1))
    in_text = indexed(title_zh="名录", text="友城", on=dt.date(2026, 1, 1))
    new = indexed(title_zh="友城论坛", on=dt.date(2025, 1, 1))
    undated = indexed(title_zh="友城")

    assert found("友城") == [new.pk, old.pk, undated.pk, in_text.pk]


def test_of_a_word_in_very_many_records_the_newest_are_given_and_the_rest_is_told():
    entries = [
        Entry(subject_type="test.record", subject_id=n, title_zh="友城", on=dt.date(2020, 1, 1))
        for n in range(selectors.RANKED)
    ]
    for entry in Entry.objects.bulk_create(entries):
        storage.put([(entry.pk, token_set("友城"), token_set("友城"))])
    exact = selectors.find(SYSTEM, "友城")
    newest = indexed(title_zh="另一件", text="友城", on=dt.date(2025, 1, 1))
    indexed(title_zh="旧友城", on=dt.date(2019, 1, 1))

    results = selectors.find(SYSTEM, "友城", limit=selectors.RANKED)

    assert (exact.total, exact.is_total_exact) == (selectors.RANKED, True)
    assert (results.total, results.is_total_exact) == (selectors.RANKED, False)
    assert len(results.hits) == selectors.RANKED
    assert results.hits[-1].subject_id == newest.pk


def test_pages_and_kinds_are_cut_out_of_one_order():
    people = [indexed(title_zh=f"友城{n}") for n in range(5)]
    unit = indexed(subject=factories.unit(), title_zh="友城处")

    assert selectors.find(SYSTEM, "友城", limit=2).total == 6
    assert found("友城", limit=2, offset=2) + found("友城", limit=2) != []
    assert len(found("友城", limit=4, offset=4)) == 2
    assert found("友城", subject_types=["organisations.organisation"]) == [unit.pk]
    assert found("友城", subject_types=["people.person"]) == [p.pk for p in reversed(people)]
    assert found("友城", subject_types=[]) == []


def test_each_audience_finds_its_own_and_the_total_counts_no_more():
    mine, other = factories.unit(), factories.unit()
    for_all = indexed(title_zh="友城一")
    for_office = indexed(title_zh="友城二", audience="office")
    for_mine = indexed(title_zh="友城三", audience="units", unit_ids=[mine.pk])
    for_other = indexed(title_zh="友城四", audience="units", unit_ids=[other.pk, 10**9])
    unit = factories.unit_user(of=mine).actor
    clerk = Actor(user_id=1, name="Clerk", roles=frozenset({"counter"}))

    everything = {for_all.pk, for_office.pk, for_mine.pk, for_other.pk}
    for role in selectors.SEE_ALL:
        actor = Actor(user_id=1, name=role, roles=frozenset({role}))
        assert set(found("友城", actor)) == everything
    assert set(found("友城", unit)) == {for_all.pk, for_mine.pk}
    assert selectors.find(unit, "友城", limit=1).total == 2
    assert found("友城", clerk) == [for_all.pk]
    assert found("友城", NOBODY) == []


def test_hits_say_which_pieces_were_met():
    indexed(title_zh="友城论坛", title_en="Málaga forum", text=READOUT, url="/x/")

    (hit,) = selectors.find(SYSTEM, "友城 malaga").hits

    assert hit.title_zh == [("友城", True), ("论坛", False)]
    assert hit.title_en == [("Málaga", True), (" forum", False)]
    assert ("友城", True) in hit.excerpt
    assert hit.url == "/x/"


def test_an_excerpt_parts_headings_and_points_and_cuts_no_word():
    asked = terms("forum")
    text = "Sister cities\nA forum opened.\nIt went on.\nDates\n\nMay"

    assert excerpt(text, asked) == [
        ("Sister cities · A ", False),
        ("forum", True),
        (" opened. It went on. Dates · May", False),
    ]
    assert excerpt("召开论坛\n会议开始。\n随后", terms("会议")) == [
        ("召开论坛 · ", False),
        ("会议", True),
        ("开始。随后", False),
    ]
    assert excerpt("forum " + "abcdefgh " * 40, asked)[-2][0].endswith("abcdefgh")


def test_every_long_run_must_stand_as_asked():
    record = indexed(text="办好国际友城合作论坛，新增外语服务窗口")
    indexed(text="办好国际友城，合作论坛，新增外语服务窗口")
    indexed(text="办好国际友城合作论坛，新增外语，语服务窗口")

    assert found("友城合作 外语服务") == [record.pk]


def test_a_page_past_the_end_still_gives_the_total():
    indexed(title_zh="友城")

    results = selectors.find(SYSTEM, "友城", offset=20)

    assert (results.hits, results.total) == ([], 1)


def test_a_search_takes_the_same_number_of_queries_for_one_and_twelve(django_assert_num_queries):
    indexed(title_zh="友城论坛会")
    with django_assert_num_queries(2):
        assert len(selectors.find(SYSTEM, "友城 论坛会", limit=100).hits) == 1
    for n in range(12):
        indexed(title_zh=f"友城论坛会{n}")
    with django_assert_num_queries(2):
        assert len(selectors.find(SYSTEM, "友城 论坛会", limit=100).hits) == 13


def test_indexing_again_replaces_and_forgetting_removes():
    record = indexed(title_zh="旧名", text="旧文", audience="office")
    indexed(subject=record, title_zh="新名")

    assert found("旧") == []
    assert found("新名") == [record.pk]
    assert Entry.objects.get().audience == "all"

    services.forget_record(record)
    services.forget_record(record)

    assert found("新名") == []
    assert not Entry.objects.exists()


def test_what_no_database_keeps_is_left_out():
    record = indexed(title_zh="友\x00城", text="论\ud800坛\x00港口")

    assert found("港口\x00") == [record.pk]
    assert found("\ud800") == []


def test_a_very_long_text_is_found_up_to_its_limit():
    text = "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(150_000))
    record = indexed(text=text)

    assert found(text[119_000:119_010]) == [record.pk]
    assert found(text[1000:1002]) == [record.pk]


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(st.text(max_size=60) | st.text(alphabet="友城ab\"'*:&|!()\\^-+{}%_“” \x00", max_size=40))
@example("' OR 1=1 --")
@example('"友城" NEAR(a b)')
@example("title : 友城")
@example("a" * 500)
@example("友" * 500)
@example(" ".join(f"w{n}" for n in range(300)))
@example('"""')
@example('"\u3040:\u3040“')
@example("NOT AND OR")
def test_no_query_is_ever_taken_for_a_command(query):
    if not Entry.objects.exists():
        indexed(title_zh="友城", title_en="ab")
    selectors.find(SYSTEM, query)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(st.text(alphabet="友城论坛港口", min_size=1, max_size=30), st.data())
def test_any_part_of_a_text_finds_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    record = indexed(text=f"甲，{text}b。")

    assert record.pk in found(text[start:end], limit=1000)
    assert record.pk not in found(f"{text[start:end]}丙", limit=1000)


def test_an_audience_changes_without_indexing_anew():
    mine, other = factories.unit(), factories.unit()
    record = indexed(title_zh="友城", text="论坛", audience="units", unit_ids=[other.pk])
    liaison = factories.unit_user(mine).actor

    services.change_audience(
        record._meta.label_lower, [record.pk], audience="units", unit_ids=[mine.pk, mine.pk]
    )

    assert found("论坛", liaison) == [record.pk]
    assert Entry.objects.get().unit_ids == [mine.pk]


@pytest.mark.parametrize(
    "query", ["o'brien", "100%", "a\\'b", "%s", "友'; --", "友'城", "${x}", ":a"]
)
def test_what_could_end_a_statement_is_only_looked_for(query):
    record = indexed(title_zh="友城", title_en="o'brien 100% a\\'b %s ${x} :a")

    assert found(query) == [record.pk]
    assert Entry.objects.count() == 1


def test_an_entrys_terms_stand_with_its_row_or_in_a_table_of_their_own():
    """A common word that is in many long texts must not fetch the terms of each of them by themselves."""
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "search_entry")
        assert ("terms" in {column.name for column in columns}) == (
            connection.vendor == "postgresql"
        )
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT attstorage FROM pg_attribute"
                " WHERE attrelid = 'search_entry'::regclass AND attname = 'terms'"
            )
            assert cursor.fetchone() == ("m",)
            cursor.execute(
                "SELECT relname, reloptions FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid"
                " JOIN pg_am ON pg_am.oid = relam WHERE indrelid = 'search_entry'::regclass"
                " AND amname = 'gin' ORDER BY relname"
            )
            short = ["gin_pending_list_limit=256"]
            names = ("public_en", "public_zh", "terms")
            assert cursor.fetchall() == [(f"search_entry_{name}", short) for name in names]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_public_looks_for_is_found_by_the_words_of_its_language_alone(lang):
    """PostgreSQL has an index for just that, and uses it only where the question is written as it is."""
    other = "en" if lang == "zh" else "zh"
    page = indexed(audience="public", labels=["news"], **{f"title_{lang}": "Opening 友城论坛"})
    indexed(audience="public", labels=["news"], **{f"title_{other}": "Opening 友城论坛"})
    inside = indexed(audience="all", **{f"title_{lang}": "Opening 友城论坛"})

    for query in ("opening", "友城论坛", "opening 论"):
        assert found(query, NOBODY, titled_in=lang, labels=["news"]) == [page.pk]
        assert set(found(query, titled_in=lang)) == {page.pk, inside.pk}

    if connection.vendor == "postgresql":
        public = Entry.objects.filter(audience="public").exclude(**{f"title_{lang}": ""})
        asked = public.filter(storage.matching_public(lang, terms("opening")))
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert f"search_entry_public_{lang}" in asked.explain()


MIXED = {
    "第5000项": ["both", "apart", "units", "longer"],
    "第 5000 项": ["both", "apart", "units", "longer"],
    "项5000": ["both", "apart", "units", "longer"],
    "第": ["title", "both", "apart", "units", "lone", "longer", "narrow"],
    "第 项": ["both", "apart", "units", "longer", "narrow"],
    "item 第": ["both", "apart"],
    "第 鲸": ["lone"],
    "鲸 第 5000": [],
    "服务 第": ["title", "apart"],
    "第 服务站": ["title"],
    "“第” 服务": ["title", "apart"],
    "“5000项” 第": ["both", "units", "longer"],
    "第500": ["both", "apart", "units", "longer"],
    "第 500 item": [],
    "２０２６年": ["both"],
    "次第 第": ["narrow"],
}
"""Queries that mix single Chinese characters with others, and what they find, titles and then the newest first."""


@pytest.fixture
def numbered():
    """Records of which nearly all hold 第, as tasks are numbered; PostgreSQL knows how many."""
    mine, other = factories.unit(), factories.unit()
    texts = {
        "title": {"title_zh": "第一批外语服务站", "audience": "public", "labels": ["news"]},
        "both": {"title_zh": "完善标识（第5000项）", "title_en": "Item 5000", "text": "2026年"},
        "apart": {"text": "服务。第三次会议；各项工作共5000件", "title_en": "One item"},
        "units": {"text": "第5000项", "audience": "units", "unit_ids": [mine.pk]},
        "lone": {"text": "鲸鱼，第"},
        "longer": {"text": "第50001项 5000项", "audience": "office"},
        "narrow": {"text": "项目次第", "audience": "narrow", "unit_ids": [other.pk]},
    }
    days = [dt.date(2026, 12, 31) - dt.timedelta(days=n) for n in range(len(texts))]
    made = [indexed(on=on, **text).pk for on, text in zip(days, texts.values(), strict=True)]
    for _number in range(5):
        indexed(text="5000")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_entry")
    return SimpleNamespace(ids=dict(zip(texts, made, strict=True)), mine=mine, other=other)


def test_single_characters_beside_other_words_find_what_they_find_alone(numbered):
    names = {pk: name for name, pk in numbered.ids.items()}
    asked = {query: [names[pk] for pk in found(query)] for query in MIXED}

    assert {query: sorted(hits) for query, hits in asked.items()} == {
        query: sorted(hits) for query, hits in MIXED.items()
    }
    titles_first = {"item 第": ["both", "apart"], "服务 第": ["title", "apart"]}
    assert {query: asked[query] for query in titles_first} == titles_first
    assert asked["第 项"] == MIXED["第 项"]

    unit = factories.unit_user(of=numbered.mine).actor
    verifier = Actor(user_id=1, name="V", roles=frozenset({"verifier"}))
    kept_from = {unit: {"longer", "narrow"}, verifier: {"narrow"}}
    for actor, kept in kept_from.items():
        for query, hits in MIXED.items():
            seen = selectors.find(actor, query)
            assert [names[pk] for pk in seen.subject_ids] == [
                name for name in asked[query] if name not in kept
            ], (actor.name, query)
            assert seen.total == len(set(hits) - kept)
    for query, hits in MIXED.items():
        of_public = found(query, NOBODY, titled_in="zh", labels=["news"])
        assert [names[pk] for pk in of_public] == [name for name in hits if name == "title"], query


@pytest.mark.usefixtures("numbered")
def test_a_common_character_is_looked_for_in_what_the_other_words_find():
    """PostgreSQL would gather each pair that begins with it: 110 ms of a search among a million tasks."""
    asked = {query: storage.matching(terms(query)) for query in ("第 5000", "鲸 5000", "第")}

    if connection.vendor == "sqlite":
        assert asked["第 5000"].params == ['{body} : ("第" * AND "5000" *)']
        return
    by_index, held = asked["第 5000"].sql.split(" AND ")
    assert "search_terms" in by_index
    assert "第" not in by_index
    assert "search_terms" not in held
    assert "第" in held
    assert "鲸" in asked["鲸 5000"].sql.split(" AND ")[0], "a rare one is gathered soon"
    assert asked["第"].sql.startswith("search_terms"), "alone there is nothing else to find by"
