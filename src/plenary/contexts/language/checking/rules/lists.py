"""Lists of languages and of places: none is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking import pinyin
from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair

_LANGUAGES = {
    "汉语": "Chinese|Mandarin|Putonghua", "中文": "Chinese|Mandarin", "英语": "English", "法语": "French", "德语": "German", "日语": "Japanese",
    "韩语": "Korean", "俄语": "Russian", "西班牙语": "Spanish", "西语": "Spanish", "阿拉伯语": "Arabic", "葡萄牙语": "Portuguese", "意大利语": "Italian", "泰语": "Thai",
    "越南语": "Vietnamese",
}  # fmt: skip
_FIELDS = {
    "文化": "culture|cultur", "教育": "education|educat|school|learning|teach|academ", "体育": "sports|sport|athlet|physical|fitness", "科技": "science and technology|scien|tech|innovat",
    "经贸": "economy and trade|econom|trade|commerc|business", "旅游": "tourism|touris|travel", "卫生": "health|sanit|hygien|medic", "医疗": "medical care|medic|health|clinic|hospital", "住房": "housing|hous|home|accommodat|apartment", "就业": "employment|employ|job|work", "养老": "elderly care|elder|senior|old-age|pension|aged", "交通": "transport|transport|traffic|travel", "生态": "ecology|ecolog|environment|green", "养殖": "aquaculture|breed|farm",
    "环保": "environmental protection|environment|green|ecolog|sustainab", "农业": "agriculture|agricult|farm", "金融": "finance|financ|bank", "青年": "youth|young", "能源": "energy|energ|power",
    "艺术": "art", "媒体": "media|press|journalis|news", "智库": "think tanks|think[- ]?tank", "经济": "economy|econom", "贸易": "trade|trading|commerc", "政治": "politics|politic",
    "投资": "investment|invest", "科学": "science|scien", "法律": "law|legal", "司法": "justice|judic|law", "数字经济": "digital economy|digital", "人工智能": "artificial intelligence|artificial|AI",
}  # fmt: skip
_PAPERS = {
    "护照": "passport", "签证": "visa", "照片": "photo|picture|portrait", "申请表": "application form|form|application", "身份证": "identity card|identity|identification|ID", "原件": "original",
    "复印件": "copies|copy|photocop|duplicat|scan", "学历证明": "diploma|degree|education|academic|qualif|transcript", "居留许可": "residence permit|residence|residency", "营业执照": "business license|licen[cs]e",
    "户口簿": "household register|household|hukou|register|residen", "劳动合同": "labor contract|contract", "驾驶证": "driver's license|licen[cs]e", "驾照": "driver's license|licen[cs]e",
    "发票": "invoice|receipt|fapiao", "通行证": "travel permit|permit|pass", "永久居留身份证": "permanent resident ID card|permanent resid", "居住证": "residence permit|residence|residen", "银行卡": "bank card|card", "登机牌": "boarding pass|boarding",
}  # fmt: skip
_BODIES = {
    "商务局": "commerce bureau|commerc|business", "文旅局": "culture and tourism bureau|cultur|touris", "文化和旅游局": "culture and tourism bureau|cultur|touris", "教委": "education commission|educat", "教育局": "education bureau|educat",
    "体育局": "sports bureau|sport", "卫健委": "health commission|health", "卫生健康委": "health commission|health", "民政局": "civil affairs bureau|civil", "财政局": "finance bureau|financ", "公安分局": "public security bureau|public security|police",
    "公安局": "public security bureau|public security|police", "司法局": "justice bureau|justice|judicia", "人力社保局": "human resources and social security bureau|human", "人社局": "human resources and social security bureau|human",
    "生态环境局": "ecology and environment bureau|ecolog|environment", "住建委": "housing commission|hous", "发改委": "development and reform commission|development and reform|NDRC|DRC", "发展改革委": "development and reform commission|development and reform",
    "城管委": "urban management commission|urban|city", "市场监管局": "market regulation bureau|market", "应急局": "emergency management bureau|emergency", "应急管理局": "emergency management bureau|emergency", "水务局": "water bureau|water",
    "园林绿化局": "gardening and greening bureau|garden|landscap|park|forest|green", "统计局": "statistics bureau|statisti", "审计局": "audit bureau|audit", "税务局": "tax bureau|tax", "外办": "foreign affairs office|foreign affairs|FAO",
    "侨联": "overseas Chinese federation|overseas chinese", "贸促会": "trade promotion council|trade|CCPIT", "投促局": "investment promotion bureau|invest", "科委": "science and technology commission|scien", "科技局": "science and technology bureau|scien", "宣传部": "publicity department|publicity",
    "团委": "youth league committee|youth", "妇联": "women's federation|women", "残联": "disabled persons' federation|disab", "工商联": "federation of industry and commerce|industry",
}  # fmt: skip
_ACTS = {
    "游泳": "swimming|swim|bath", "垂钓": "fishing|fish|angl", "钓鱼": "fishing|fish|angl", "滑冰": "skating|skat|ice", "吸烟": "smoking|smok", "拍照": "photography|photo|pictur|camera",
    "摄像": "filming|film|video|record|camera", "饮食": "eating and drinking|eat|food|drink", "攀爬": "climbing|climb", "停车": "parking|park", "烧烤": "barbecuing|barbecu|bbq|grill", "露营": "camping|camp",
    "吐痰": "spitting|spit", "乱扔垃圾": "littering|litter", "奔跑": "running|run", "追逐": "chasing|chas", "喧哗": "loud talking|nois|loud|quiet|shout", "嬉戏": "playing|play|frolic",
}  # fmt: skip
_THINGS = ((_FIELDS, 3), (_PAPERS, 2), (_ACTS, 2), (_BODIES, 2))
"""Things that are listed side by side, what is proposed for them and begins their English, and how many make a list."""
_LANGUAGE = re.compile("|".join(sorted(_LANGUAGES, key=len, reverse=True)))
_JOINT = re.compile(r"[区市县]?(?:、|和|与|及|以及)[区市县]?")
_JOINTS = re.compile(r"[、和与及]")
_LEAST = 3
_LONGEST = 4_000


def find(pair: Pair) -> Iterator[Finding]:
    """Find the one item of a list that the English has not, where it has all the others."""
    if not _JOINTS.search(pair.zh) or not pair.words or len(pair.en) > _LONGEST:
        return
    languages = [
        (hit.start(), hit.end(), _LANGUAGES[hit[0]]) for hit in _LANGUAGE.finditer(pair.zh)
    ]
    yield from _left_out(pair, languages)
    for things, least in _THINGS:
        items = [
            (hit.start(), hit.end(), things[hit[0]]) for hit in _any_of(things).finditer(pair.zh)
        ]
        yield from _left_out(pair, items, least)
    places = [
        (at, at + len(p.zh), "|".join([*map(re.escape, p.en), re.escape("".join(p.syllables))]))
        for at, p in pair.places
        if p.kind == "place"
    ]
    yield from _left_out(pair, places)


def _any_of(things: dict[str, str]) -> re.Pattern[str]:
    """Make the pattern of some Chinese words, the longest first; kept by ``re``."""
    return re.compile("|".join(sorted(things, key=len, reverse=True)))


def _left_out(
    pair: Pair, items: list[tuple[int, int, str]], least: int = _LEAST
) -> Iterator[Finding]:
    for run in _runs(pair.zh, items):
        if len(run) < least:
            continue
        missing = [item for item in run if not _stands(pair, item[2])]
        if len(missing) == 1:
            start, end, names = missing[0]
            proposal = names.split("|")[0]
            proposal = proposal if proposal[0].isupper() else proposal.capitalize()
            yield pair.finding("lists.left-out", start, end, side="zh", proposal=proposal)


def _stands(pair: Pair, names: str) -> bool:
    if re.search(rf"\b(?:{names})", pair.en, re.IGNORECASE):
        return True
    folded = pinyin.plain(pair.en).replace(" ", "")
    return any(name.replace("\\", "").lower() in folded for name in names.split("|"))


def _runs(zh: str, items: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """Give the items that stand side by side with nothing but a mark or an "and" between them."""
    run: list[tuple[int, int, str]] = []
    for item in sorted(items):
        if run and item[0] < run[-1][1]:
            continue
        if run and not _JOINT.fullmatch(zh, run[-1][1], item[0]):
            yield run
            run = []
        run.append(item)
    if run:
        yield run
