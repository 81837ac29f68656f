"""Texts out to translators as XLIFF and back: nothing overwritten, nothing half stored, all of it said."""

from io import BytesIO

import pytest
from lxml import etree

from plenary.config.commands.texts import main as command
from plenary.contexts.communications.exchange.apart import sheet_apart
from plenary.contexts.communications.exchange.cutting import pieces_of
from plenary.contexts.communications.exchange.errors import Unreadable
from plenary.contexts.communications.exchange.units import joined
from plenary.contexts.communications.exchange.xliff_reading import MOST_UNITS, sheet_of_xliff
from plenary.contexts.communications.models import TextFile, TextRow
from plenary.contexts.communications.selectors.desk import previews, work
from plenary.contexts.communications.selectors.desk.changes import Changed
from plenary.contexts.communications.selectors.desk.texts import DeskFilters
from plenary.contexts.communications.services.desk import bringing_in, queues, reading, writing
from plenary.contexts.communications.services.desk.locking import Seen
from plenary.contexts.communications.services.desk.taking_out import MOST, take_out
from plenary.contexts.governance import services as governance
from plenary.contexts.governance.models import Task
from plenary.contexts.language.services import loading
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.text.models import TextState
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.contexts.communications.text_files import (
    CORE,
    SCHEMAS,
    filled,
    schema,
    unit,
    units,
    xliff,
)
from tests.contexts.governance import factories as records
from tests.factories import grant_role, unit_user, user
from tests.factories import unit as bureau

pytestmark = pytest.mark.django_db
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
QUERIES = 8
"""Those of a preview, the session and the account among them, and the one that asks for the tasks' numbers."""


def acting(account):
    return User.objects.get(pk=account.pk).actor


@pytest.fixture
def writer():
    return acting(made.translator(name="Wang"))


@pytest.fixture
def second():
    return acting(made.translator(name="Sun"))


def task_of(**fields):
    return records.draft_task(**{"title_zh": "修订服务指南。", "title_en": "", **fields})


def text_of(record, field="title"):
    label = record._meta.label_lower
    return TextState.objects.get(subject_type=label, subject_id=record.pk, field=field)


def out(actor, *chosen, into="en", **asked):
    ids = [text.pk for text in chosen]
    return take_out(actor=actor, into=into, asked=DeskFilters(**asked), text_ids=ids).encode()


def start(actor, data, translator="Outside & Co."):
    return reading.start_file(actor=actor, name="back.xlf", data=data, translator=translator)


def take_in(actor, found):
    return bringing_in.take_in(actor=actor, file_id=found.pk, seen_version=found.version)


def verdicts(found):
    return [row.verdict for row in found.rows.all()]


BAD = {
    "a billion laughs": (LAUGHS.encode() + xliff(unit(target="&c;")), "document type or entities"),
    "a file from outside": (OUTSIDE.encode() + xliff(unit(target="&a;")), "entities"),
    "entities in UTF-16": ((LAUGHS + xliff(unit()).decode()).encode("utf-16"), "entities"),
    "a document type": (b'<!DOCTYPE xliff SYSTEM "x.dtd">' + xliff(unit()), "document type"),
    "50 MB": (b"<xliff>" + b" " * (50 << 20), "larger than 20 MB"),
    "truncated": (xliff(unit() * 3)[:-40], "broken at line 1"),
    "no XML": (b"Dear Wang, here it is", "not well-formed"),
    "empty": (b" \n", "empty"),
    "a package": (b"PK\x03\x04 rest", "Hand in the .xlf file that is in it"),
    "another root": (b"<tmx version='1.4'/>", "root is “tmx”"),
    "another namespace": (xliff(unit(), space="urn:x"), "Plenary reads 2.0 and 2.1"),
    "the old version": (
        xliff(unit(), version="1.2", space="urn:oasis:names:tc:xliff:document:1.2"),
        "This is XLIFF 1.2. Plenary reads 2.0 and 2.1",
    ),
    "a version to come": (xliff(unit(), version="2.2"), "This is XLIFF 2.2"),
    "other languages": (xliff(unit(), source="fr", target="de-AT"), "from “fr” to “de-AT”"),
    "one language": (xliff(unit(), source="zh-Hans", target="zh-Hant"), "Chinese and English"),
    "no target language": (xliff(unit(), target=""), "Chinese and English"),
    "no text": (xliff("<group id='g'/>"), "no text in this file"),
    "too many texts": (xliff(unit() * (MOST_UNITS + 1)), "more than 2000 texts"),
    "a marking in a text": (xliff(unit() + unit(target="秘密★10年")), "Text 2 of the file"),
    "a marking in a note": (
        xliff(
            '<unit id="u"><notes><note>TOP SECRET</note></notes><segment><source/></segment></unit>'
        ),
        "secrecy marking",
    ),
}


