"""A readout drafted from the record: its form, its sources, and what it leaves out."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.contexts.governance import services
from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.drafting.minutes_facts import (
    ItemFacts,
    MatterFacts,
    MinutesFacts,
    SeatFacts,
)
from plenary.contexts.governance.drafting.minutes_words import post_en, post_zh
from plenary.contexts.governance.drafting.readout import paragraphs_of, readout_of, text_of
from plenary.contexts.governance.models import AgendaItem, Decision, Meeting, Paper
from plenary.contexts.governance.selectors.minutes.facts import minutes_facts
from plenary.contexts.governance.selectors.released import released_meeting, to_tell_of
from plenary.contexts.governance.services import AttendeeGiven
from plenary.contexts.governance.services.held import open_held
from plenary.kernel.documents.enums import Release
from plenary.kernel.documents.models import Document, Passage
from plenary.readout import Voice
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories as records
from tests.contexts.governance import page_records as made
from tests.factories import grant_role, person, user

CHAIR = SeatFacts(Pair("甲某", "Jia Mou"), (Pair("区委书记", "Secretary"),))
DEPUTY = SeatFacts(Pair("乙某", "Yi Mou"), (Pair("区长", "District Mayor"),))
ZH = """会议指出，要看到差距，补齐短板。要抓住机遇。会议强调，要守住底线。

