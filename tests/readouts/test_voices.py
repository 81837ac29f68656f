"""How a readout reports its demands: who says them, in which manner, in which sentence."""

import pytest

from plenary.readout import Span, voices

ZH = """# 会议召开

会议传达学习了上级精神。会议指出，形势很好。要看到差距，补齐短板。会议还要求各单位抓紧落实。

区长张三强调，要守住底线。大家一致认为，要加强学习。
"""
EN = """The Committee Met

The meeting reviewed the report. It noted that work went well. The meeting urged all bureaus to hurry up and
that costs be cut. Efforts will be made to
hire guides.

Mayor Ann Lee stressed the need to save. She added that it should be done soon. It was decided that a plan be drawn up.

Roads should be mended.
"""


def heard(text, lang, *quotes):
    places = [Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    return voices(text, lang, places)


def test_the_last_frame_before_a_demand_says_its_manner():
    seen, filled, urged = heard(ZH, "zh", "看到差距", "补齐短板", "抓紧落实")

    assert [one.manner for one in (seen, filled, urged)] == ["noted", "noted", "required"]
    assert {one.speaker for one in (seen, filled, urged)} == {""}
    assert seen.sentence == filled.sentence != urged.sentence
    assert seen.paragraph == urged.paragraph


def test_whoever_spoke_in_the_meetings_stead_is_named_and_what_all_thought_changes_nothing():
    held, learnt = heard(ZH, "zh", "要守住底线", "要加强学习")

    assert (held.manner, held.speaker) == ("stressed", "区长张三")
    assert (learnt.manner, learnt.speaker) == ("stressed", "区长张三")


def test_an_english_demand_keeps_the_words_right_before_it():
    hurry, cut, guides = heard(EN, "en", "all bureaus to hurry", "that costs", "Efforts will")

    assert (hurry.manner, hurry.lead) == ("required", "The meeting urged")
    assert (cut.manner, cut.lead) == ("required", "")
    assert (guides.manner, guides.sentence) == ("required", EN.index("Efforts"))


def test_a_pronoun_keeps_the_speaker_and_a_paragraph_of_its_own_has_none():
    save, soon, plan, roads = heard(
        EN, "en", "the need to save", "it should be", "a plan be", "Roads"
    )

    assert (save.manner, save.speaker, save.lead) == (
        "stressed",
        "Mayor Ann Lee",
        "Mayor Ann Lee stressed",
    )
    assert (soon.manner, soon.speaker) == ("said", "Mayor Ann Lee")
    assert plan.manner == "decided"
    assert (roads.manner, roads.speaker) == (None, "")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_place_outside_every_paragraph_is_reported_by_nobody(lang):
    assert voices("Date: 2025-05-08\n", lang, [Span(0, 4)])[0].manner is None