@pytest.mark.parametrize("case", list(BAD))
def test_a_file_that_cannot_be_taken_is_told_in_a_sentence_and_nothing_is_stored(case, writer):
    data, sentence = BAD[case]
    with refused(Refused, sentence):
        start(writer, data)


@pytest.mark.apart
def test_the_file_is_read_in_a_process_of_its_own_with_limits():
    sheet = sheet_apart(xliff(unit()), seconds=10, megabytes=300)
    assert (sheet.source, sheet.target, sheet.units[0].source) == ("zh-Hans", "en", "甲。")
    with pytest.raises(Unreadable, match="version"):
        sheet_apart(xliff(unit(), version="2.2"), seconds=10, megabytes=300)
    many = xliff(unit(source="x" * 1000, target="y" * 1000) * 1900)
    with pytest.raises(Unreadable, match="too-large"):
        sheet_apart(many, seconds=10, megabytes=1)


@pytest.mark.parametrize("translator", ["", "  ", "x" * 201])
def test_whoever_translated_it_is_named(writer, translator):
    with refused(Refused, "Say who translated it"):
        start(writer, xliff(unit()), translator)
    with refused(Refused, "secrecy marking"):
        start(writer, xliff(unit()), "绝密★")


def test_what_goes_out_keeps_to_the_schema(writer):
    if not SCHEMAS.exists():
        pytest.skip(
            "XLIFF'S SCHEMA IS MISSING (php-symfony-translation): no file is held against it"
        )
    loading.load_shipped_terms(actor=SYSTEM)
    task_of(title_zh="石景山区商务局修订指南", success_zh="开放窗口。\n\n发布指南。", success_en="")
    made.page(body_en="", title_zh="“甲”<乙>&丙")
    schema().assertValid(etree.fromstring(out(writer)))


def test_what_goes_out_says_place_terms_and_changes(writer, office, settings):
    loading.load_shipped_terms(actor=SYSTEM)
    task = task_of(
        title_zh="石景山区商务局修订指南", success_zh="开放窗口。\n\n发布指南。", success_en=""
    )
    text = text_of(task, "success")
    seen = work.work_on(writer, text.pk)
    writing.write_text(
        actor=writer,
        text_id=text.pk,
        seen=Seen(seen.seen_source, seen.seen_other),
        text="Open the counter.\n\nPublish the guide.",
    )
    governance.edit_task(
        actor=office,
        task_id=task.pk,
        seen_version=None,
        changes={"success_zh": "开放窗口。\n\n发布新版指南。"},
    )
    page = made.page(body_en="", title_zh="“甲”<乙>&丙")

    data = out(writer)
    told = {
        name.partition(".")[0]: etree.tostring(one, encoding="unicode")
        for name, one in units(data).items()
    }
    old = told[f"t{text.pk}"]
    assert 'state="initial" subState="plenary:outdated"' in old
    assert "The source said: 发布指南。 – it says now: 发布新版指南。" in old
    assert f"{settings.ORIGIN}{task.get_absolute_url()}" in old
    assert "<target>Open the counter.</target>" in old
    title = told[f"t{text_of(task).pk}"]
    assert "At most 500 characters" in title
    assert "Commerce" in title.split("glossary>")[1]
    assert "Keep the marks" in told[f"t{text_of(page, 'body').pk}"]
    assert 'state="translated"' in told[f"t{text_of(page).pk}"]
    assert AuditRow.objects.filter(action="text.state.taken_out").count() == len(told)


def test_a_file_that_comes_back_as_it_went_out_stores_nothing(writer, office):
    task = task_of(success_zh="一。二。", success_en="One.  Two. ")
    made.page(source_side="en", body_en="Some. More.\nAnd more.", body_zh="一些。更多。\n还有。")
    governance.edit_task(
        actor=office, task_id=task.pk, seen_version=None, changes={"success_zh": "一。三。"}
    )
    for into in ("en", "zh"):
        found = start(writer, out(writer, into=into, state="all"))
        assert set(verdicts(found)) <= {"unchanged", "empty"}
        assert "unchanged" in verdicts(found)
        with refused(Refused, "nothing new"):
            take_in(writer, found)


