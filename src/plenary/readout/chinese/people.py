"""Who was there: names with the posts printed beside them or shared by their list, and who was in the chair."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plenary.readout.chinese.acts import ACTS, CHAIRING, INSPECTS, INSTRUCTED
from plenary.readout.chinese.lexicon import ADVERBS, VERBS
from plenary.readout.chinese.passages import Passage
from plenary.readout.chinese.surnames import COMPOUND_SURNAMES, NOT_NAMES, SURNAMES, looks_like_name
from plenary.readout.draft import Attendee, Found

_POST_END = (
    "总书记|副书记|书记|委员长|副主席|主席|副总理|总理|国务委员|政治局常委|政治局委员|常委|副主任|主任|副部长|部长|副省长|省长|副市长|市长|副区长|区长|副县长|县长|"
    "秘书长|副局长|局长|副组长|组长|副院长|院长|检察长|副会长|会长|副校长|校长|行长|司长|厅长|处长|所长|台长|社长|署长|关长|总干事|理事长|董事长|总经理|经理|总裁|州长|盟长|旗长|镇长|乡长|"
    "参事|巡视员|党组成员|小组成员|成员|委员|代表|总督察|总工程师|总规划师|总经济师|总会计师|政委|司令员|参谋长|主委|部门负责人|主要负责人|负责人|负责同志|院士|研究员|教授|发言人|特派员|大使|"
    "主任委员|召集人|顾问|专员|市领导|省领导|区领导|县领导|州领导|自治区领导|市委领导|领导|首席专家|总师|总监|队长|站长|馆长|园长|股长|科长|村支书|支书|书记处书记|督学|督查专员|调研员|秘书"
)
_POST = re.compile(rf"^(?P<post>.*(?:{_POST_END}))(?P<name>[\u4e00-\u9fff·]{{2,24}})$")
_ONLY_POST = re.compile(rf"^.*(?:{_POST_END})$")
_TITLE_AFTER = re.compile(
    r"^(?P<name>[\u4e00-\u9fff·]{2,4}?)(?P<post>同志|委员长|总书记|书记|主席|总理|主任|部长|省长|市长|区长|县长|局长|院长|组长|秘书长|校长|会长)$"
)
_HEARD = re.compile(
    r"(?:听取(?:了)?|听了)(?P<who>[^，。]{2,40}?)(?:作的|所作|关于|的(?:汇报|报告|说明))"
)
_AFTER = re.compile(
    r"^(?:出席|参加|列席)(?:会议|座谈会|活动)?的?(?:[^，。：]{0,12}?)(?:有|还有|包括|为)[：:]?"
)
_CHAIR_NAME = re.compile(r"(?:会议|座谈会|大会|会)由(?P<who>[^，。]{2,60}?)(?:同志)?(?:主持|召集)")
_VISITOR = re.compile(r"(?P<who>[\u4e00-\u9fff]{2,4}?)(?:来到|走进|考察|前往|深入|先后|到)")
_ALONE = r"(?P<post{n}>[^，。；：、由]{{0,20}}(?:书记|主任|主席|组长|召集人|[省市区县镇乡局处]长|负责人|领导))"
_UNNAMED = re.compile(
    rf"(?:会议|座谈会|大会|会)由{_ALONE.format(n=1)}(?:同志)?(?:主持|召集)|(?:^|[，。；])(?:会上)?"
    rf"{_ALONE.format(n=2)}(?:主持|召集)(?:召开)?(?:了)?(?:此次|本次|这次)?(?:会议|座谈会|大会|全会)"
)
_ASIDE = re.compile(
    r"(?P<post>[^，。；：、（—由]{2,24})(?:——?|（)(?P<name>[\u4e00-\u9fff·]{2,8})(?:——?|）)(?=(?:同志)?(?:主持|召集)(?!人))"
)
"""A name set apart from its post (区委书记——张明——主持, 区委书记（张明）主持)."""
_ALSO_PRESIDED = re.compile(r"，并(?:在[^，]{1,20})?主持召开")
_AWAY = re.compile(r"请假|缺席|因公|因病|因事|书面发言|未(?:能)?(?:出席|参加)|提交书面")
_PAUSE = re.compile("[，；]")
_HEADLINE_CHAIR = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4}?)主持(?:召开)?")
_POST_BEHIND = re.compile(
    r"(?:书记|主席|总理|主任|部长|省长|市长|区长|县长|局长)(?=强调|指出|要求|说|表示)"
)
_HERE = re.compile(r"主持|出席|参加|发表|同志")
_AND = re.compile(r"[、和及与]|以及")
_GROUP = re.compile(
    r"(?:负责人|负责同志|负责人员|部门|单位|代表|成员|委员|全体[^，。]{1,12}|人员|同志|干部|学者|专家|企业家)$"
)
_NO_NAME = re.compile(
    r"[的了为在和与会议部门位单作、等各区市省县级名人员]|工作|同志|其他|分别|先后|委托|一行|指出|强调|主持|召开|表示|要求|本人|亲自"
)
_REACH = 1200
_SHORTEST_NAME, _LONGEST_NAME = 2, 4
_SHORTEST_GROUP, _LONGEST_GROUP = 4, 40
_LONGEST_PERSON = 80


@dataclass(slots=True)
class People:
    """The persons found so far, in text order."""

    chair: list[Found] = field(default_factory=list)
    attendees: dict[str, Attendee] = field(default_factory=dict)
    groups: list[Found] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Person:
    name: Found
    posts: tuple[Found, ...]


def people_of(passages: list[Passage], title: Found | None = None) -> People:
    """Find who was present and who was in the chair; the headline's word for it comes last."""
    people = People()
    for part in passages:
        for start, end in _sentence_places(part.text):
            _read_sentence(part, start, end, people)
    if title and not people.chair:
        _read_headline(title, passages, people)
    return people