区长张三要求，要抓紧落实。
"""


def sitting(**fields):
    start = {"title": Pair("召开全体会议", "Plenary"), "body": Pair("区委外事委员会", "Committee")}
    return MinutesFacts(**{**start, **fields})


def item(pk, kind, zh, en, *decisions):
    return ItemFacts(pk, pk, kind, Pair(zh, en), decisions=decisions)


def decision(pk, kind, zh, en):
    return MatterFacts(pk, pk, Pair(zh, en), kind)


def demand(pk, zh, en, manner="stressed", *, speaker="", sentence=0, paragraph=0):
    voice = Voice(manner, speaker, "", paragraph, sentence)
    return MatterFacts(pk, pk, Pair(zh, en), voices={"zh": voice}, lang="zh", source=1)


def drafted(**fields):
    return text_of(readout_of(sitting(**fields)))


def test_a_record_without_anything_has_an_opening_and_no_empty_heading():
    parts = readout_of(sitting())

    assert [part.name for part in parts] == ["opening"]
    assert text_of(parts) == Pair("区委外事委员会全体会议召开。", "The Committee met (Plenary).")


def test_the_opening_names_the_chair_a_few_by_name_and_many_by_their_number():
    few = drafted(held_on=dt.date(2026, 3, 18), chair=CHAIR, present=(CHAIR, DEPUTY))
    many = tuple(SeatFacts(Pair(f"某{n}", f"Mou {n}")) for n in range(12))
    crowd = drafted(
        chair=CHAIR, present=(CHAIR, *many), groups=(Pair("各单位负责同志", "heads of units"),)
    )

    assert (
        few.zh
        == "2026年3月18日，区委外事委员会全体会议召开。区委书记甲某主持会议。区长乙某出席会议。"
    )
    assert few.en.endswith(
        "Jia Mou, Secretary, presided over the meeting. Yi Mou, District Mayor, was in attendance."
    )
    assert crowd.zh.endswith("13人出席会议，各单位负责同志参加会议。")
    assert crowd.en.endswith("13 people and heads of units were in attendance.")


def test_what_was_dealt_with_is_said_by_its_kind_and_outcome():
    text = drafted(
        items=(
            item(1, "study", "上级会议精神", "the spirit of the city's meeting"),
            item(2, "hear", "听取关于退税情况的汇报", "Report on the tax refund"),
            item(3, "review", "工作要点", "The key priorities", decision(1, "adopted", "会议审议通过：工作要点。", "The key priorities: adopted.")),
            item(4, "review", "重点任务清单", "the list of key tasks", decision(2, "adopted", "会议审议通过：重点任务清单。", "The list of key tasks: adopted.")),
            item(5, "review", "管理办法", "the rules", decision(3, "postponed", "会议决定暂缓审议：管理办法。", "The rules: postponed.")),
            item(6, "discuss", "选址", "the site", decision(4, "amended", "选址另定", "To look for another site")),
        )
    )  # fmt: skip

    zh, en = text.zh.split("\n\n"), text.en.split("\n\n")
    assert zh[1] == (
        "会议传达学习了上级会议精神，听取了关于退税情况的汇报，审议通过了工作要点、重点任务清单，审议并原则通过了选址。"
    )
    assert en[1] == (
        "The meeting studied the spirit of the city's meeting, heard the report on the tax refund, reviewed and"
        " adopted the key priorities and the list of key tasks, and reviewed, and adopted with changes, the site."
    )
    assert zh[2] == "会议决定暂缓审议：管理办法。会议决定，选址另定。"
    assert en[2] == "The rules: postponed. The meeting decided to look for another site."


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("study", "学习型城市建设方案", "传达学习了学习型城市建设方案"),
        ("study", "传达学习市委全会精神", "传达学习了市委全会精神"),
        ("study", "学习上级会议精神", "传达学习了上级会议精神"),
        ("discuss", "研究院建设方案", "研究了研究院建设方案"),
        ("discuss", "研究生联合培养方案", "研究了研究生联合培养方案"),
        ("discuss", "研究生态环境治理", "研究了生态环境治理"),
        ("discuss", "研究2026年工作要点", "研究了2026年工作要点"),
        ("notify", "通报批评办法", "通报了通报批评办法"),
        ("notify", "通报上半年情况", "通报了上半年情况"),
    ],
)
def test_a_verb_is_taken_off_an_item_and_not_out_of_a_name(kind, name, told):
    assert drafted(items=(item(1, kind, name, ""),)).zh.endswith(f"会议{told}。")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("研究院建设由区科委牵头", "会议决定，研究院建设由区科委牵头"),
        ("传达室改造由区机关事务局负责", "会议决定，传达室改造由区机关事务局负责"),
        ("决定书由区外办送达", "会议决定，决定书由区外办送达"),
        ("研究确定牵头单位", "会议研究确定牵头单位"),
        ("决定成立专班", "会议决定成立专班"),
    ],
)
def test_a_decision_that_begins_with_a_name_is_said_by_the_meeting(text, told):
    assert drafted(loose=(decision(1, "adopted", text, ""),)).zh.endswith(f"{told}。")


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("notify", "Notice of the Municipal Office", "the notice of the Municipal Office"),
        ("notify", "Notice on visas", "visas"),
        ("notify", "Notice of the second half-year plan", "the second half-year plan"),
        ("review", "Rules of Procedure", "the Rules of Procedure"),
        ("review", "Rules for signs in parks", "the rules for signs in parks"),
        ("hear", "Report on the tax refund", "the report on the tax refund"),
    ],
)
def test_an_english_item_keeps_its_name(kind, name, told):
    assert drafted(items=(item(1, kind, "甲", name),)).en.endswith(f" {told}.")


def test_demands_are_told_in_the_manner_and_the_sentences_of_their_source():
    text = drafted(
        demands=(
            demand(1, "要看到差距", "see the gap", "noted"),
            demand(2, "补齐短板。", "close it", "noted"),
            demand(3, "要抓住机遇", "The chance should be used", "noted", sentence=9),
            demand(4, "要守住底线", "the line must hold", "stressed", sentence=20),
            demand(5, "抓紧落实", "hurry up", "required", speaker="区长乙某", paragraph=40, sentence=40),
        )
    )  # fmt: skip

    assert text.zh.split("\n\n")[1:] == [
        "会议指出，要看到差距，补齐短板。要抓住机遇。会议强调，要守住底线。",
        "区长乙某要求，抓紧落实。",
    ]
    assert text.en.split("\n\n")[1:] == [
        (
            "The meeting noted the need to see the gap and close it. The chance should be used."
            " The meeting stressed that the line must hold."
        ),
        "It was stressed at the meeting that there was a need to hurry up.",
    ]


@pytest.mark.parametrize(
    ("manner", "demand_en", "said"),
    [
        ("required", "save", "called for steps to save"),
        ("required", "to save", "called for steps to save"),
        ("required", "the need to save", "stressed the need to save"),
        ("required", "Efforts will be made to save", "required that efforts will be made to save"),
        ("required", "closer looks at fares", "called for closer looks at fares"),
        ("stressed", "Prepare in good time.", "stressed the need to prepare in good time"),
        ("stressed", "closer looks at fares", "stressed the need for closer looks at fares"),
        ("decided", "save", "decided to save"),
        ("held", "the importance of saving", "saw the importance of saving"),
        ("said", "Work will go on", "said that work will go on"),
    ],
)
def test_an_english_demand_follows_its_verb_as_a_sentence(manner, demand_en, said):
    assert drafted(demands=(demand(1, "要", demand_en, manner),)).en.endswith(
        f"The meeting {said}."
    )


def test_a_demand_without_words_in_a_language_alone_is_left_out_and_told():
    demands = (
        demand(1, "要节约", ""),
        demand(2, "要落实", "carry it out", sentence=5),
        demand(3, "抓好收尾", "", sentence=5),
    )
    parts = readout_of(sitting(demands=demands))

    assert (parts[1].has("en"), parts[1].left_out("en")) == (True, [1, 3])
    assert text_of(parts).en.endswith("The meeting stressed the need to carry it out.")
    assert text_of(parts).zh.endswith("会议强调，要节约。要落实，抓好收尾。")
    assert paragraphs_of(parts, "en", is_whole=True) == [], "the record tells no list in part"
    none = readout_of(sitting(demands=demands[:1]))
    assert not none[1].has("en")
    assert text_of(none).en == "", "an opening alone is no text"


def test_an_opening_tells_of_people_only_in_a_language_in_which_all_of_them_have_names():
    only_zh = SeatFacts(Pair("张0"), (Pair("科长"),))
    no_post = SeatFacts(Pair("甲某", "Jia Mou"), (Pair("区委书记"),))
    sittings = (
        {"chair": only_zh},
        {"chair": no_post},
        {"present": (only_zh,)},
        {"groups": (Pair("各单位"),)},
    )
    for fields in sittings:
        opening = readout_of(sitting(**fields))[0]
        assert (opening.lacks("zh"), opening.lacks("en")) == (False, True), fields
        assert opening.text("en") == ["The Committee met (Plenary)."]
    nameless = readout_of(sitting(body=Pair("区委外事委员会")))[0]
    assert (nameless.has("zh"), nameless.has("en")) == (True, False)
    assert nameless.text("en") == []
    assert not readout_of(sitting(body=Pair("", "Committee")))[0].has("zh")
    many = readout_of(sitting(present=(only_zh,) * 12))[0]
    assert many.has("en"), "a number needs no names"


def test_a_decision_polished_in_one_language_is_not_told_twice_in_the_other():
    polished = decision(1, "adopted", "会议审议通过：办法。", "The rules stand adopted as read.")
    text = drafted(items=(item(1, "review", "办法", "the rules", polished),))

    assert text.zh.split("\n\n")[1:] == ["会议审议通过了办法。"]
    assert text.en.split("\n\n")[1:] == [
        "The meeting reviewed and adopted the rules.",
        "The rules stand adopted as read.",
    ]


def test_a_decision_is_told_where_the_sentence_of_the_items_is_not():
    automatic = decision(1, "adopted", "会议审议通过：办法。", "The rules: adopted.")
    parts = readout_of(
        sitting(
            items=(
                item(1, "review", "办法", "the rules", automatic),
                item(
                    2,
                    "hear",
                    "听取汇报",
                    "",
                    decision(2, "noted", "会议听取并知悉：汇报。", "Heard"),
                ),
            )
        )
    )

    assert text_of(parts).en == "The Committee met (Plenary).\n\nThe rules: adopted. Heard."
    assert text_of(parts).zh.count("办法") == 1


def test_posts_are_named_as_a_place_names_its_own():
    assert post_zh("书记", "中共北京市石景山区委员会") == "区委书记"
    assert post_zh("主任", "中共北京市石景山区委外事工作委员会") == "区委外事工作委员会主任"
    assert post_zh("区长", "石景山区人民政府") == "区长"
    assert post_zh("局长", "区商务局") == "区商务局局长"
    assert post_en("Director", "The Bureau") == "Director of the Bureau"
    assert post_en("Mayor of Ayton", "Ayton") == "Mayor of Ayton"


@pytest.fixture
def held():
    return made.meeting(title_zh="召开全体会议", title_en="Plenary", release=Release.PUBLIC)


def from_source(meeting, release, *quotes):
    source = records.document(text=ZH, release=release)
    for quote in quotes:
        start = ZH.index(quote)
        place = records.passage(document=source, start=start, end=start + len(quote))
        records.directive(meeting, text_zh=quote, passage_id=place.pk)


@pytest.mark.django_db
def test_the_record_is_told_with_its_sources_and_without_what_fewer_may_read(held):
    from_source(held, "internal", "要看到差距", "补齐短板", "要守住底线", "要抓紧落实")
    told = services.add_agenda_item(actor=SYSTEM, meeting_id=held.pk, kind="hear", text_zh="汇报")
    records.decision(held, kind="noted", item_id=told.pk, text_zh="会议听取并知悉：汇报。")
    kept = services.add_agenda_item(actor=SYSTEM, meeting_id=held.pk, kind="hear", text_zh="密议")
    Paper.objects.create(meeting=held, item=kept, title_zh="附件", access="committee")
    services.record_decision(
        actor=SYSTEM, meeting_id=held.pk, kind="adopted", text_zh="密议通过", item_id=kept.pk
    )

    parts = readout_of(minutes_facts(held, is_public=True))

    assert text_of(parts).zh.split("\n\n")[1:] == [
        "会议听取了汇报。",
        "会议指出，要看到差距，补齐短板。会议强调，要守住底线。",
        "区长张三要求，要抓紧落实。",
    ]
    sources = [
        (told_of.kind, told_of.number, bool(told_of.narrow))
        for part in parts[1:]
        for paragraph in part.paragraphs
        for one in paragraph
        for told_of in one.told
    ]
    heard = [("item", told.number, False), ("decision", 1, False)]
    assert sources == [*heard, *(("directive", n, True) for n in range(1, 5))]


@pytest.mark.django_db
def test_whoever_writes_the_public_text_sees_where_each_sentence_comes_from(client, held):
    from_source(held, "internal", "要看到差距")
    from_source(held, "public", "要守住底线")
    address = reverse("governance:release-public", args=[held.pk])

    account = user()
    grant_role(account, "office")
    client.force_login(account)
    services.add_agenda_item(actor=SYSTEM, meeting_id=held.pk, kind="hear", text_zh="未及汇报")
    page = client.get(address).content.decode()

    assert "does not say that the meeting dealt with them: 1<" in page
    assert "会议指出，要看到差距。" in page
    assert page.count("From a text that is not public") == 1
    assert "is not drafted in English" in page
    held.directives.filter(number=1).update(text_en="see the gap")
    page = client.get(address).content.decode()
    assert "is not drafted in English" not in page
    assert "lacks them in that language: 2<" in page


INSIDE = (
    "Vice-Mayor Li Hua demanded that prices be cut.\n\nThe Vice-Mayor said that it was urgent.\n"
)


def told_by_the_record(meeting):
    """What the newsroom is given, and whether lists of meetings say the same of each language."""
    told = released_meeting(SYSTEM, meeting.pk)
    lacks = to_tell_of(SYSTEM)[0].lacks
    assert lacks == tuple(side for side in ("zh", "en") if not getattr(told, f"text_{side}"))
    return told


@pytest.mark.django_db
def test_the_words_and_speaker_of_a_text_that_is_not_public_stay_within(client, held):
    zh = records.document(text=ZH, release=Release.PUBLIC)
    en = records.document(text=INSIDE, lang="en", release="internal")
    quotes = {zh: "要守住底线", en: "prices be cut"}
    place, pair = (
        records.passage(
            document=one, start=one.text.index(said), end=one.text.index(said) + len(said)
        )
        for one, said in quotes.items()
    )
    Passage.objects.filter(pk=place.pk).update(pair=pair)
    records.directive(held, text_zh=quotes[zh], text_en=quotes[en], passage_id=place.pk)

    drafted = readout_of(minutes_facts(held, is_public=True))
    told = told_by_the_record(held)

    assert "Li Hua" not in text_of(drafted).en
    assert "prices be cut" in text_of(drafted).en, "a person writes from it, and sees the mark"
    assert drafted[1].paragraphs[0][0].told[0].narrow == {"en"}
    assert told.text_zh.endswith("会议强调，要守住底线。")
    assert told.text_en == ""
    account = user()
    grant_role(account, "office")
    client.force_login(account)
    page = client.get(reverse("governance:release-public", args=[held.pk])).content.decode()
    assert page.count("English from a text that is not public") == 1

    Document.objects.filter(pk=en.pk).update(release="public")
    assert "Li Hua required that prices be cut" in told_by_the_record(held).text_en


def decided_on(meeting, kind, access, **fields):
    """An item with a paper of a class, and what was decided on it."""
    item = services.add_agenda_item(
        actor=SYSTEM, meeting_id=meeting.pk, kind="review", text_zh="办法", text_en="the rules"
    )
    Paper.objects.create(meeting=meeting, item=item, title_zh="附件", access=access)
    return records.decision(meeting, kind=kind, item_id=item.pk, **fields)


@pytest.mark.django_db
def test_a_decision_let_out_of_an_item_for_fewer_readers_is_told_without_the_item(held):
    let_out = decided_on(held, "adopted", "committee", text_zh="通过办法", text_en="Rules adopted")
    decided_on(held, "adopted", "committee", text_zh="通过密件", text_en="Kept within")
    open_held(actor=SYSTEM, kind="decision", pk=let_out.pk, reason="已公开")

    told = told_by_the_record(held)

    assert told.text_zh.split("\n\n")[1:] == ["会议通过办法。"]
    assert told.text_en.split("\n\n")[1:] == ["Rules adopted."]


@pytest.mark.django_db
def test_the_record_alone_does_not_tell_who_presided(held):
    records.decision(held, text_en="Adopted")
    chair = AttendeeGiven(person(name_zh="甲某", name_en="Jia Mou").pk, is_chair=True)
    services.record_attendance(actor=SYSTEM, meeting_id=held.pk, attendees=[chair])
    drafted = text_of(readout_of(minutes_facts(held, is_public=True)))

    told = told_by_the_record(held)

    assert "甲某主持会议" in drafted.zh
    assert "Jia Mou presided" in drafted.en
    assert "主持" not in told.text_zh
    assert "presided" not in told.text_en


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["postponed", "withdrawn"])
def test_what_was_put_off_behind_a_papers_class_is_not_told_as_dealt_with(held, kind):
    decided_on(held, kind, "internal", text_zh="暂缓审议办法", text_en="The rules: put off")

    told = told_by_the_record(held)

    assert (told.text_zh, told.text_en) == ("", "")
    assert [one.name for one in readout_of(minutes_facts(held, is_public=True))] == ["opening"]


@pytest.mark.django_db
def test_an_outcome_held_back_is_told_as_dealt_with_and_an_item_never_reached_is_not(held):
    decided_on(held, "adopted", "internal", text_zh="通过办法", text_en="The rules: adopted")
    never = services.add_agenda_item(
        actor=SYSTEM, meeting_id=held.pk, kind="hear", text_zh="未及汇报", text_en="Never reached"
    )

    assert told_by_the_record(held).text_zh.split("\n\n")[1:] == ["会议审议了办法。"]
    assert told_by_the_record(held).text_en.split("\n\n")[1:] == ["The meeting reviewed the rules."]

    AgendaItem.objects.filter(pk=never.pk).update(passage=read_from("public"))
    assert "听取了未及汇报" in told_by_the_record(held).text_zh, "a text that was read says it"
    later = made.meeting(held_on=None, release=Release.PUBLIC)
    services.add_agenda_item(actor=SYSTEM, meeting_id=later.pk, kind="hear", text_zh="待听汇报")
    Meeting.objects.filter(pk=later.pk).update(state="planned")
    later.refresh_from_db()
    ahead = text_of(readout_of(minutes_facts(later, is_public=True))).zh
    assert "听取了待听汇报" in ahead, "what is written ahead of the sitting follows its agenda"


@pytest.mark.django_db
@pytest.mark.parametrize("profile", ["city-council", "cn-district"])
def test_the_form_of_an_empty_record_begins_in_the_languages_of_the_office(
    client, held, profile, settings
):
    settings.PROFILE = profile
    account = user()
    grant_role(account, "office")
    client.force_login(account)

    page = client.get(reverse("governance:release-public", args=[held.pk])).content.decode()

    said = dict(re.findall(r'<textarea name="text_(zh|en)"[^>]*>([^<]*)<', page))
    assert {side for side, text in said.items() if text.strip()} == (
        {"zh", "en"} if profile == "cn-district" else {"en"}
    )


def read_from(release):
    """A clause of a text with this release."""
    found = records.passage()
    Document.objects.filter(pk=found.document_id).update(release=release)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("read", ["item", "decision"])
def test_items_and_decisions_read_from_a_text_that_is_not_public_stay_within(client, held, read):
    topic = services.add_agenda_item(
        actor=SYSTEM, meeting_id=held.pk, kind="hear", text_zh="密报", text_en="Within"
    )
    records.decision(
        held, kind="noted", item_id=topic.pk, text_zh="同意密报", text_en="Within: noted"
    )
    record = AgendaItem if read == "item" else Decision
    record.objects.filter(meeting=held).update(passage=read_from("internal"))

    told = told_by_the_record(held)
    assert ("密报" in told.text_zh, "ithin" in told.text_en) == (read == "decision",) * 2
    assert "同意" not in told.text_zh
    client.force_login(grant_role(user(), "office"))
    page = client.get(reverse("governance:release-public", args=[held.pk])).content.decode()
    assert "密报" in page
    assert "From a text that is not public" in page

    record.objects.filter(meeting=held).update(passage=read_from("public"))
    assert "同意密报" in told_by_the_record(held).text_zh


@pytest.mark.django_db
def test_both_languages_are_told_of_one_look_at_the_record(held, django_assert_max_num_queries):
    decided_on(held, "adopted", "public", text_zh="通过办法", text_en="Adopted")
    with django_assert_max_num_queries(13):
        assert released_meeting(SYSTEM, held.pk).text_en


@pytest.mark.django_db
def test_the_record_is_gathered_without_the_whole_texts_that_it_was_read_from(held):
    records.decision(held, passage_id=read_from("public").pk)
    with CaptureQueriesContext(connection) as asked:
        facts = minutes_facts(held)

    assert facts.loose
    assert not [one["sql"] for one in asked if '"documents_document"."text"' in one["sql"]]
