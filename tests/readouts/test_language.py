"""The language is decided from the text, and what is in neither language is refused."""

import pytest

from plenary.readout.errors import ReadoutError
from plenary.readout.language import detect, require_words


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("会议要求，要抓好落实。", "zh"),
        ("The meeting was held on 8 May.", "en"),
        ("Chinese\nTopics:\nThe Council of Yunwan (云湾) Convened", "en"),
        ("会议审议了《APEC Business Travel Card 管理办法》和 WTO 有关事项。", "zh"),
        (
            "会议要求，抓好落实。[原文](https://example.org/a/long/path/to/the/page/index.html)",
            "zh",
        ),
        ("會議要求，要抓好落實。", "zh"),
    ],
)
def test_the_main_language_is_told(text, lang):
    assert detect(text) == lang


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \r\n\u3000", "empty"),
        ("12 345 678,90\n--- *** ---", "no-prose"),
        ("Заседание комитета состоялось в понедельник.", "other-language"),
        ("会議は月曜日に開かれ、委員長があいさつしました。", "other-language"),
    ],
)
def test_a_text_without_words_of_either_language_is_refused(text, code):
    for ask in (detect, require_words):
        with pytest.raises(ReadoutError) as refused:
            ask(text)
        assert refused.value.code == code