def _read_headline(title: Found, passages: list[Passage], people: People) -> None:
    """Take who is said in the headline to have presided, where the text names the person too."""
    told = _HEADLINE_CHAIR.match(title.text)
    if told is None or not looks_like_name(told["name"]):
        return
    for part in passages:
        at = part.text.find(told["name"])
        if at >= 0:
            post = _POST_BEHIND.match(part.text, at + len(told["name"]))
            posts = (part.found(post.start(), post.end()),) if post else ()
            name = part.found(at, at + len(told["name"]))
            _add(people, [_Person(name, posts)], chairs=True)
            return


def _sentence_places(text: str) -> list[tuple[int, int]]:
    places = []
    at = 0
    for stop in re.finditer(r"[。！？]|$", text):
        if stop.start() > at:
            places.append((at, stop.start()))
        at = stop.end()
    return places


def _read_sentence(part: Passage, start: int, end: int, people: People) -> None:
    sentence = part.text[start : min(end, start + _REACH)]
    named = _AFTER.match(sentence)
    if named:
        _add(
            people, _listed(part, start + named.end(), start + len(sentence), people), chairs=False
        )
        return
    _read_chair_phrase(part, start, sentence, people)
    _read_aside(part, start, sentence, people)
    _read_visitor(part, start, sentence, people)
    _read_heard(part, start, sentence, people)
    at = 0
    for act in _acts(sentence):
        if act.start() < at or INSTRUCTED.search(act.group()):
            continue
        begin = _list_begin(sentence, at, act.start())
        if _AWAY.search(sentence, begin, min(len(sentence), act.end() + 12)):
            at = _next_comma(sentence, act.end())
            continue
        found = _listed(part, start + begin, start + act.start(), people)
        if INSPECTS.search(act.group()) and not act.group().startswith(("一同", "一起")):
            found = [person for person in found if person.posts]
        chairs = bool(CHAIRING.match(sentence[act.start() : act.start() + 80]))
        _add(people, found, chairs=chairs)
        at = _next_comma(sentence, act.end())


def _acts(sentence: str) -> list[re.Match[str]]:
    """Find what persons do in the sentence; only a head that ends where an act begins can be a list."""
    return [act for act in ACTS.finditer(sentence) if act.start() > 1]


def _next_comma(sentence: str, at: int) -> int:
    comma = _PAUSE.search(sentence, at)
    return comma.end() if comma else len(sentence)


def _list_begin(sentence: str, at: int, stop: int) -> int:
    """Where the list before an act begins: after the last clause that is no list of persons."""
    begin = at
    for clause in re.finditer(r"[^，；：]+[，；：]", sentence[at:stop]):
        words = clause.group()[:-1]
        if not _is_person_clause(words) and not _GROUP_CLAUSE.match(words):
            begin = at + clause.end()
    return begin


def _is_person_clause(words: str) -> bool:
    last = re.sub(r"等.{0,12}$", "", re.split(r"、|[和及](?=.{2})", words)[-1])
    split = _POST.match(last)
    return looks_like_name(last) or bool(split and looks_like_name(split["name"]))


def _read_chair_phrase(part: Passage, start: int, sentence: str, people: People) -> None:
    for phrase in _CHAIR_NAME.finditer(sentence):
        found = _listed(part, start + phrase.start("who"), start + phrase.end("who"), people)
        _add(people, found, chairs=True)


def _read_aside(part: Passage, start: int, sentence: str, people: People) -> None:
    for aside in _ASIDE.finditer(sentence):
        if looks_like_name(aside["name"]):
            post = part.found(start + aside.start("post"), start + aside.end("post"))
            name = part.found(start + aside.start("name"), start + aside.end("name"))
            _add(people, [_Person(name, (post,))], chairs=True)


