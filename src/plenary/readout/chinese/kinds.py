"""What a clause is: a demand with a verb, a leading adjunct, a tail of the clause before, or background."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plenary.readout.chinese.lexicon import BODY_ENDINGS, NOMINAL
from plenary.readout.chinese.verbs import Head, any_verb, head_of, skip_adverbs, verb_at

_REACH = 90
_NEAR = 12
_MODAL = re.compile(
    r"(?<![重主需首必纪摘概扼只紧])要(?![求点素闻务害员义件领塞道目])|(?:一定|务必|务须)要?|必须|"
    r"(?<![对响反供相适效呼顺回])应当|应该|(?<![对响反供相适效呼顺回])应(?![对急用邀尽有届变战设收检])|"
    r"不得|不能|不要|绝不能|决不能|不准|不许|严禁|切忌|需要?(?!求)|须(?!知)|将(?!来)|拟"
)
_FORBIDDING = frozenset({"不得", "严禁", "不准", "不许", "切忌", "绝不能", "决不能"})
_SOFT = frozenset({"将", "拟", "需", "需要", "须", "应", "要", "不能", "不得"})
_OPENER = re.compile(
    r"[被以从在对为向与同由用按就把将围聚结按根通利依针面坚让使有切成始形做靠走尽落实当千多加继既更再进一各自不统]|注|发|因|紧"
)
_ROLE = (
    r"(?:指导|引领|引导|统领|遵循|目标|目的|重点|抓手|契机|主线|导向|牵引|核心|根本|中心|基础|动力|支撑|依托|载体|突破口|切入点|着力点|落脚点|龙头|原则|纲|"
    r"先导|前提|关键|保障|使命|己任|指引|要务|任务|主题|标准|方向|底线|镜|鉴|荣|主体|主|本|要|先|荣|媒|桥|平台|纽带|统揽|总揽|方针)"
)
_LEAD = re.compile(
    r"(?:努力|认真|深入|持续|大力|积极|紧密|主动|更好|始终|自觉|牢牢|紧紧|更加|继续|一以贯之|毫不动摇|切实|全面|坚决|坚定|坚定不移|进一步|严格)*(?:"
    r"围绕|聚焦|按照|依照|遵照|根据|面对|面向|针对|结合|立足|坚持(?!不懈|和)|秉持|秉承|本着|遵循|着眼|紧扣|对标|对照|锚定|瞄准|牢记|依托|借助|借力|利用|随着|通过|"
    r"践行|贴近|恪守|站在|基于|鉴于|依据|参照|除[^，]{1,24}外$|"
    rf"以[^，]{{1,60}}?(?:为[^，]{{0,6}}?{_ROLE}|精神|姿态|标准|要求|态度|作风|担当|行动|力度|成效|责任感|使命感|紧迫感|决心|劲头|状态|意识|觉悟|定力|韧劲|干劲|勇气|举措|措施|理念|思维)$|"
    r"在[^，]{1,60}(?:上|下|中|里|时|后|前|内|节点|关头|时刻|关口|同时|过程中|基础上|前提下|方面)$|"
    r"从[^，]{1,40}(?:出发|入手|着手|高度|角度|看|上|抓起|做起)$|"
    r"对(?![接标照])(?![^，]*零容忍)[^，]{1,50}$|越是[^，]{2,40}$|采取[^，]{0,16}(?:措施|举措)$|为了[^，]{1,40}$|作为[^，]{2,}$|充分利用|突出.{2,12}(?:导向|重点|特色|主题)$)"
)
_ACCORDING = re.compile(
    r"(?:按照|依照|遵照|根据|依据)[^，]{2,60}(?:部署|要求|安排|精神|原则|思路|规定|指示|分工|方案|计划)$"
)
_PREFACE = re.compile(
    r"以[^，]{2,60}的(?:精神|姿态|态度|作风|担当|责任感|使命感|紧迫感|决心|劲头|状态|意识|觉悟|定力|韧劲|干劲|勇气)$|"
    rf"[^，]{{0,4}}以[^，]{{2,60}}为[^，]{{0,6}}?{_ROLE}$|"
    r"在[^，]{2,80}(?:同时|基础上|前提下|过程中|背景下|领导下|指导下|框架下|情况下|条件下|形势下|之际|期间|支持下|统筹下|方面)$"
)
_TAIL = re.compile(
    r"(?:并|进而|切实|坚决|全力|有效|有力|努力|最终|真正|不断|从而|共同|持续)*(?:"
    r"(?:继续|积极|奋力)为[^，]{2,40}(?:贡献|作出|提供|注入|奠定|凝聚|汇聚|增添|添)|"
    r"放到|放在|落到|摆在|纳入到|落实到|贯穿到|确保|以便|以期|从而|使(?![用命馆])|让(?!利)|助力|力争|力求|避免|以防|防患|形成|"
    r"以[^，]{2,40}|通过[^，]{2,40}来|为(?!了|人民服务|民服务)[^，]{2,60})|"
    r"(?:努力|奋力)(?:把|将|夺取|实现|开创|争取|使|让|为|做到|取得|推动|走出|营造|形成|达到|降|减)|既(?!要|定|有)|又(?!要)|(?:真正|切实|努力)?做到|"
    r"实现|(?:更好|更加|更大|更多|更|更好地|更加有效)(?:服务|助力|满足|造福|惠及|激发|适应|保障|促进|推动|支撑|回应|展现|展示|体现|有力地?|有效地?)|"
    r"满足|共同(?:推动|促进|维护|营造|开创)|有更多|不让|不留|不出|不发生|切莫|谨防|严防死守|赢得|"
    r"不断(?:满足|开创|推动|取得|迈向|迈上|把)|推动形成|携手(?:并进|前行|共进|同行|奋进|开创|谱写)"
)
_ROLE_THEN_VERB = re.compile(
    rf"以[^，]{{2,40}}?为[^，]{{0,6}}?{_ROLE}|"
    r"以更[^，]{1,30}?(?:力度|视野|标准|举措|要求|作风|姿态|质量|水平)[\u4e00-\u9fff]{4}"
)
_ABSTRACT = re.compile(
    r"(?:发展|落地|见效|落地落实|落实落细|到位|走深走实|提质增效|台阶|局面|突破|成效|实效|进展|进步|向好|回升|回稳|企稳|稳中有降|落到实处|"
    r"深入人心|落地生根|开花结果|见行见效|新篇章|新水平|走向前列|走在前列|健康发展|行稳致远|落地落细|善作善成|常态长效|长效化|贡献|稳中提质|新成绩|拓展|延伸|作用|增长|转化|运行|循环|融合发展|双赢|共赢|繁荣|稳定|走出国门|走向世界|"
    r"(?:持续|不断|稳步|明显|显著|全面)(?:改善|好转|提升|优化|增强|提高|壮大))$"
)
_CLOSING_PLAIN = re.compile(
    r"(?:稳中求进|不断|更好|共同|有力|有效|从而|进而)*(?:推动|促进|带动|引领)"
)
_CLOSING_RESULT = re.compile(
    r"(?:不断|更好|共同|加快|持续)*推动(?:实现|形成|构建|建设|建立|打造|取得|开创)"
)
_PAST = re.compile(
    r"已(?![有知确定的然])|已经|(?<![为除极])了(?![解])|正在|一直以来|以来$|^(?:这|那)(?:些|是|也|既|就|将|次)|"
    r"(?<![越别其还凡事求但或即若可硬老一二三四五六七八九十于])是(?!否|非)|曾|有(?:利于|助于)|意义(?:重大|深远|十分)|"
    r"具有[^，]{2,30}(?:意义|作用|价值)|事关|至关重要|十分重要|责任重大|任务(?:艰巨|繁重|很重)|不容忽视|任重道远|刻不容缓|显著(?:提升|增强|改善|提高)$|"
    r"取得(?:显著|积极|明显|重大|新|良好|突破|重要|阶段|历史|丰硕|扎实|较|一定)|(?:标志着|意味着|表明|呈现出?)(?!新)|离不开|来之不易"
)
_PREDICATE = re.compile(
    r"^(?:，?)(?:这?(?:既|也|更|都|就|正)?是|不仅|不但|有利于|有助于|对[^，]{1,60}(?:具有|意义|至关|十分|起到|发挥)|具有|意义|事关|关系|"
    r"离不开|关键|既有利|重在|贵在|难在|根本在|首先是|必然|取得|成效|责任|刻不容缓)"
)
_TIME = re.compile(
    r"^(?:[\d一二三四五六七八九十〇]{1,4}年(?:以来|来|度)?|今年(?:是|以来)?|去年|近年来|近期|近日|日前|目前|当前|现在|长期以来|过去[^，]{0,6}|"
    r"[^，]{0,20}(?:以来|期间|之际))$"
)
_LOYAL = re.compile(
    r"“?(?:两个确立|四个意识|四个自信|两个维护|三个一以贯之)”?|思想和行动(?:切实)?统一到|政治(?:判断力|站位|自觉)、政治"
)
_IDIOM = re.compile(r"^(?:[\u4e00-\u9fff]{4}、)*[\u4e00-\u9fff]{4}$")
_BODY = re.compile(
    rf"(?:{'|'.join(sorted(BODY_ENDINGS, key=len, reverse=True))})(?:等)?(?:都|也|均|还|又|既)?$"
)
_PASSIVE_SUBJECT_REACH = 44
_TOPIC_LENGTH = 36
_TOPIC = re.compile(
    r"(?:行业|问题|领域|地区|企业|人员|单位|群体|项目|方面|同志|干部|部门|对象|场所|环节|事项|线索)$"
)


@dataclass(frozen=True, slots=True)
class Demand:
    """An obligation in a clause: where its modal stands, where it ends, and who is told to act."""

    start: int
    end: int
    subject: str
    forbids: bool = False


def demand_of(text: str) -> Demand | None:
    """Find the obligation of a clause (要, 必须, 应, 不得); None where it has none."""
    for modal in _MODAL.finditer(text, 0, _REACH):
        subject = text[: modal.start()]
        if _opens_action(text, modal.end(), modal.group()) and _can_be_subject(
            subject, modal.group()
        ):
            return Demand(modal.start(), modal.end(), subject, forbids=modal.group() in _FORBIDDING)
    return None


def _opens_action(text: str, at: int, modal: str) -> bool:
    if modal in _FORBIDDING:
        return at < len(text)
    rest = skip_adverbs(text, at)
    if rest >= len(text):
        return rest > at
    if at == 1 and (is_idiom(text[1:]) or any_verb(text, at + 1, at + _NEAR)):
        return True
    return rest > at or bool(verb_at(text, rest) or _OPENER.match(text, rest) or head_of(text, at))


def _can_be_subject(subject: str, modal: str) -> bool:
    plain = subject[skip_adverbs(subject) :]
    if modal in {"将", "拟"}:
        return bool(_BODY.search(plain)) and not verb_at(plain, 0)
    if not plain:
        return True
    if modal in _SOFT and modal != "要" and verb_at(plain, 0) and not _BODY.search(plain):
        return False
    if plain.endswith("的"):
        return modal == "要" and len(plain) > _HALF
    return not plain.endswith(("和", "与", "所", "、"))


def names_a_body(words: str) -> bool:
    """Whether words end as the name of someone who can be told to act."""
    return bool(_BODY.search(words, max(0, len(words) - 12)))


def is_lead(text: str) -> bool:
    """Whether a clause only leads up to an action (围绕…, 按照…, 坚持…)."""
    if not _LEAD.match(text):
        return False
    if _PREFACE.match(text):
        return True
    begin = skip_adverbs(text)
    if text[:begin].startswith(("结合", "立足", "聚焦")):
        return False
    if _ACCORDING.match(text, begin):
        return True
    head = head_of(text, begin)
    if head is None or not head.sure or head.direct:
        return True
    # A verb at the very end has no object and so is a noun (立足职能定位).
    return head.start <= begin + 2 or head.end == len(text)


def is_self_contained(head: Head | None) -> bool:
    """Whether a clause that begins with a phrase has its verb behind it."""
    return bool(head and head.sure and not head.direct)


def is_tail(text: str) -> bool:
    """Whether a clause says to what end or how the clause before is done."""
    return bool(_TAIL.match(text)) and not _ROLE_THEN_VERB.match(text)


def is_closing_abstract(text: str) -> bool:
    """Whether a clause only closes its sentence (推动…高质量发展)."""
    if _CLOSING_RESULT.match(text):
        return True
    return bool(_CLOSING_PLAIN.match(text) and _ABSTRACT.search(text, max(0, len(text) - 8)))


def is_background(text: str) -> bool:
    """Whether a clause states what is or was."""
    past = _PAST.search(text, 0, 200)
    if past is None or not past.group().startswith(("已", "取得")):
        return past is not None
    head = head_of(text)
    return not (head and head.direct and head.sure and head.end <= past.start())


def is_predicate(text: str) -> bool:
    """Whether a clause is said of the clause before it (是…的重要抓手)."""
    return bool(_PREDICATE.match(text))


def is_time(text: str) -> bool:
    """Whether a clause only names a time."""
    return bool(_TIME.match(text))


def is_loyalty(text: str) -> bool:
    """Whether a clause is one of the loyalty formulas, which go together."""
    return bool(_LOYAL.search(text, 0, 80))


def is_topic(text: str) -> bool:
    """Whether a clause only names those of whom the next clause demands something."""
    return len(text) <= _TOPIC_LENGTH and bool(_TOPIC.search(text))


def is_idiom(text: str) -> bool:
    """Whether a clause is made of four-character phrases without an object."""
    return bool(_IDIOM.match(text)) and len(text) <= _IDIOM_LENGTH


def is_idiom_chain(text: str) -> bool:
    """Whether a clause is a chain of such phrases that names no action of its own."""
    if not is_idiom(text) or "、" not in text:
        return False
    return text.count("、") > 1 or not all(map(has_object, text.split("、")))


def is_bare_idiom(text: str) -> bool:
    """Whether a clause is one four-character phrase that names no action (铁心硬手)."""
    if not is_idiom(text) or "、" in text:
        return False
    head = head_of(text)
    return head is None or not head.sure


def has_object(four: str) -> bool:
    """Whether a four-character phrase is a verb and its object (落实责任), not a bare idiom."""
    if len(four) != _HALF + _HALF:
        return False
    head = head_of(four)
    return bool(head and head.sure and head.direct and head.start < head.end == _HALF)


def inner_head(text: str) -> Head | None:
    """Find the verb behind the object of a leading word (聚焦关切谋划举措)."""
    word = _LEADING.match(text)
    if word is None or "、" in text:
        return None
    head = any_verb(text, word.end() + 2, len(text) - 3)
    return head if head and head.verb not in NOMINAL and text[head.start - 1] != "的" else None


_IDIOM_LENGTH = 34
_HALF = 2
_LEADING = re.compile(
    r"(?:紧紧|牢牢|坚持)?(?:聚焦|围绕|结合|瞄准|立足|依托|借助|利用|面向|针对|紧扣)"
)


def subject_verb(text: str) -> tuple[int, Head] | None:
    """Find who is told to act and the verb, where no modal stands between them (各部门加强…)."""
    for head in _verbs_within(text, _PASSIVE_SUBJECT_REACH):
        subject = _without_adverbs(text[: head.start])
        if len(subject) > 1 and _BODY.search(subject) and not verb_at(subject, 0):
            return len(subject), head
    return None


def _verbs_within(text: str, reach: int) -> list[Head]:
    found = []
    at = 2
    while at < min(reach, len(text)):
        head = any_verb(text, at, min(reach, len(text)))
        if head is None:
            break
        found.append(head)
        at = head.start + 1
    return found


def _without_adverbs(subject: str) -> str:
    for at in range(max(2, len(subject) - 8), len(subject)):
        if skip_adverbs(subject, at) == len(subject):
            return subject[:at]
    return subject
