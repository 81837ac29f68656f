"""Titles and sentences as an office writes them, made from a few words of each kind by a seeded draw."""

from __future__ import annotations

import random

VERBS = [
    ("推动", "Advance"),
    ("完善", "Improve"),
    ("提升", "Raise"),
    ("深化", "Deepen"),
    ("办好", "Hold"),
    ("加快建设", "Speed up"),
    ("健全", "Complete"),
    ("优化", "Streamline"),
]
OBJECTS = [
    ("外籍人员服务站点", "service points for foreign residents"),
    ("离境退税商店布局", "the network of departure tax refund shops"),
    ("国际友城交流机制", "exchange with partner cities"),
    ("双语标识规范", "the standard of bilingual signs"),
    ("重大国际活动服务保障", "services for major international events"),
    ("国际消费环境", "the setting for international consumption"),
    ("外资企业走访机制", "visits to foreign-invested firms"),
    ("多语种政务服务", "public services in several languages"),
    ("国际人才社区", "the international talent community"),
    ("境外支付便利度", "the ease of payment with foreign cards"),
    ("涉外突发事件应急预案", "the plan for emergencies with foreign nationals"),
    ("国际传播平台", "the platform for international communication"),
    ("冬奥遗产国际利用", "the international use of the Olympic legacy"),
    ("文化交流品牌活动", "the cultural exchange programme"),
]
PLACES = [
    ("首钢园", "Shougang Park"),
    ("各街道", "every subdistrict"),
    ("城市副中心", "the sub-centre"),
    ("西部片区", "the western quarter"),
    ("重点商圈", "the main shopping areas"),
    ("轨道交通站点", "metro stations"),
    ("各委办局", "all bureaus"),
    ("产业园区", "the industrial parks"),
]
DONE = [
    ("已完成现场勘查{n}处，形成问题台账并逐项整改", "{n} sites were surveyed and faults listed"),
    ("召开协调会{n}次，明确责任分工和时间节点", "{n} meetings settled who does what by when"),
    ("新增服务点{n}个，接待外籍人员{m}人次", "{n} points were added and {m} people received"),
    ("印发工作方案，培训工作人员{m}人次", "the plan was issued and {m} staff were trained"),
]
NEXT = [
    ("下月完成验收并总结经验", "acceptance is due next month"),
    ("继续推进剩余点位改造", "the remaining sites follow"),
]
RARE = ("海豚", "dolphin")
RARE_EVERY = 2500


def title(draw: random.Random, number: int) -> tuple[str, str]:
    """Give a title in Chinese and English; a few hold a word that hardly any other has."""
    verb, thing, place = draw.choice(VERBS), draw.choice(OBJECTS), draw.choice(PLACES)
    zh = f"{verb[0]}{place[0]}{thing[0]}（第{number}项）"
    en = f"{verb[1]} {thing[1]} in {place[1]}, item {number}"
    if number % RARE_EVERY == 1:
        zh, en = f"{zh}，含{RARE[0]}馆", f"{en}, with the {RARE[1]} hall"
    return zh, en


def entry(draw: random.Random) -> tuple[str, str, str, str]:
    """Give what was done and what comes next, each in Chinese and English."""
    done, after = draw.choice(DONE), draw.choice(NEXT)
    n, m = draw.randint(2, 40), draw.randint(20, 900)
    zh, en = (side.format(n=n, m=m) for side in done)
    return f"{zh}。", f"{en.capitalize()}.", f"{after[0]}。", f"{after[1].capitalize()}."
