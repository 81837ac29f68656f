"""What a clause is: a demand with a verb, a leading adjunct, a tail of the clause before, or background."""

from __future__ import annotations

import re

from plenary.readout.chinese.lexicon import ADVERBS, BODY_ENDINGS, NOMINAL
from plenary.readout.chinese.verbs import Head, any_verb, head_of, treated
from plenary.readout.chinese.vocabulary import skip_adverbs, verb_at

_SPIRIT_REACH = 50
_ROLE = (
    r"(?:指导|引领|引导|统领|遵循|目标|目的|重点|抓手|契机|主线|导向|牵引|核心|根本|中心|基础|动力|支撑|依托|载体|突破口|切入点|着力点|落脚点|龙头|原则|纲|"
    r"先导|前提|关键|重(?!点)|保障|使命|己任|指引|要务|任务|主题|标准|方向|底线|镜|鉴|荣|主体|主|本|要|先|荣|媒|桥|平台|纽带|统揽|总揽|方针)"
)
_LEAD = re.compile(
    r"(?:努力|认真|深入|持续|大力|积极|紧密|主动|更好|始终|真正|自觉|牢牢|紧紧|更加|继续|一以贯之|毫不动摇|切实|全面|坚决|坚定|坚定不移|进一步|严格)*(?:"
    r"围绕|聚焦|按照|依照|遵照|根据|(?<!积极)(?<!主动)面对|拿出[^，]{2,30}(?:精神|姿态|劲头|勇气|干劲|状态|决心)$|面向|针对|结合|立足|坚持(?!不懈|和)|秉持|秉承|本着|遵循|着眼|紧扣|对标|对照|锚定|瞄准|牢记|依托|借助|借力|抱着|怀着|带着|联系[^，]{0,6}实际$|利用(?!好)|随着|通过|"
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
    r"放到|放在|落到|摆在|纳入到|落实到|贯穿到|确保|保证(?!金)|以便|以期|从而|使(?![用命馆])|让(?!利)|助力|助推|力争|力求|避免|以防|防患|形成|"
    r"(?<!全力)以[^，]{2,40}|通过[^，]{2,40}来|为(?!了|人民服务|民服务)[^，]{2,60})|"
    r"(?:努力|奋力|力争)在[^，]{2,30}(?:上|中|方面)|(?:努力|奋力)(?:把|将|夺取|实现|开创|争取|使|让|为|做到|取得|推动|走出|营造|形成|达到|降|减)|既(?!要|定|有)|又(?!要)|(?:真正|切实|努力)?做到|"
    r"实现|(?:更好|更加|更大|更多|更|更好地|更加有效)(?:服务|助力|满足|造福|惠及|助推|带动|激发|适应|保障|促进|推动|支撑|回应|展现|展示|体现|有力地?|有效地?)|"
    r"满足|共同(?:推动|促进|维护|营造|开创)|有更多|不让|不留|不出|不发生|切莫|谨防|严防死守|赢得|"
    r"不断(?:满足|开创|推动|取得|迈向|迈上|把)|推动形成|携手(?:并进|前行|共进|同行|奋进|开创|谱写)"
)
_ROLE_THEN_VERB = re.compile(
    rf"以[^，]{{2,40}}?为[^，]{{0,6}}?{_ROLE}|"
    r"以更[^，]{1,30}?(?:力度|视野|标准|举措|要求|作风|姿态|质量|水平)[\u4e00-\u9fff]{4}"
)
_IN_A_SPIRIT = re.compile(
    r"(?:精神|姿态|态度|作风|责任感|使命感|紧迫感|决心|劲头|状态|意识|觉悟|定力|韧劲|干劲|勇气|标准|要求|力度|担当|站位|方式|办法|思路|手段|措施|举措|胆识|气魄|纪律|步伐)(?=[\u4e00-\u9fff]{3})"
)
_ABSTRACT = re.compile(
    r"(?:发展|达效|投产|落地|见效|落地落实|落实落细|到位|走深走实|提质增效|台阶|局面|突破|成效|实效|进展|进步|向好|回升|回稳|企稳|稳中有降|落到实处|"
    r"深入人心|落地生根|开花结果|见行见效|新篇章|新水平|走向前列|走在前列|健康发展|行稳致远|就业|增收|升级|转型|优化|提质|扩容|增效|共享|成长|复苏|解决|畅通|贯通|衔接|达标|落细|见行|落地落细|善作善成|常态长效|长效化|贡献|稳中提质|新成绩|拓展|延伸|作用|增长|转化|运行|循环|融合发展|双赢|共赢|繁荣|稳定|交融|走出国门|走向世界|开展|向前|好转|提升|开好局、起好步|开好局|良好开局|"
    r"(?:持续|不断|稳步|明显|显著|全面|整体)(?:改善|好转|提升|优化|增强|提高|壮大))$"
)
_CLOSING_PLAIN = re.compile(
    r"(?:稳中求进|不断|更好|共同|有力|有效|从而|进而|切实|持续|全力|奋力|加快)*(?:推动|促进|带动|引领|推进(?=[^，]*(?:上|迈上|再上|上新|登上)[^，]*台阶))"
)
_CLOSING_RESULT = re.compile(
    r"(?:不断|更好|共同|加快|持续)*推动(?:实现|形成|构建|建设|建立|打造|取得|开创)"
)
_PAST = re.compile(
    r"已(?![有知确定的然])|已经|(?<![为除极])了(?![解算结断然])|正在|一直以来|以来$|^(?:这|那)(?:些|是|也|既|就|将|次)|"
    r"(?<![越别其还凡事求但或即若可硬老一二三四五六七八九十于])是(?!否|非)|曾|有(?:利于|助于)|意义(?:重大|深远|十分)|"
    r"才能|才会|具有[^，]{2,30}(?:意义|作用|价值)|事关|至关重要|十分重要|责任重大|(?:任务|工作|形势)[^，]{0,4}(?:艰巨|繁重|很重|严峻)|不容忽视|任重道远|刻不容缓|显著(?:提升|增强|改善|提高)$|"
    r"取得(?:显著|积极|明显|重大|新|良好|突破|重要|阶段|历史|丰硕|扎实|较|一定)|(?:标志着|意味着|表明|呈现出?)(?!新)|离不开|来之不易"
)
_PREDICATE = re.compile(
    r"^(?:，?)(?:这?(?:既|也|更|都|就|正)?是|不仅|不但|有利于|有助于|对[^，]{1,60}(?:具有|意义|至关|十分|起到|发挥)|具有|意义|事关|关系|"
    r"离不开|根本上|根本在|依赖|取决|有赖|核心在|关键|既有利|重在|贵在|难在|根本在|首先是|必然|取得|成效|责任|刻不容缓)"
)
_TIME = re.compile(
    r"^(?:[\d一二三四五六七八九十〇]{1,4}年(?:以来|来|度)?|\d{1,2}月\d{1,2}日(?:上午|下午|晚)?|今年(?:是|以来)?|(?:今年|明年)?下半年|去年|近年来|近期|近日|日前|目前|当前|现在|长期以来|过去[^，]{0,6}|"
    r"[^，]{0,20}(?:以来|期间|之际))$"
)
_LOYAL = re.compile(
    r"“?(?:两个确立|四个意识|四个自信|两个维护|三个一以贯之)”?|思想和行动(?:切实)?统一到|党中央保持高度一致|政治(?:判断力|站位|自觉)、政治"
)
_ASSIGNED = re.compile(
    r"[^，]{0,30}?由[^，]{2,30}?(?:牵头|负责)(?:负责|组织|落实|实施|推进|办理)?$"
)
_ASSIGNMENT = re.compile(
    r"由?(?P<units>[^，。；：（由]{2,60}?)(?:分别|共同|具体|各自|做好|予以)?"
    r"(?:(?P<leads>牵头负责|负责牵头|牵头组织|牵头落实|牵头推进|牵头办理|牵头|主责|主办|负责)|协同配合|配合落实|积极配合|密切配合|配合|协同|协助|协办|参与)$"
)
_AND = re.compile("[、和与及]")
_DEADLINE = re.compile(
    r"(?:于|在|力争|确保)?[^，。]{0,10}(?:\d{1,2}|[一二三四五六七八九十]{1,3}|本|上半|下半|今|明)?(?:月|季度|年|周|日)[^，。]{0,3}?(?:底|末|初)?(?:之?前|内)(?:全部|基本|全面)?(?:完成|办结|落实|到位|完工|报送|上报)$"
)
_WHEN = re.compile(r"\d{1,4}年|\d{1,2}月|今年|去年|明年|近年|上半年|下半年|目前|当前")
_NAME_GOES_ON = re.compile(
    r"部(?![署门分件队位长])|局(?![面势部限])|厅|署(?!名)|(?:委|办|办公室|中心)(?=会同|联合|协同|牵头|负责|[、和与及])"
)
"""What makes the verb before it a part of a unit's name: 宣传 of 宣传部."""
_JOINED_BY = re.compile("会同|协同|联合(?![国会])")
_OTHERWISE = re.compile(r"[在于按就对把将]|\d")
_BODY = re.compile(
    rf"(?:{'|'.join(sorted(BODY_ENDINGS, key=len, reverse=True))})(?:等)?(?:都|也|均|还|又|既)?$"
)
_PASSIVE_SUBJECT_REACH = 44
_TOPIC_LENGTH = 36
_WHILE = re.compile(r"[^，]{2,24}在[^，]{2,30}(?:中|时|过程中)$")
_WITHOUT_OBJECT = frozenset({"发力", "攻坚", "用力", "施策", "破题", "出击", "攻关"})
_TOPIC = re.compile(
    r"(?:行业|问题|领域|地区|企业|人员|单位|群体|项目|方面|同志|干部|部门|对象|场所|环节|事项|线索)$"
)


