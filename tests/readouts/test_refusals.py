"""Each refusal is a plain sentence in both languages, and each sentence is used."""

import pickle
import re
from pathlib import Path

import pytest

import plenary.readout
from plenary.readout.refusals import SENTENCES, refusal

WORDS = {"limit": 3, "reason": "a reason"}
SOURCES = [path.read_text("utf-8") for path in Path(plenary.readout.__file__).parent.rglob("*.py")]


@pytest.mark.parametrize("code", SENTENCES)
def test_a_refusal_is_a_whole_sentence_in_both_languages(code):
    error = refusal(code, **WORDS)
    assert error.code == code
    assert re.search(r"[\u4e00-\u9fff].*。$", error.zh)
    assert re.fullmatch(r"[A-Z].*\.", error.en)
    assert "{" not in error.zh + error.en
    assert error.sentence("zh") == error.zh
    assert error.sentence("en") == error.en == str(error)


def test_a_refusal_travels_between_processes_whole():
    error = pickle.loads(pickle.dumps(refusal("too-large", limit=3)))
    assert (error.code, error.zh, error.en) == (
        "too-large",
        refusal("too-large", limit=3).zh,
        refusal("too-large", limit=3).en,
    )


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_is_used(code):
    assert sum(source.count(f'"{code}"') for source in SOURCES) > 1


def test_no_refusal_is_without_a_sentence():
    used = {code for source in SOURCES for code in re.findall(r'refusal\(\s*"([a-z-]+)"', source)}
    assert used <= SENTENCES.keys()