def _read_visitor(part: Passage, start: int, sentence: str, people: People) -> None:
    """Take who came somewhere and also presided (甲来到…，并主持召开座谈会) for the chair."""
    visitor = _VISITOR.match(sentence)
    if visitor and looks_like_name(visitor["who"]) and _ALSO_PRESIDED.search(sentence):
        name = part.found(start, start + visitor.end("who"))
        _add(people, [_Person(name, ())], chairs=True)


def _read_heard(part: Passage, start: int, sentence: str, people: People) -> None:
    for phrase in _HEARD.finditer(sentence):
        found = _listed(part, start + phrase.start("who"), start + phrase.end("who"), people)
        _add(people, [person for person in found if person.posts], chairs=False)


def _listed(part: Passage, start: int, end: int, people: People) -> list[_Person]:
    """Read persons with their posts between two places of the passage, list by list."""
    found = []
    at = start
    for comma in [*re.finditer("[，；]", part.text[start:end]), None]:
        stop = start + comma.start() if comma else end
        found += _one_list(part, at, stop, people)
        at = stop + 1
    return found


def _one_list(part: Passage, start: int, end: int, people: People) -> list[_Person]:
    """Read one list; posts before the first name are shared by the bare names behind it."""
    text = part.text
    end, shared = _cut_tail(part, start, end)
    found: list[_Person] = []
    pending: list[Found] = []
    carried: tuple[Found, ...] = ()
    at = start
    for joint in [*_joints(text, start, end), None]:
        stop = joint.start() if joint else end
        begin = _skip_lead(text, at, stop)
        person = _person(part, begin, stop)
        if person and person.posts:
            carried = (*pending, *person.posts)
            found.append(_Person(person.name, carried))
            pending = []
        elif person:
            carried = tuple(pending) if pending else carried
            found.append(_Person(person.name, carried))
            pending = []
        else:
            pending = _post_or_group(
                part, begin, stop, pending, people if found or begin > start else None
            )
        at = joint.end() if joint else stop
    if shared and found:
        return [_Person(p.name, p.posts or (shared,)) for p in found]
    return found


