"""What a hostile text does in the files that Plenary makes, and a hostile name at sign-in."""

import io

import pytest
import time_machine
from django.test import Client
from docx import Document

from plenary.contexts.governance.exports.docx import docx_of
from plenary.contexts.governance.exports.paper import paper_of
from plenary.contexts.governance.exports.pdf import pdf_of
from plenary.contexts.governance.exports.tasks import csv_lines
from plenary.contexts.governance.exports.xlsx import safe, xlsx_of
from plenary.contexts.governance.models import Statement, Task
from plenary.contexts.governance.selectors import reports
from plenary.contexts.governance.views.answers import light_words
from plenary.kernel.accounts.adapter import account_key
from tests.contexts.governance import factories
from tests.contexts.governance.report_factories import NOW, half_year, task_list
from tests.factories import grant_role, user

HOSTILE = (
    '#import "x"; $1/0$ <script>alert(1)</script> & ]]> \x0b\x01 \u202e =1+1 @here *b* _i_ `c`'
)


@pytest.fixture
def report(db):
    with time_machine.travel(NOW, tick=False):
        made = half_year(task_list(1, entries=[{"quarter": 1, "done_zh": "办会3场。"}]))
    Statement.objects.filter(report=made).update(text_zh=HOSTILE, text_en=HOSTILE)
    made.title_zh = made.title_en = HOSTILE
    made.save()
    return made


@pytest.mark.parametrize("make", [docx_of, pdf_of, xlsx_of])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_breaks_a_file_or_is_executed_in_it(report, make, lang):
    made = make(paper_of(report, reports.statements_of(report), lang))

    assert len(made) > 1000
    if make is docx_of:
        text = "\n".join(each.text for each in Document(io.BytesIO(made)).paragraphs)
        assert '#import "x"; $1/0$ <script>alert(1)</script> & ]]>' in text
        assert "\x01" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_begins_a_formula(db, sign):
    task = factories.open_task()
    Task.objects.filter(pk=task.pk).update(title_zh=f"{sign}HYPERLINK(1)")

    line = "".join(csv_lines(Task.objects.all(), light_words()))

    assert f"'{sign}HYPERLINK(1)" in line
    assert safe(f"{sign}1") == f"'{sign}1"


def test_no_page_runs_a_title(db):
    task = factories.open_task()
    Task.objects.filter(pk=task.pk).update(title_zh=HOSTILE, title_en=HOSTILE)
    client = Client()
    client.force_login(grant_role(user(name="<script>alert(2)</script>"), "office"))

    for address in (f"/tasks/{task.pk}/", "/tasks/", "/", "/board/", "/search/?q=<script>"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<script>&" not in page


@pytest.mark.parametrize("spelling", ["LI@Example.org", " li@example.org ", "lı@example.org"])
def test_failures_count_for_the_account_that_the_database_would_find(spelling):
    assert account_key(spelling) == "li@example.org"


def test_the_long_s_counts_as_an_s():
    assert account_key("boſs@example.org") == "boss@example.org"