def test_a_translation_comes_back_as_a_draft_under_its_translators_name(writer, second):
    task = task_of(success_zh="一。二。", success_en="")
    text = text_of(task, "success")
    data = filled(out(writer, text), **{f"t{text.pk}": ["One.", "Two."]})
    found = start(writer, data)
    assert (found.counts, found.into) == ({"changed": 1}, "en")
    assert Task.objects.get(pk=task.pk).success_en == ""
    assert not AuditRow.objects.filter(action="text.state.credited").exists()

    done = take_in(writer, found)
    kept = TextState.objects.get(pk=text.pk)
    assert Task.objects.get(pk=task.pk).success_en == "One. Two."
    assert (kept.standing, kept.made_by_name, kept.owner_id) == (
        "draft",
        "Outside & Co.",
        writer.user_id,
    )
    assert (done.state, TextRow.objects.get().target) == ("done", "")
    seen = work.work_on(writer, text.pk)
    shown = Seen(seen.seen_source, seen.seen_other)
    with refused(Forbidden, "somebody else"):
        writing.review(actor=writer, text_id=text.pk, seen=shown)
    translator = acting(made.translator(name="Outside & Co."))
    with refused(Forbidden, "somebody else"):
        writing.review(actor=translator, text_id=text.pk, seen=shown)
    assert writing.review(actor=second, text_id=text.pk, seen=shown).standing == "reviewed"
    with refused(Refused, "not open"):
        take_in(writer, done)


def test_where_either_side_moved_meanwhile_nothing_is_overwritten(writer, second, office):
    one, two, three = (task_of(title_zh=f"第{n}项任务。") for n in "一二三")
    texts = [text_of(task) for task in (one, two, three)]
    data = filled(out(writer, *texts), **{f"t{text.pk}": ["From outside."] for text in texts})
    governance.edit_task(
        actor=office, task_id=one.pk, seen_version=None, changes={"title_zh": "第一项新任务。"}
    )
    seen = work.work_on(second, texts[1].pk)
    writing.write_text(
        actor=second,
        text_id=texts[1].pk,
        seen=Seen(seen.seen_source, seen.seen_other),
        text="From inside.",
    )
    queues.take_texts(actor=second, text_ids=[texts[2].pk])

    found = start(writer, data)
    assert verdicts(found) == ["source", "other", "refused"]
    shown = previews.shown(writer, found.rows.all())
    assert shown[0].changes == [Changed("第一项任务。", "第一项新任务。")]
    assert shown[1].other == "From inside."
    assert "Sun has taken this text" in shown[2].row.why[1]["sentence"]
    with refused(Refused, "nothing new"):
        take_in(writer, found)


def test_a_text_that_moves_after_the_preview_stops_the_whole_file(writer, office):
    one, two = task_of(), task_of(title_zh="培训人员。")
    texts = [text_of(one), text_of(two)]
    data = filled(out(writer, *texts), **{f"t{text.pk}": ["Done."] for text in texts})
    found = start(writer, data)
    governance.edit_task(
        actor=office, task_id=two.pk, seen_version=None, changes={"title_zh": "培训全员。"}
    )
    with refused(Stale, "Text 2 has changed"):
        take_in(writer, found)
    assert Task.objects.get(pk=one.pk).title_en == ""
    with refused(Stale):
        bringing_in.take_in(actor=writer, file_id=found.pk, seen_version=9)


def test_what_is_unknown_or_not_open_to_a_person_is_told_alike(writer):
    text = text_of(task_of())
    data = filled(out(writer, text), **{f"t{text.pk}": ["Guide."]})
    [name] = units(data)
    strange = data.replace(name.encode(), f"t{10**9}.{name.split('.', 1)[1]}".encode())
    assert verdicts(start(writer, strange)) == ["unknown"]
    assert verdicts(start(writer, data.replace(name.encode(), b"message-1"))) == ["unknown"]
    kind = f"t{text_of(made.page(title_en='')).pk}.0123456789abcdef.0"
    assert verdicts(start(writer, xliff(unit(name=kind)))) == ["source"]

    Task.objects.all().delete()
    assert verdicts(start(writer, data)) == ["unknown"]


