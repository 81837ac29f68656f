"""Clauses of two languages are paired in order, with a score, and never by force."""

from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.contexts.governance.papers.pairing import (
    LEAST,
    Side,
    likeness,
    pair_in_order,
    verb_classes,
)

CHINESE = [
    "要强化码头统筹协调",
    "举办2027年港口博览会（HARBOUR EXPO）",
    "优化夜间航线服务，提升旅客体验",
    "防范化解航道风险",
    "讲好港城故事",
]
ENGLISH = [
    "It is necessary to strengthen the coordination of the quays",
    "hosting the 2027 port fair (HARBOUR EXPO)",
    "improve the service of night ferries for passengers",
    "preventing and defusing risks in the fairway",
    "tell the story of the harbour city",
]


def sides(texts, **changes):
    return [Side(str(i), t, **changes.get(f"n{i}", {})) for i, t in enumerate(texts)]


def keys(pairs):
    return [(p.left, p.right) for p in pairs]


def test_two_lists_of_the_same_clauses_are_paired_one_to_one():
    pairs = pair_in_order(sides(CHINESE), sides(ENGLISH))

    assert keys(pairs) == [(str(i), str(i)) for i in range(5)]
    assert all(p.is_sure for p in pairs)


def test_a_clause_that_the_other_text_leaves_out_stays_unpaired():
    pairs = pair_in_order(sides(CHINESE), sides([*ENGLISH[:2], *ENGLISH[3:]]))

    assert keys(pairs) == [("0", "0"), ("1", "1"), ("3", "2"), ("4", "3")]


def test_pairs_never_cross():
    pairs = pair_in_order(sides(CHINESE), sides(list(reversed(ENGLISH))))

    assert keys(pairs) == sorted(keys(pairs))
    assert [p.right for p in pairs] == sorted(p.right for p in pairs)


def test_the_same_theme_and_names_speak_for_a_pair_and_others_against_it():
    left = [Side("a", "推进甲", theme=1, names=frozenset({4}))]
    same = [Side("b", "go on with A", theme=1, names=frozenset({4}))]
    other = [Side("b", "go on with A", theme=2, names=frozenset({5}))]

    assert likeness(left[0], same[0], 0, 0, left, same) > 0.7
    assert likeness(left[0], other[0], 0, 0, left, other) < 0.6


def test_an_empty_list_pairs_nothing():
    assert pair_in_order([], sides(ENGLISH)) == []
    assert pair_in_order(sides(CHINESE), []) == []


def test_verbs_of_both_languages_fall_into_the_same_classes():
    assert verb_classes("强化统筹") == verb_classes("strengthening coordination")
    assert verb_classes("灯塔") == frozenset()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(CHINESE), max_size=9), st.lists(st.sampled_from(ENGLISH), max_size=9)
)
def test_each_clause_is_paired_once_and_in_order(chinese, english):
    pairs = pair_in_order(sides(chinese), sides(english))

    assert [int(p.left) for p in pairs] == sorted({int(p.left) for p in pairs})
    assert [int(p.right) for p in pairs] == sorted({int(p.right) for p in pairs})
    assert all(0 <= p.score <= 1 for p in pairs)
    assert not pairs or any(p.score >= LEAST for p in pairs)


def test_a_lone_clause_between_two_pairs_is_paired_by_its_place_and_in_doubt():
    chinese = sides([*CHINESE[:2], "要把这件事放在心上", *CHINESE[3:]], n2={"theme": 1})
    english = sides([*ENGLISH[:2], "It matters a great deal to all", *ENGLISH[3:]], n2={"theme": 2})

    pairs = pair_in_order(chinese, english)

    assert keys(pairs) == [(str(i), str(i)) for i in range(5)]
    assert not pairs[2].is_sure
