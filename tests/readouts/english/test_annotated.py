"""Our own annotated readouts, in other offices' manner, read as they should be."""

from pathlib import Path

import pytest
from tests.readouts.scoring import annotated, score, total

from plenary.readout.english import read_english

FOLDER = Path(__file__).parent.parent / "en"
FLOORS = {
    "directives": 0.95,
    "verbs": 0.95,
    "agenda": 0.9,
    "attendees": 0.95,
    "posts": 0.95,
    "chair": 1.0,
    "title": 1.0,
    "date": 1.0,
    "source": 1.0,
    "body": 0.95,
    "meeting_name": 0.95,
}


@pytest.fixture(scope="module")
def scores():
    return total(score(gold, read_english(text).to_json()) for text, gold in annotated(FOLDER))


@pytest.mark.parametrize(("field", "floor"), FLOORS.items())
def test_each_field_reaches_its_floor(scores, field, floor):
    assert scores[field].f1 >= floor, scores[field]


@pytest.mark.parametrize(
    ("text", "gold"), [pytest.param(t, g, id=g["id"]) for t, g in annotated(FOLDER)]
)
def test_each_annotation_is_verbatim_and_in_order(text, gold):
    at = 0
    for directive in gold["directives"]:
        assert text[directive["start"] : directive["end"]] == directive["text"]
        assert directive["start"] >= at
        at = directive["end"]