def test_a_row_that_cannot_be_taken_says_why(writer):
    tasks = [task_of(title_zh=f"第{n}项。第二句。") for n in range(7)]
    texts = [text_of(task) for task in tasks]
    names = [f"t{text.pk}" for text in texts]
    said = {
        names[0]: ["One.", ""],
        names[1]: ["x" * 600, "y"],
        names[2]: ["第2项。", "第二句。"],
        names[3]: ["A.", "B."],
        names[4]: ["A.", "B."],
        names[5]: ["A.", "B."],
        names[6]: ["第6项。", "第二句。"],
    }
    tree = etree.fromstring(filled(out(writer, *texts), **said))
    found = {one.get("id").partition(".")[0]: one for one in tree.iter(f"{CORE}unit")}
    for segment in found[names[2]].iter(f"{CORE}segment"):
        segment.set("state", "initial")
    etree.SubElement(found[names[3]].find(f".//{CORE}target"), f"{CORE}ph", id="1")
    found[names[4]].find(f".//{CORE}source").text = "另一句。"
    marked = found[names[5]].find(f".//{CORE}target")
    marked.text = ""
    etree.SubElement(marked, f"{CORE}mrk", id="m1", type="term").text = "A."

    rows = start(writer, etree.tostring(tree)).rows.all()
    assert [(row.verdict, row.why[:1]) for row in rows] == [
        ("empty", ["missing"]),
        ("refused", ["refused"]),
        ("empty", ["missing"]),
        ("refused", ["codes"]),
        ("refused", ["source-altered"]),
        ("changed", []),
        ("empty", ["copied"]),
    ]
    assert rows[5].target == "A. B."
    twice = filled(out(writer, texts[0]), **{names[0]: ["A.", "B."]})
    again = twice.replace(b"</group>", etree.tostring(units(twice)[rows[0].unit]) + b"</group>")
    assert [row.why[0] for row in start(writer, again).rows.all()] == ["twice", "twice"]
    turned = twice.replace(b'"zh-Hans"', b'"x"').replace(b'"en"', b'"zh"').replace(b'"x"', b'"en"')
    assert [row.why[0] for row in start(writer, turned).rows.all()] == ["direction"]


def test_sentences_may_change_their_order_and_break_as_the_source_does(writer):
    body = '<unit id="u"><segment><source>一。</source><target order="3">One.</target></segment>'
    body += "<ignorable><source>\n\n</source></ignorable>"
    body += '<segment><source>二。</source><target order="1">Two.</target></segment></unit>'
    [read] = sheet_of_xliff(xliff(body)).units
    assert joined(read.pieces, "en") == "Two.\n\nOne."
    for source, target in [("一。二。", ""), ("一。\n二。", "One.\nTwo."), ("一。二。", "Both.")]:
        pieces = pieces_of(source, target, "zh")
        assert "".join(piece.source for piece in pieces) == source
        assert joined(pieces, "en").strip() == target


def test_too_many_texts_none_and_no_language_are_refused(writer, monkeypatch):
    with refused(Refused, "None of these"):
        out(writer)
    with refused(Refused, "which language"):
        out(writer, into="fr")
    text = text_of(task_of())
    with refused(Refused, "None of these"):
        out(writer, text, into="zh")
    monkeypatch.setattr("plenary.contexts.communications.services.desk.taking_out.MOST", 0)
    with refused(Refused, "More than 0 texts"):
        out(writer, text)
    assert MOST == 300


def test_only_those_who_work_on_texts_exchange_files_and_each_sees_their_own(
    writer, second, signed_in, client
):
    text = text_of(task_of())
    found = start(writer, filled(out(writer, text), **{f"t{text.pk}": ["Guide."]}))
    for account in (unit_user(bureau()), grant_role(user(), "verifier")):
        with refused(Forbidden):
            out(acting(account), text)
        with refused(Forbidden):
            start(acting(account), xliff(unit()))
        signed_in(account)
        assert client.get("/newsroom/translations/files/").status_code == 403
        assert client.get(found.get_absolute_url()).status_code == 403
        assert client.post("/newsroom/translations/file/", {"into": "en"}).status_code == 403
    with refused(NotFound):
        take_in(second, found)
    with refused(NotFound):
        bringing_in.drop_file(actor=second, file_id=found.pk, seen_version=found.version)
    signed_in(User.objects.get(pk=second.user_id))
    assert client.get(found.get_absolute_url()).status_code == 404