def names_a_body(words: str) -> bool:
    """Whether words end as the name of someone who can be told to act."""
    return bool(_BODY.search(words, max(0, len(words) - 12)))


def _ends_an_adverb(text: str, at: int) -> bool:
    """Whether an adverb stands directly before a place (问题立行整改)."""
    return any(text[max(0, at - size) : at] in ADVERBS for size in (2, 3, 4))


def opens_lead(text: str, at: int) -> bool:
    """Whether a leading word (围绕, 按照, 坚持) stands at a place."""
    return bool(_LEAD.match(text, at))


def ends_as_a_body(words: str) -> bool:
    """Whether words end with the name of someone who can act."""
    return bool(_BODY.search(words))


def is_lead(text: str) -> bool:
    """Whether a clause only leads up to an action (围绕…, 按照…, 坚持…)."""
    if not _LEAD.match(text):
        return False
    if _PREFACE.match(text):
        return True
    begin = skip_adverbs(text)
    if text[:begin].startswith(("结合", "立足", "聚焦")) and verb_at(text, begin):
        return False
    return bool(_ACCORDING.match(text, begin)) or not _acts_by_itself(text, begin)


def _acts_by_itself(text: str, begin: int) -> bool:
    """Whether a clause with a leading word has its action in it (对屡查屡犯的从严处罚, 聚焦项目精准发力)."""
    if treated(text):
        return True
    head = head_of(text, begin)
    if head is None or not head.sure:
        return False
    if head.direct:
        return text.startswith("坚持", begin) and head.start > begin
    if head.end < len(text):
        return head.start > begin + 2
    # A verb at the very end has no object and so is a noun (立足职能定位), but for 发力 and its like.
    return head.verb in _WITHOUT_OBJECT or _ends_an_adverb(text, head.start)


