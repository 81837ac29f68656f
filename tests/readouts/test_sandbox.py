"""A file is taken apart in a process of its own, and whatever happens there is a plain sentence."""

import os
import sys

import pytest
import typst

from plenary.readout.errors import ReadoutError
from plenary.readout.files import MAX_BYTES, text_of
from plenary.readout.sandbox import extract_apart

PAGE = "<!DOCTYPE html><html><head><title>会议</title></head><body><p>会议要求，要抓好落实。</p></body></html>"


def apart(data, name="readout", *, seconds=20.0, megabytes=256):
    return extract_apart(data, name, seconds=seconds, megabytes=megabytes)


def refusal_of(data, **limits):
    with pytest.raises(ReadoutError) as refused:
        apart(data, **limits)
    return refused.value


@pytest.mark.parametrize(
    "data",
    ["会议要求，要抓好落实。\r\n".encode("gb18030"), PAGE.encode(), typst.compile(b"A meeting.")],
    ids=["text", "page", "pdf"],
)
def test_the_text_is_the_same_as_without_the_sandbox(data):
    assert apart(data) == text_of(data)


def test_the_name_is_known_inside():
    assert apart(b"The meeting was held.", "a\0b.MD").media_type == "text/markdown"


def test_a_refusal_comes_back_with_both_sentences():
    refused = refusal_of(b"%PDF-1.7\n")
    assert refused.code == "broken-pdf"
    assert "PDF" in refused.zh
    assert "PDF" in refused.en


def test_a_file_that_is_too_large_is_refused_before_a_process_starts(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert refusal_of(b"a" * (MAX_BYTES + 1)).code == "too-large"
    assert refusal_of(b"a").code == "sandbox-failed"


def test_a_file_that_takes_too_long_is_stopped():
    slow = "<html><body>" + "<p>abc. def</p>" * 1_500_000
    assert refusal_of(slow.encode(), seconds=1, megabytes=4000).code == "too-slow"


def test_a_file_that_takes_too_much_memory_is_stopped():
    greedy = b"The meeting was held. " * 200_000
    assert refusal_of(greedy, megabytes=6).code in {"too-much-memory", "broken-file"}


def test_the_child_sees_no_secrets(monkeypatch, tmp_path):
    told = tmp_path / "environment"
    spy = tmp_path / "python"
    spy.write_text(f"#!/bin/sh\nenv > {told}\n")
    spy.chmod(0o755)
    monkeypatch.setattr(sys, "executable", os.fspath(spy))
    monkeypatch.setenv("SECRET_KEY", "a secret")
    assert refusal_of(b"a").code == "broken-file"
    assert "a secret" not in told.read_text()