def test_a_file_goes_out_comes_back_and_is_kept_on_the_screen(signed_in, client):
    task = task_of(title_zh="修订东城区指南。")
    text = text_of(task)
    signed_in(made.translator(name="Wang"))
    answer = client.post("/newsroom/translations/file/", {"into": "en", "state": "missing"})
    assert answer["Content-Disposition"].endswith('-en.xlf"')
    data = filled(answer.content, **{f"t{text.pk}": ["Revise the Dongchen District guide"]})

    def hand_in(*files, **fields):
        sent = [BytesIO(one) for one in files]
        for one in sent:
            one.name = "back.xlf"
        return client.post("/newsroom/translations/files/", {"upload": sent, **fields})

    assert "one file at a time" in hand_in(data, data, translator="Li").content.decode()
    assert "Choose a file" in client.post("/newsroom/translations/files/", {}).content.decode()
    answer = hand_in(xliff(unit())[:-9], translator="Li")
    assert (answer.status_code, "broken at line 1" in answer.content.decode()) == (422, True)
    assert not TextFile.objects.exists()

    here = hand_in(data, translator="Li").url
    shown = client.get(here).content.decode()
    assert "Becomes a draft" in shown
    assert "Dongchen" in shown.split('class="remark-list"')[1]
    assert client.post(f"{here}take-in/", {}).status_code == 422
    assert client.post(f"{here}take-in/", {"seen_version": 7}).status_code == 409
    assert client.post(f"{here}take-in/", {"seen_version": 1}).url == here
    shown = client.get(here).content.decode()
    assert "Taken in" in shown
    assert Task.objects.get(pk=task.pk).title_en == "Revise the Dongchen District guide"
    history = client.get(f"/newsroom/translations/{text.pk}/").content.decode()
    assert "took it in from a translator" in history

    other = hand_in(xliff(unit("x")), translator="Li").url
    assert "Not known here" in client.get(other).content.decode()
    assert client.post(f"{other}drop/", {"seen_version": 1}).url == "/newsroom/translations/files/"
    assert "Put aside" in client.get("/newsroom/translations/files/").content.decode()
    client.post("/newsroom/translations/file/", {"into": "zh", "text": text.pk})
    assert "None of these texts" in client.get("/newsroom/translations/").content.decode()


def test_a_preview_takes_as_many_queries_for_one_text_as_for_many(
    signed_in, client, django_assert_num_queries
):
    account = made.translator()
    signed_in(account)
    for number in (1, 20):
        texts = [text_of(task_of(title_zh=f"第{n}项任务。")) for n in range(number)]
        data = filled(out(account.actor, *texts), **{f"t{text.pk}": ["Task."] for text in texts})
        here = start(account.actor, data).get_absolute_url()
        client.get(here)
        with django_assert_num_queries(QUERIES):
            assert client.get(here).content.decode().count("Becomes a draft") >= number


def test_the_command_writes_a_file_and_takes_it_in_again(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("plenary.config.preparation.set_up", lambda: None)
    text = text_of(task_of())
    file = tmp_path / "out.xlf"
    assert command(["out", str(file), "--into", "zh"]) == 1
    assert command(["out", str(file), "--into", "en", "--state", "missing"]) == 0
    assert command(["out", str(file), "--into", "en"]) == 2
    assert command(["in", str(file), "--by", "Li"]) == 1
    file.write_bytes(filled(file.read_bytes(), **{f"t{text.pk}": ["Guide."]}))
    assert command(["in", str(file), "--by", "Li"]) == 0
    assert TextState.objects.get(pk=text.pk).standing == "missing"
    assert command(["in", str(file), "--by", "Li", "--keep"]) == 0
    assert TextState.objects.get(pk=text.pk).made_by_name == "Li"
    assert command(["in", str(tmp_path / "none.xlf"), "--by", "Li"]) == 2
    said = capsys.readouterr()
    for sentence in ("None of these texts", "Not translated", "Would be kept: 1", "drafts: 1"):
        assert sentence in said.out + said.err