def is_self_contained(head: Head | None) -> bool:
    """Whether a clause that begins with a phrase has its verb behind it."""
    return bool(head and head.sure and not head.direct)


def is_tail(text: str) -> bool:
    """Whether a clause says to what end or how the clause before is done."""
    if not _TAIL.match(text) or _ROLE_THEN_VERB.match(text):
        return False
    if not text.startswith("以"):
        return True
    spirits = _IN_A_SPIRIT.finditer(text, 1, _SPIRIT_REACH)
    return not any(_acts_at(text, spirit.end()) for spirit in spirits)


def _acts_at(text: str, at: int) -> bool:
    """Whether a verb, or 把 with its object, stands at a place behind its adverbs."""
    at = skip_adverbs(text, at)
    return bool(verb_at(text, at)) or text.startswith(("把", "将"), at)


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
    if _WHILE.match(text):
        return True
    return len(text) <= _TOPIC_LENGTH and bool(_TOPIC.search(text))


def is_assigned(text: str) -> bool:
    """Whether a clause says who is in charge of what (甲工作由乙牵头)."""
    return bool(_ASSIGNED.match(text))


def assignment(text: str) -> tuple[int, int, bool] | None:
    """Give where the units stand in a clause that only says who does it, and whether they lead (由甲局牵头, 乙局配合)."""
    told = _ASSIGNMENT.match(text)
    if told is None or verb_at(told["units"], 0) is not None:
        return None
    if not all(ends_as_a_body(unit) for unit in _AND.split(told["units"])):
        return None
    return told.start("units"), told.end("units"), told["leads"] is not None


