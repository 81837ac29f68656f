"""A reader who guesses addresses: no page, search hit, file or export tells a word of what is not open to them."""

import io
import re
import zipfile

import pytest
from django.core.cache import cache
from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter
from django.utils import timezone

from plenary.contexts.governance.models import Directive, Meeting, Reading, TaskList
from plenary.contexts.governance.services.indexing import index_matter, index_task
from plenary.kernel.documents.models import Document, Passage, StoredFile
from plenary.kernel.search.services import index_record
from tests.contexts.governance.report_factories import add_task, half_year
from tests.factories import body, grant_role, unit, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SECRET, PK = "玄武岩", 900_001
"""A word that stands in nothing else, and the one number that every record of the test has."""
SEARCH = f"/search/?q={SECRET[:2]}"
CHOICES = {
    "lang": ["zh"],
    "ending": ["docx", "xlsx"],
    "form": ["csv", "xlsx"],
    "kind": ["directive", "decision", "passage", "task"],
    "what": ["units"],
}


@pytest.fixture
def restricted(settings, tmp_path):
    """A paper with its file, a text being read in, a draft list with a task, and a report on it."""
    words = f"关于{SECRET}的内部材料"
    lead = unit(name_zh="区商务局")
    now = timezone.now()
    file = StoredFile.objects.create(
        pk=PK, sha256="a" * 64, size=9, media_type="text/plain", stored_at=now
    )
    document = Document.objects.create(
        pk=PK,
        kind="paper",
        sha256="b" * 64,
        lang="zh",
        title=words,
        text=words,
        file=file,
        file_name=f"{SECRET}.txt",
        release="internal",
        added_at=now,
    )
    passage = Passage.objects.create(pk=PK, document=document, start=0, end=len(words), quote=words)
    meeting = Meeting.objects.create(
        pk=PK, body=body(name_zh="专班"), title_zh=f"{SECRET}专题会议", state="planned", year=2026
    )
    directive = Directive.objects.create(
        pk=PK, meeting=meeting, number=1, text_zh=words, passage=passage
    )
    listed = TaskList.objects.create(
        pk=PK,
        body=meeting.body,
        name_zh=f"{SECRET}清单",
        starts_on="2025-01-01",
        ends_on="2025-12-31",
    )
    entries = [{"done_zh": f"{SECRET}已到位", "done_en": ""}]
    task = add_task(listed, 1, directive, lead, entries, pk=PK, title_zh=words, state="draft")
    report = half_year(listed)
    Reading.objects.create(
        pk=PK, text=words, state="failed", fault_zh=words, made_at=now, changed_at=now
    )
    index_task(task)
    index_matter(directive)
    index_record(subject=document, title_zh=words, url="/", audience="office")
    return {PK, report.pk, *report.statements.values_list("pk", flat=True)[:1]}


def addresses(patterns, ids, start="/", given=()):
    """Give every address of the site that takes a number or a choice, filled in."""
    for one in patterns:
        taken = (*given, *one.pattern.converters.items())
        route = f"{start}{one.pattern}"
        if not isinstance(one, URLPattern):
            yield from addresses(one.url_patterns, ids, route, taken)
        elif taken:
            yield from filled(route, taken, ids)


def filled(route, taken, ids):
    if not taken:
        yield route
        return
    (name, converter), *rest = taken
    for choice in ids if isinstance(converter, IntConverter) else CHOICES.get(name, []):
        yield from filled(re.sub(rf"<\w+:{name}>", str(choice), route), rest, ids)


def told(answer):
    """Give all that an answer says, the insides of an office file too."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            content = b"".join(file.read(name) for name in file.namelist())
    return re.sub(r"<[^>]*>", "", content.decode(errors="replace"))


def that_tell(client, asked):
    found = []
    for address in asked:
        cache.clear()  # the limits of how often
        answer = client.get(address)
        if answer.status_code < 300 and SECRET in told(answer):
            found.append(address)
    return found


def test_no_address_that_can_be_guessed_tells_of_what_is_not_open(client, restricted):
    asked = sorted(set(addresses(get_resolver().url_patterns, restricted)))
    asked += ["/tasks.csv", "/tasks.xlsx", SEARCH, "/tasks/", "/board/", "/"]

    known = [f"/documents/{PK}/", f"/tasks/{PK}/", f"/lists/{PK}/list.xlsx", "/tasks.csv", SEARCH]
    assert len(asked) > 150
    assert set(known) <= set(asked)
    client.force_login(grant_role(user(language="zh-hans"), "office"))
    assert that_tell(client, known) == known

    client.force_login(unit_user(unit(name_zh="区教委")))
    assert that_tell(client, asked) == []


def test_an_address_with_a_number_past_every_record_is_not_found(client, db):
    client.force_login(grant_role(user(), "office"))
    past = str(10**25)
    asked = {one for one in addresses(get_resolver().url_patterns, [past]) if past in one}
    assert len(asked) > 150
    assert f"/api/v1/tasks/{past}/endings/{past}" in asked

    answers = {address: client.get(address).status_code for address in asked}

    assert {address: code for address, code in answers.items() if code != 404} == {}
