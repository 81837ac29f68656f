"""The domains of the shipped terms, in words of both languages; an office's own stand as written."""

from __future__ import annotations

from plenary.shared.web.templates import language

WORDS: dict[str, tuple[str, str]] = {
    "body": ("bodies", "机构"),
    "document": ("documents", "文件"),
    "document element": ("parts of documents", "文件要素"),
    "document type": ("kinds of documents", "文种"),
    "drafting phrase": ("drafting phrases", "行文用语"),
    "event": ("events", "活动"),
    "facility": ("facilities", "设施"),
    "government_term": ("government terms", "政务用语"),
    "instruction": ("instructions", "指示"),
    "law_title": ("titles of laws", "法规名称"),
    "mandatory_place": ("places that must have signs", "应设标识场所"),
    "medical": ("medicine", "医疗"),
    "meeting": ("meetings", "会议"),
    "metro_name_2020": ("metro stations, 2020", "地铁站名（2020年）"),
    "metro_name_2021": ("metro stations, 2021", "地铁站名（2021年）"),
    "metro_name_legacy": ("metro stations, earlier", "地铁站名（早期）"),
    "organisation": ("organisations", "组织机构"),
    "outdated": ("no longer used", "已不再使用"),
    "people": ("people", "人员"),
    "place": ("places", "地点"),
    "place_name": ("place names", "地名"),
    "policy": ("policies", "政策"),
    "post": ("posts", "职务"),
    "process": ("ways of working", "工作流程"),
    "programme": ("programmes", "项目与计划"),
    "prohibition": ("prohibitions", "禁止"),
    "reporting": ("reporting", "报告"),
    "road_name_beijing": ("roads of Beijing", "北京道路名称"),
    "role": ("roles", "职责角色"),
    "romanisation": ("romanisation", "罗马字母拼写"),
    "security": ("secrecy and safety", "保密与安全"),
    "service": ("services", "服务"),
    "sign": ("signs", "标识"),
    "site": ("sites", "场所"),
    "standard": ("standards", "标准"),
    "system": ("systems", "系统"),
    "tourism": ("tourism", "旅游"),
    "transport": ("transport", "交通"),
    "venue": ("venues", "场馆"),
    "warning": ("warnings", "警示"),
}


def domain_word(domain: str) -> str:
    """Give a domain in the language in force."""
    english, chinese = WORDS.get(domain, (domain, domain))
    return chinese if language() == "zh" else english