def without_joined(actor: str) -> int:
    """Give where who is to act ends, before those who are to join in (甲局会同乙局)."""
    joined = _JOINED_BY.search(actor)
    return joined.start() if joined and ends_as_a_body(actor[: joined.start()]) else len(actor)


def charged(text: str, head: Head) -> tuple[int, Head] | None:
    """Give where the name ends of whom 由 charges with an action, and the verb (由甲局会同乙局在年底前修订)."""
    if not text.startswith("由"):
        return None
    if told := subject_verb(text[1:]):
        return told[0] + 1, told[1]
    unit = text[1 : head.start]
    if joined := _JOINED_BY.search(unit):
        unit = unit[: joined.start()]
    for cut in (len(unit), *(found.start() for found in _OTHERWISE.finditer(unit))):
        words = _without_adverbs(unit[:cut])
        if len(words) > 1 and ends_as_a_body(words):
            return 1 + len(words), head
    return None


def joined_head(text: str) -> Head | None:
    """Find the verb of an action behind those with whom it is to be taken (会同乙局制作…)."""
    joined = _JOINED_BY.match(text)
    told = subject_verb(text[joined.end() :]) if joined else None
    return told[1] if told else None


def is_deadline(text: str) -> bool:
    """Whether a clause only says by when what was demanded is to be done (年底前完成)."""
    return bool(_DEADLINE.match(text))


def starts_with_time(text: str) -> bool:
    """Whether a clause opens with a time, so that what follows may be no verb."""
    return bool(_WHEN.match(text))


def is_topical(subject: str) -> bool:
    """Whether what stands before 要 names what is acted on (对隐患要立即整改)."""
    return subject.startswith(("对", "针对", "凡"))


def inner_head(text: str) -> Head | None:
    """Find the verb behind the object of a leading word (聚焦关切谋划举措)."""
    word = _LEADING.match(text)
    if word is None or "、" in text:
        return None
    head = any_verb(text, word.end() + 2, len(text) - 3)
    return head if head and head.verb not in NOMINAL and text[head.start - 1] != "的" else None


_HALF = 2
_LEADING = re.compile(
    r"(?:紧紧|牢牢|坚持)?(?:聚焦|围绕|结合|瞄准|立足|依托|借助|利用|面向|针对|紧扣)"
)


def subject_verb(text: str) -> tuple[int, Head] | None:
    """Find who is told to act and the verb, where no modal stands between them (各部门加强…)."""
    for head in _verbs_within(text, _PASSIVE_SUBJECT_REACH):
        subject = _without_adverbs(text[: head.start])
        if head.verb in ADVERBS and verb_at(text, head.end):
            continue
        if _NAME_GOES_ON.match(text, head.end) or _JOINED_BY.match(text, head.start):
            continue
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
