"""The pages of a list out of a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import ListImport, TaskList
from plenary.contexts.governance.selectors.list_imports import plan_of
from tests.contexts.governance.list_files import HEAD, ROWS, upload, xlsx
from tests.factories import body, grant_role, unit, unit_user, user

CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-CN"}


@pytest.fixture
def desk(client, db):
    client.force_login(grant_role(user(name="Desk"), "office"))
    unit(name_zh="区商务局", name_en="Commerce Bureau", short_zh="商务局")
    unit(name_zh="区文旅局")
    unit(name_zh="区城市管理委员会")
    return client


def hand_in(desk, rows=(HEAD, *ROWS), **data):
    file = SimpleUploadedFile("2025.xlsx", xlsx(list(rows)))
    data.setdefault("body", body(name_zh="区委外事工作委员会").pk)
    return desk.post("/lists/files/new/", {"upload": file, **data})


def paper(desk, rows=(HEAD, *ROWS)):
    hand_in(desk, rows)
    return ListImport.objects.latest("pk")


def text_of(answer):
    return answer.content.decode()


def send(desk, found, part, **data):
    found.refresh_from_db()
    return desk.post(f"{found.get_absolute_url()}{part}/", {"version": found.version, **data})


def test_a_file_is_handed_in_settled_and_brought_in_without_javascript(desk):
    answer = hand_in(desk)
    found = ListImport.objects.get()
    assert answer["Location"] == found.get_absolute_url()
    shown = text_of(desk.get(found.get_absolute_url()))
    assert "区城管委" in shown
    assert "3 names or dates are open" in shown
    plan = plan_of(found)
    words = {f"words-{at}": word.words for at, word in enumerate(plan.words)}
    picks = {f"pick-{at}": "0" for at, word in enumerate(plan.words) if word.is_open}
    typed = next(at for at, word in enumerate(plan.words) if word.words == "区城管委")

    send(desk, found, "words", **words, **picks, **{f"other-{typed}": "区城市管理委员会"})
    found.refresh_from_db()
    assert plan_of(found).can_be_done
    answer = desk.post(
        f"{found.get_absolute_url()}confirm/",
        {"version": found.version, "digest": plan_of(found).digest},
    )

    made = TaskList.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert made.entries.get(number=2).task.lead_unit.name_zh == "区城市管理委员会"
    assert "What was done" in text_of(desk.get(found.get_absolute_url()))
    assert "2025.xlsx" in text_of(desk.get("/lists/files/"))


def test_every_part_of_the_paper_can_be_sent(desk):
    found = paper(desk, [["2025年清单"], HEAD, ROWS[0], ROWS[0]])
    assert "The same text stands in row 3" in text_of(desk.get(found.get_absolute_url()))
    columns = {f"column-{at}": key for at, key in enumerate(found.choices["columns"])}

    send(desk, found, "rows", **{"row-4": "leave"})
    send(desk, found, "columns", **{**columns, "column-6": "theme"})
    send(desk, found, "table", table="0", first="2", past="2")
    send(
        desk,
        found,
        "list",
        body=body().pk,
        name_zh="要事",
        starts_on="2025-01-01",
        ends_on="2025-12-31",
        cadence="half",
    )

    found.refresh_from_db()
    assert found.choices["rows"] == {"4": "leave"}
    assert found.choices["list"]["name_zh"] == "要事"
    assert found.version == 5


@pytest.mark.parametrize(
    ("part", "data", "sentence"),
    [
        ("columns", {"column-0": "lead", "column-1": "lead"}, "Two columns cannot hold the same."),
        ("table", {"table": "7"}, "There is no such table"),
        ("rows", {"row-2": "vanish"}, "none of the choices"),
        ("words", {"words-0": "区商务局", "other-0": "没有这个局"}, "没有这个局” is not known"),
        ("list", {"starts_on": "?"}, "Please look at"),
        ("confirm", {"digest": ""}, "Settle them first"),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence_and_nothing_is_lost(desk, part, data, sentence):
    found = paper(desk)

    answer = send(desk, found, part, **data)

    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_a_late_save_keeps_what_was_chosen(desk):
    found = paper(desk)

    answer = desk.post(
        f"{found.get_absolute_url()}rows/", {"version": found.version + 5, "row-2": "leave"}
    )

    assert answer.status_code == 409


def test_a_paper_is_put_aside_and_taken_up_again(desk):
    found = paper(desk)

    send(desk, found, "move", move="drop")
    assert "nothing was made" in text_of(desk.get(found.get_absolute_url()))
    send(desk, found, "move", move="take_up")

    found.refresh_from_db()
    assert found.state == "open"


def test_a_file_that_is_none_is_answered_at_its_field(desk):
    answer = desk.post("/lists/files/new/", {"upload": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})

    assert answer.status_code == 422
    assert "Save it as .xlsx or .docx" in text_of(answer)
    assert desk.post("/lists/files/new/", {}).status_code == 422


def test_the_paper_takes_the_same_queries_for_one_row_and_fifty(desk):
    small = paper(desk, [HEAD, ["1", "甲事", "商务局"]])
    large = paper(desk, [HEAD, *[[str(n), f"事项编号{n}的工作", "商务局"] for n in range(1, 51)]])

    def queries(found):
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(found.get_absolute_url()).status_code == 200
        return len(seen)

    queries(small)
    assert queries(large) == queries(small)


def test_the_paper_is_shown_in_chinese_and_filtered(desk):
    found = paper(desk)

    shown = text_of(desk.get(f"{found.get_absolute_url()}?show=doubt", **CHINESE))

    assert "姓名" not in shown
    assert "表中写法" in shown
    assert 'lang="zh' in shown


def test_a_list_that_is_there_is_compared_with_a_file(desk, office):
    found = paper(desk, [HEAD, ROWS[2]])
    made = services.confirm_list_import(
        actor=office,
        import_id=found.pk,
        seen_version=found.version,
        seen_digest=plan_of(found).digest,
    )
    file = SimpleUploadedFile("2025.xlsx", upload([HEAD, ROWS[2]]).data)

    answer = desk.post(f"/lists/files/new/?list={made.pk}", {"upload": file})
    shown = text_of(desk.get(answer["Location"]))

    assert "nothing would change" in shown


@pytest.mark.parametrize("role", ["leader", "unit", "verifier", "administrator"])
def test_nobody_else_learns_that_there_is_such_a_paper(desk, client, role):
    found = paper(desk)
    client.force_login(unit_user(unit()) if role == "unit" else grant_role(user(), role))

    for address in ("/lists/files/", "/lists/files/new/", found.get_absolute_url()):
        assert client.get(address).status_code == 404
    assert send(client, found, "rows").status_code == 404


def test_the_preview_tells_of_each_row_what_the_check_of_its_words_remarks(desk):
    head = ["序号", "工作任务", "英文任务", "牵头单位"]
    found = paper(
        desk,
        [
            head,
            ["1", "年度报告", "Annual  report", "区商务局"],
            ["2", "会议", "Meeting", "区商务局"],
        ],
    )

    shown = text_of(desk.get(f"{found.get_absolute_url()}?show=all"))

    assert shown.count("Two spaces where one belongs.") == 1
    assert shown.index("Annual  report") < shown.index("Two spaces where")