def _joints(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Find what joins the list; 和 inside a name (胡和平) joins nothing."""
    joints: list[re.Match[str]] = []
    at = start
    for joint in _AND.finditer(text, start, end):
        left = text[max(at, joint.start() - _LONGEST_PERSON) : joint.start()]
        if joint.group() == "和" and (joint.end() == end or text[joint.end()] in "、，"):
            continue
        if joint.group() in "和及与" and not _ends_an_item(left):
            continue
        if (
            joint.group() in "和及与"
            and left[-1:] in SURNAMES
            and (len(left) == 1 or _ONLY_POST.match(left[:-1]))
        ):
            continue
        joints.append(joint)
        at = joint.end()
    return joints


def _ends_an_item(words: str) -> bool:
    """Whether words end with a person or a post, so that 和 behind them joins two items."""
    last = words.removesuffix("同志").removesuffix("等")
    split = _POST.match(last)
    return bool(looks_like_name(last) or split or _ONLY_POST.match(last))


_LEADS = re.compile(
    r"(?:(?:\d{1,4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日|会上|会议期间|当天|上午|下午|晚|座谈会上|会议上|中国共产党党员|还有|包括|分别由|由|在[^，]{1,12}的|同志|出席会议的|并|其中)*"
)


def _skip_lead(text: str, at: int, stop: int) -> int:
    lead = _LEADS.match(text, at, stop)
    return lead.end() if lead else at


_GROUP_CLAUSE = re.compile(
    r"(?:各|有关|相关|部分|全体|在家|机关|[省市县区州]级|[省市县区州]直|[省市县区州部委局街][^，；：]{0,24}(?:及|和|、))[^，；：]{2,60}?"
    r"(?:负责人|负责同志|主任|组长|书记|镇长|乡长|局长|委员|代表|成员|干部|人员|领导)$"
)
_PLACE_END = re.compile(r"(?:街道|社区|公司|集团|银行|学校|医院|小学|中学|园区)$")
_TURKIC = frozenset("阿艾买吐努库热帕迪古赛乌图玉依")
_OFFICES = re.compile(r"(?:单位|部门|企业|公司|乡镇|街道|县区|区县|地区|市县|局|办)$")


def _cut_tail(part: Passage, start: int, end: int) -> tuple[int, Found | None]:
    """Cut 等区领导 off the end of a list; what it calls the persons is their post."""
    words = part.text[start:end]
    rest = re.search(r"等(?P<tail>[^、，]{0,16})$", words)
    if rest:
        tail = rest["tail"]
        if _OFFICES.search(tail):
            return start, None
        place = end - len(tail)
        shared = (
            part.found(place, end)
            if re.fullmatch(
                r"[省市区县州院校]领导(?:同志)?|领导小组成员|委领导|局领导|部领导", tail
            )
            else None
        )
        return start + rest.start(), shared
    return end, None


def _person(part: Passage, start: int, end: int) -> _Person | None:
    words = part.text[start:end]
    words, end = _without_courtesy(words, end)
    if not _SHORTEST_NAME <= len(words) <= _LONGEST_PERSON:
        return None
    affiliation = re.match(r"^(?P<name>[^（]{2,12})（(?P<post>[^）]{2,30})）$", words)
    if affiliation and looks_like_name(affiliation["name"]):
        name = part.found(start, start + len(affiliation["name"]))
        return _Person(
            name, (part.found(start + affiliation.start("post"), start + affiliation.end("post")),)
        )
    after = _TITLE_AFTER.match(words)
    if after and after["post"] == "总书记" and not _HERE.match(part.text, end):
        return None
    if (
        after
        and looks_like_name(after["name"])
        and not _is_place(words)
        and not _NO_NAME.search(after["name"])
        and not after["name"].endswith("副")
    ):
        name = part.found(start, start + len(after["name"]))
        return _Person(name, (part.found(start + len(after["name"]), end),))
    if _ONLY_POST.match(words):
        return None
    return _posted(part, start, end, words)


def _is_place(words: str) -> bool:
    return words[:2] in NOT_NAMES or words in {"秘书长", "党组书记"}


def _posted(part: Passage, start: int, end: int, words: str) -> _Person | None:
    split = _POST.match(words)
    if split and _is_name_behind_post(
        split["name"], split["post"], listed=part.text[end : end + 1] == "、"
    ):
        name = part.found(start + split.start("name"), end)
        posts = _posts(part, start, start + split.end("post"))
        return _Person(name, posts)
    if (
        len(words) == _LONGEST_NAME
        and words[:2] not in COMPOUND_SURNAMES
        and words[0] not in _TURKIC
    ):
        return None
    if (
        looks_like_name(words)
        and not _PLACE_END.search(words)
        and words not in VERBS
        and words not in ADVERBS
    ):
        return _Person(part.found(start, end), ())
    return None


def _is_name_behind_post(name: str, post: str, *, listed: bool) -> bool:
    if looks_like_name(name):
        return True
    loose = (
        listed
        and len(name) <= _LONGEST_NAME
        and name not in NOT_NAMES
        and not _ONLY_POST.match(name)
        and not _NO_NAME.search(name)
    )
    return loose and not post.endswith(("代表", "领导", "秘书"))


def _posts(part: Passage, start: int, end: int) -> tuple[Found, ...]:
    """Part double posts (副主席兼秘书长)."""
    words = part.text[start:end]
    places = [0, *[joint.end() for joint in re.finditer(r"兼(?=[\u4e00-\u9fff]{2})", words)]]
    stops = [
        *[joint.start() for joint in re.finditer(r"兼(?=[\u4e00-\u9fff]{2})", words)],
        len(words),
    ]
    return tuple(
        part.found(start + a, start + b) for a, b in zip(places, stops, strict=True) if b > a
    )


def _without_courtesy(words: str, end: int) -> tuple[str, int]:
    for courtesy in ("同志", "等", "先生", "女士"):
        if words.endswith(courtesy) and len(words) > len(courtesy) + 1:
            words, end = words[: -len(courtesy)], end - len(courtesy)
    return words, end


def _post_or_group(
    part: Passage, start: int, end: int, pending: list[Found], people: People | None
) -> list[Found]:
    words = part.text[start:end]
    if _ONLY_POST.match(words) and not re.search(
        r"(?:部门|主要|单位|有关|相关).{0,8}(?:负责人|负责同志|成员|代表)$|^全体", words
    ):
        return [*pending, part.found(start, end)]
    if (
        people is not None
        and _SHORTEST_GROUP <= len(words) <= _LONGEST_GROUP
        and _GROUP.search(words)
    ):
        people.groups.append(part.found(start, end))
    return []


def _add(people: People, found: list[_Person], *, chairs: bool) -> None:
    for person in found:
        known = people.attendees.get(person.name.text)
        posts = known.posts if known and known.posts else person.posts
        people.attendees[person.name.text] = Attendee(known.name if known else person.name, posts)
    if chairs and not people.chair:
        people.chair.extend(person.name for person in found[-1:])


def unnamed_chair(passages: list[Passage]) -> str:
    """Give the post of whoever presided where the text says it by the post alone (区委书记主持会议); else nothing."""
    for part in passages:
        if found := _UNNAMED.search(part.text):
            return found["post1"] or found["post2"]
    return ""
