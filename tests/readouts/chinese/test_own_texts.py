"""The Chinese grammar on annotated texts of our own, scored as drafts are scored everywhere."""

import json
import re
from pathlib import Path

import pytest

from plenary.readout.chinese import read_chinese

TEXTS = Path(__file__).parent.parent / "zh"
FLOORS = {
    "directives": 0.95,
    "verbs": 0.92,
    "agenda": 0.9,
    "attendees": 0.95,
    "posts": 0.95,
    "chair": 1.0,
    "title": 1.0,
    "date": 1.0,
    "source": 1.0,
    "body": 0.9,
    "meeting_name": 0.95,
}


def squeeze(text):
    return re.sub(r"\s+", "", text or "").strip("“”，。")


def overlap(one, other):
    common = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return common / (max(one["end"], other["end"]) - min(one["start"], other["start"]))


def paired(gold, draft):
    ranked = sorted(
        ((overlap(g, d), i, j) for i, g in enumerate(gold) for j, d in enumerate(draft)),
        reverse=True,
    )
    pairs, used_gold, used_draft = [], set(), set()
    for likeness, i, j in ranked:
        if likeness >= 0.7 and i not in used_gold and j not in used_draft:
            pairs.append((gold[i], draft[j]))
            used_gold.add(i)
            used_draft.add(j)
    return pairs


def values(record):
    """Give the comparable values of each field but the directives."""
    title = (record["title"] or {}).get("text")
    return {
        "agenda": {(item["kind"], squeeze(item["text"])) for item in record["agenda"]},
        "attendees": {squeeze(person["name"]) for person in record["attendees"]},
        "posts": {(p["name"], squeeze(post)) for p in record["attendees"] for post in p["posts"]},
        "chair": {squeeze(name) for name in record["chair"]},
        "title": {squeeze(title)} - {""},
        **{
            field: {squeeze(record[field])} - {""}
            for field in ("date", "source", "body", "meeting_name")
        },
    }


def counts(gold, draft):
    """Give hits, annotated and drafted for each field of one text."""
    pairs = paired(gold["directives"], draft["directives"])
    spoken = [(g, d) for g, d in pairs if g["verb"]]
    found = {
        "directives": (len(pairs), len(gold["directives"]), len(draft["directives"])),
        "verbs": (sum(g["verb"] == d["verb"] for g, d in spoken), len(spoken), len(spoken)),
    }
    wanted, given = values(gold), values(draft)
    for field, ours in wanted.items():
        found[field] = (len(ours & given[field]), len(ours), len(given[field]))
    return found


@pytest.fixture(scope="module")
def totals():
    sums = {field: [0, 0, 0] for field in FLOORS}
    for path in sorted(TEXTS.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        draft = read_chinese(text).to_json(id=gold["id"])
        for field, numbers in counts(gold, draft).items():
            sums[field] = [a + b for a, b in zip(sums[field], numbers, strict=True)]
    return sums


@pytest.mark.parametrize("field", sorted(FLOORS))
def test_the_field_reaches_its_floor(totals, field):
    hits, annotated, drafted = totals[field]
    precision, recall = hits / max(drafted, 1), hits / max(annotated, 1)
    assert annotated > 0
    assert 2 * precision * recall / max(precision + recall, 1e-9) >= FLOORS[field]


def test_annotations_are_verbatim():
    for path in sorted(TEXTS.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        for directive in gold["directives"]:
            assert text[directive["start"] : directive["end"]] == directive["text"]
