"""The working paper: what people do to it, and that it stays verbatim whatever they do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.contexts.governance.papers import attached, mending
from plenary.contexts.governance.papers.marks import marks_of, runs
from plenary.contexts.governance.papers.quotes import find, one_line, trim
from plenary.contexts.governance.papers.starting import first_paper, last_day
from plenary.shared.errors import NotFound, Refused

SOURCE = (
    "Harbour Committee Holds 2027 Plenary\n2027-03-02\nSource: Harbour Office\n\n"
    "Ms Ines Roa, Director of the Harbour Committee, presided. The meeting heard the report on quays.\n\n"
    "The meeting called for\nopening a night ferry, repairing the quays by June 2027, and training "
    "the pilots. It is necessary to tidy the customs hall.\n"
)


def span(words):
    start = SOURCE.index(words)
    return {"start": start, "end": start + len(words)}


def draft(**changes):
    clauses = [
        "opening a night ferry",
        "repairing the quays by June 2027",
        "training the pilots",
        "It is necessary to tidy the customs hall",
    ]
    return {
        "id": None,
        "lang": "en",
        "title": {
            "text": "Harbour Committee Holds 2027 Plenary",
            **span("Harbour Committee Holds 2027 Plenary"),
        },
        "date": "2027-03-02",
        "source": "Harbour Office",
        "topics": [],
        "body": "Harbour Committee",
        "meeting_name": None,
        "chair": ["Ines Roa"],
        "attendees": [{"name": "Ines Roa", "posts": ["Director of the Harbour Committee"]}],
        "attendee_groups": [],
        "agenda": [{"kind": "hear", "text": "the report on quays"}],
        "directives": [
            {
                "text": c,
                **span(c),
                "verb": c.split()[0],
                "theme": None,
                "actor": None,
                "due": {"text": "by June 2027", "iso": "2027-06"} if "June" in c else None,
                "named": [],
            }
            for c in clauses
        ],
        "references": [],
        "notes": [],
        "spans": {
            "date": span("2027-03-02"),
            "source": span("Harbour Office"),
            "topics": [],
            "body": span("Harbour Committee"),
            "meeting_name": None,
            "chair": [span("Ines Roa")],
            "attendees": [
                {"name": span("Ines Roa"), "posts": [span("Director of the Harbour Committee")]}
            ],
            "attendee_groups": [],
            "agenda": [span("the report on quays")],
            "directives": [],
            "references": [],
        },
        **changes,
    }


@pytest.fixture
def paper():
    return first_paper(draft(), SOURCE)


def ids(paper):
    return [c["id"] for c in paper["clauses"]]


def words(paper, number):
    clause = paper["clauses"][number]
    return SOURCE[clause["start"] : clause["end"]]


def test_the_first_paper_accepts_and_matches_nothing(paper):
    assert [c["state"] for c in paper["clauses"]] == ["found"] * 4
    assert paper["people"][0]["chair"]
    assert paper["people"][0]["person"] is None
    assert paper["body"] is None
    assert paper["plenary"]
    assert paper["clauses"][1]["due_on"] == "2027-06-30"


def test_a_date_in_a_line_of_its_own_is_the_day_of_publication(paper):
    assert (paper["published_on"], paper["held_on"], paper["year"]) == ("2027-03-02", "", 2027)


def test_a_date_in_a_sentence_is_the_day_of_the_sitting():
    source = (
        "On 2027-03-02 the committee met in the long hall beside the river to hear two reports."
    )
    found = draft(title={"text": None, "start": None, "end": None})
    found["spans"] = {**found["spans"], "date": {"start": 3, "end": 13}}

    paper = first_paper(found, source)

    assert (paper["held_on"], paper["published_on"]) == ("2027-03-02", "")


@pytest.mark.parametrize(
    ("lang", "header", "said"),
    [
        ("zh", "日期：2027-03-02", "2月28日，委员会召开2027年全体会议。会议强调，要办好论坛。"),
        (
            "en",
            "Date: 2027-03-02",
            "The committee was held on February 28. The meeting stressed work.",
        ),
    ],
)
def test_the_day_of_the_sitting_is_read_from_the_first_paragraph(lang, header, said):
    source = f"Plenary\n{header}\n\n{said}\n"
    found = draft(lang=lang, title={"text": None, "start": None, "end": None})
    start = source.index("2027-03-02")
    found["spans"] = {**found["spans"], "date": {"start": start, "end": start + 10}}

    paper = first_paper(found, source)

    assert (paper["held_on"], paper["published_on"]) == ("2027-02-28", "2027-03-02")


def test_a_chair_who_is_no_attendee_is_added_as_one():
    found = draft(attendees=[])
    found["spans"] = {**found["spans"], "attendees": []}

    assert first_paper(found, SOURCE)["people"][0]["chair"]


@pytest.mark.parametrize(
    ("iso", "day"),
    [
        ("2025-06-30", "2025-06-30"),
        ("2024-02", "2024-02-29"),
        ("2025", "2025-12-31"),
        ("2025-Q2", "2025-06-30"),
        ("2025-H1", "2025-06-30"),
        ("2025-H2", "2025-12-31"),
        ("2026/2030", "2030-12-31"),
        (None, ""),
        ("soon", ""),
        ("2025-13", ""),
        ("2025-Q9", ""),
    ],
)
def test_the_last_day_of_what_is_due(iso, day):
    assert last_day(iso) == day


def test_accept_drop_and_restore(paper):
    first = ids(paper)[0]

    accepted = mending.accept(paper, first)
    dropped = mending.drop(accepted, first)
    restored = mending.restore(dropped, first)

    assert accepted["clauses"][0]["state"] == "accepted"
    assert dropped["clauses"][0]["state"] == "dropped"
    assert restored["clauses"][0]["state"] == "found"
    assert paper["clauses"][0]["state"] == "found"


def test_accepting_all_leaves_the_dropped_ones_dropped(paper):
    after = mending.accept_all(mending.drop(paper, ids(paper)[2]))

    assert [c["state"] for c in after["clauses"]] == ["accepted", "accepted", "dropped", "accepted"]


def test_a_clause_is_split_at_an_offset_and_loses_its_joining_words(paper):
    merged = mending.merge(paper, ids(paper)[1])
    at = SOURCE.index("and training")

    after = mending.split(merged, SOURCE, ids(merged)[1], at=at)

    assert words(after, 1) == "repairing the quays by June 2027"
    assert words(after, 2) == "training the pilots"
    assert after["clauses"][2]["verb"] == ""


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("报告运行情况。三", "报告运行情况"),
        ("做好服务；（二）", "做好服务"),
        ("抓好落实，二是", "抓好落实"),
        ("Open a window. Third, ", "Open a window"),
        ("grow by 2.5", "grow by 2.5"),
        ("实现第一", "实现第一"),
    ],
)
def test_the_number_of_what_comes_next_is_left_out(printed, kept):
    start, end = trim(printed, 0, len(printed))

    assert printed[start:end] == kept


def test_a_clause_is_split_before_words(paper):
    after = mending.split_before(paper, SOURCE, ids(paper)[1], words="by June")

    assert [words(after, 1), words(after, 2)] == ["repairing the quays", "by June 2027"]


@pytest.mark.parametrize("at", [0, 10_000])
def test_a_split_outside_the_clause_is_refused(paper, at):
    with pytest.raises(Refused, match="inside"):
        mending.split(paper, SOURCE, ids(paper)[0], at=at)


def test_a_split_that_leaves_a_part_without_words_is_refused(paper):
    clause = ids(paper)[0]
    longer = mending.mend_words(paper, SOURCE, clause, quote="opening a night ferry,")

    with pytest.raises(Refused, match="words of its own"):
        mending.split(longer, SOURCE, clause, at=SOURCE.index(", repairing"))


def test_words_that_the_clause_does_not_hold_cannot_split_it(paper):
    with pytest.raises(Refused, match="does not hold"):
        mending.split_before(paper, SOURCE, ids(paper)[0], words="the moon")


def test_merging_takes_what_stands_between(paper):
    after = mending.merge(paper, ids(paper)[0])

    assert words(after, 0) == "opening a night ferry, repairing the quays by June 2027"
    assert after["clauses"][0]["due_on"] == "2027-06-30"
    assert len(after["clauses"]) == 3


def test_the_last_clause_has_nothing_to_merge_with(paper):
    with pytest.raises(Refused, match="no next"):
        mending.merge(paper, ids(paper)[-1])


def test_a_dropped_clause_that_was_merged_over_cannot_be_restored(paper):
    dropped = mending.drop(paper, ids(paper)[1])
    merged = mending.merge(dropped, ids(paper)[0])

    with pytest.raises(Refused, match="already belongs"):
        mending.restore(merged, ids(paper)[1])


def test_words_are_mended_to_other_words_of_the_text_whatever_the_line_ends(paper):
    after = mending.mend_words(
        paper, SOURCE, ids(paper)[0], quote="called  for opening a night ferry"
    )

    assert words(after, 0) == "called for\nopening a night ferry"


def test_words_that_are_not_in_the_text_are_refused(paper):
    with pytest.raises(Refused, match="word for word") as refusal:
        mending.mend_words(paper, SOURCE, ids(paper)[0], quote="opening a day ferry")

    assert "quote" in refusal.value.fields


def test_words_of_another_clause_are_refused(paper):
    with pytest.raises(Refused, match="already belongs"):
        mending.mend_words(paper, SOURCE, ids(paper)[0], quote="a night ferry, repairing")


def test_a_directive_is_added_by_quoting_it(paper):
    gone = mending.drop(paper, ids(paper)[3])

    after = mending.add_quote(gone, SOURCE, quote="tidy the customs hall.")

    assert SOURCE[after["clauses"][-1]["start"] :].startswith("tidy the customs hall")
    assert after["clauses"][-1]["state"] == "accepted"


def test_a_directive_that_is_there_already_is_not_added_again(paper):
    with pytest.raises(Refused, match="already belongs"):
        mending.add_quote(paper, SOURCE, quote="training the pilots")


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (0, 10**6)])
def test_a_place_outside_the_text_is_refused(paper, start, end):
    with pytest.raises(Refused):
        mending.add_clause(paper, SOURCE, start=start, end=end)


def test_a_clause_too_long_is_refused():
    found = draft(directives=[])
    source = SOURCE + "x" * 5000
    with pytest.raises(Refused, match="too long"):
        mending.add_clause(first_paper(found, source), source, start=400, end=5000)


def test_verb_theme_actor_and_due_date_are_mended(paper):
    after = mending.mend_clause(
        paper, ids(paper)[0], verb=" open ", theme=3, actor="the port", due_on="2027-12-31"
    )

    clause = after["clauses"][0]
    assert (clause["verb"], clause["theme"], clause["actor"]) == ("open", 3, "the port")
    assert clause["due_on"] == "2027-12-31"


def test_a_date_that_is_none_is_refused(paper):
    with pytest.raises(Refused, match="not a date"):
        mending.mend_clause(paper, ids(paper)[0], due_on="next June")


def test_a_long_verb_is_refused(paper):
    with pytest.raises(Refused, match="60 characters"):
        mending.mend_clause(paper, ids(paper)[0], verb="x" * 61)


def test_an_agenda_item_has_no_verb_and_makes_no_task(paper):
    with pytest.raises(Refused):
        mending.mend_clause(paper, paper["agenda"][0]["id"], verb="hear")


def test_a_dropped_clause_makes_no_task(paper):
    dropped = mending.drop(paper, ids(paper)[0])

    with pytest.raises(Refused, match="Restore"):
        mending.make_task(dropped, ids(paper)[0], wanted=True)


def test_dropping_a_clause_takes_its_task_away(paper):
    wanted = mending.make_task(paper, ids(paper)[0], wanted=True, unit=4)

    assert wanted["clauses"][0]["unit"] == 4
    assert not mending.drop(wanted, ids(paper)[0])["clauses"][0]["task"]


def test_the_kind_of_an_agenda_item_is_mended(paper):
    item = paper["agenda"][0]["id"]

    assert mending.mend_kind(paper, item, kind="review")["agenda"][0]["kind"] == "review"
    with pytest.raises(Refused):
        mending.mend_kind(paper, item, kind="sing")


def test_a_mended_title_keeps_a_mark_only_where_the_text_says_it(paper):
    printed = mending.mend_fact(paper, SOURCE, "title", text="Harbour Committee Holds 2027")
    typed = mending.mend_fact(paper, SOURCE, "title", text="The harbour's plenary")

    assert printed["facts"]["title"]["start"] == 0
    assert typed["facts"]["title"] == {"text": "The harbour's plenary", "start": None, "end": None}


def test_dates_body_people_posts_and_list_are_chosen(paper):
    person = paper["people"][0]
    post = person["posts"][0]["id"]

    after = mending.mend_dates(paper, held_on="2028-01-02", published_on="", plenary=False)
    after = mending.choose_body(after, 9)
    after = mending.choose_person(after, person["id"], person=7, chair=False)
    after = mending.choose_post(after, person["id"], post, post=None, home="Harbour Police")
    after = mending.choose_list(after, task_list=None, name="Key tasks")

    assert (after["held_on"], after["year"], after["body"]) == ("2028-01-02", 2028, 9)
    assert after["people"][0]["person"] == 7
    assert after["people"][0]["posts"][0]["home"] == "Harbour Police"
    assert after["list_name"] == "Key tasks"


@pytest.mark.parametrize("act", [mending.accept, mending.drop, mending.restore, mending.merge])
@pytest.mark.parametrize("part", ["c999", "zz", ""])
def test_a_part_that_is_not_there_is_not_found(paper, act, part):
    with pytest.raises((NotFound, Refused)):
        act(paper, part)


def test_attaching_and_pairing_by_hand(paper):
    first, second = ids(paper)[:2]
    wanted = mending.make_task(paper, first, wanted=True)

    other_text = attached.attach(wanted, 5, clauses={first: 11}, agenda={})
    paired = attached.pair(other_text, second, 11)
    freed = attached.pair(paired, second, None)

    assert not other_text["clauses"][0]["task"]
    assert paired["attach"]["clauses"] == {second: 11}
    assert freed["attach"]["clauses"] == {}


def test_the_runs_of_the_source_are_the_source(paper):
    cut = runs(SOURCE, marks_of(paper))

    assert "".join(r.text for r in cut) == SOURCE
    assert sum(len(r.opens) for r in cut) == len(marks_of(paper))


def test_one_line_joins_chinese_without_blanks_and_english_with_one():
    assert one_line("加强\n 统筹 CIFTIS\n  work") == "加强统筹 CIFTIS work"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" and build, and ", "build"),
        ("，推进建设。", "推进建设"),
        ("or", ""),
        ("", ""),
        ("Andover and", "Andover"),
    ],
)
def test_trimming_takes_joints_off(text, kept):
    start, end = trim(text, 0, len(text))

    assert text[start:end] == kept


def test_quotes_are_found_nearest_to_where_they_were():
    assert find("a b a b", "a\nb", near=5) == (4, 7)
    assert find("don’t", "don't") == (0, 5)
    assert find("abc", "  ") is None


_ACTS = st.tuples(
    st.sampled_from(["accept", "drop", "restore", "merge", "split", "words", "add", "all"]),
    st.integers(0, 12),
    st.integers(-5, len(SOURCE) + 5),
    st.integers(1, 90),
)


def _act(paper, act, number, at, length):
    everything = [*paper["clauses"], *paper["agenda"]]
    part = everything[number % len(everything)]["id"]
    quote = SOURCE[max(at, 0) : max(at, 0) + length]
    return {
        "accept": lambda: mending.accept(paper, part),
        "drop": lambda: mending.drop(paper, part),
        "restore": lambda: mending.restore(paper, part),
        "merge": lambda: mending.merge(paper, part),
        "split": lambda: mending.split(paper, SOURCE, part, at=at),
        "words": lambda: mending.mend_words(paper, SOURCE, part, quote=quote),
        "add": lambda: mending.add_clause(paper, SOURCE, start=at, end=at + length),
        "all": lambda: mending.accept_all(paper),
    }[act]()


@settings(max_examples=150, deadline=None)
@given(st.lists(_ACTS, max_size=25))
def test_whatever_people_do_spans_stay_in_order_inside_the_text_and_apart(acts):
    paper = first_paper(draft(), SOURCE)
    for act in acts:
        try:
            paper = _act(paper, *act)
        except Refused:
            continue
        assert mending.faults(paper, SOURCE) == []
        assert "".join(r.text for r in runs(SOURCE, marks_of(paper))) == SOURCE


def test_a_split_inside_a_word_is_made_before_it(paper):
    after = mending.split(paper, SOURCE, ids(paper)[1], at=SOURCE.index("June 2027") + 2)

    assert [words(after, 1), words(after, 2)] == ["repairing the quays by", "June 2027"]


def test_a_pair_made_by_hand_has_no_score(paper):
    first = ids(paper)[0]
    other_text = attached.attach(paper, 5, clauses={first: 11}, agenda={}, scores={first: 55})

    assert attached.pair(other_text, first, 12)["attach"]["scores"] == {}


def test_an_agenda_item_is_merged_split_and_paired_like_a_clause(paper):
    item = paper["agenda"][0]["id"]

    after = mending.split_before(paper, SOURCE, item, words="on quays")

    assert len(after["agenda"]) == 2
    assert len(mending.merge(after, item)["agenda"]) == 1


def test_people_are_not_split_and_dropped_clauses_not_mended(paper):
    with pytest.raises(Refused, match="Only directives"):
        mending.merge(paper, paper["people"][0]["id"])
    with pytest.raises(Refused, match="dropped"):
        mending.merge(mending.drop(paper, ids(paper)[0]), ids(paper)[0])


def test_two_clauses_far_apart_are_not_merged(paper):
    paper["clauses"][1]["end"] = paper["clauses"][0]["start"] + mending.LONGEST + 1

    with pytest.raises(Refused, match="too far apart"):
        mending.merge(paper, ids(paper)[0])


def test_the_same_words_twice_are_added_at_the_second_place():
    source = "We mend nets. We mend nets."
    bare = first_paper(draft(directives=[]), SOURCE)

    once = mending.add_quote(bare, source, quote="We mend nets")
    twice = mending.add_quote(once, source, quote="We mend nets")

    assert [c["start"] for c in twice["clauses"]] == [0, 14]


def test_an_added_clause_of_signs_alone_is_refused(paper):
    at = SOURCE.index(". It is")

    with pytest.raises(Refused, match="needs words"):
        mending.add_clause(paper, SOURCE, start=at, end=at + 2)


def test_unknown_fields_people_and_posts_are_not_found(paper):
    person = paper["people"][0]["id"]
    with pytest.raises(NotFound):
        mending.mend_fact(paper, SOURCE, "colour", text="red")
    with pytest.raises(NotFound):
        mending.choose_person(paper, ids(paper)[0], person=None, chair=False)
    with pytest.raises(NotFound):
        mending.choose_post(paper, person, "o999", post=None, home=None)


def test_a_fact_that_is_the_same_changes_nothing(paper):
    assert mending.mend_fact(paper, SOURCE, "source", text="Harbour  Office") == paper


def test_a_lawless_paper_is_told():
    paper = first_paper(draft(), SOURCE)
    paper["clauses"][1]["start"] = 0
    paper["clauses"][2]["id"] = paper["clauses"][0]["id"]

    assert len(mending.faults(paper, SOURCE)) == 2
