"""Gives a directive a short theme, from the words of the field."""

from __future__ import annotations

import re

# English label | Chinese label | what its clauses say. The longest phrase found in a clause decides.
_TABLE = """
party leadership|党的领导|party's leadership;party leadership;leadership of the party;centralized, unified leadership;party building
political awareness|政治意识|political awareness;political stance;two upholds;four consciousnesses;two establishments;political judgment
guiding principles|会议精神|guiding principles;guidelines of;spirit of the;national congress;plenary session;important speech;important instructions
guiding thought|指导思想|xi jinping thought;xi jinping's thought;scientific outlook on development;under the guidance of;follow the guidance
central decisions|中央决策部署|decisions and arrangements;decisions and plans;decisions of the;central economic work conference
foreign affairs policy|外交政策|foreign affairs policies;foreign policy;foreign affairs work
overall diplomacy|外交大局|diplomatic endeavors;overall diplomatic;overall diplomacy;head-of-state diplomacy;diplomatic events;diplomacy
international exchange center|国际交往中心|center for international exchanges;international exchange center;centre for international exchanges
exchanges and cooperation|交流合作|international exchanges;exchanges and cooperation;international cooperation;people-to-people;cultural exchanges
friendship ties|友好交往|circle of friends;sister cities;sister city;friendship cities;twin cities;friendly ties
international communication|国际传播|international communication;tell the story;story to the world;stories;communication capabilities;publicity
major events|重大活动|major events;major international events;major state events;international events;ceremony;the fair;forum;expo
language environment|语言环境|language environment;bilingual signs;signs;translation;interpreters
consumption|消费|consumption spaces;consumption;consumer
tax refund|离境退税|tax refund;departure tax
talent and training|人才培训|training;professional team;talent;personnel;capacity building
conduct and discipline|作风纪律|conduct;discipline;integrity;corruption;accountability
departmental coordination|部门协同|inter-departmental;departmental coordination;all departments;work closely together;synergy;joint efforts
foreign-related services|涉外服务|foreign-related service;service system;services for foreign;service station;one-stop
business environment|营商环境|business climate;business environment;foreign-funded;market access;fair competition
investment|投资|investment promotion;attract investment;foreign investment;investment;investors
opening up|对外开放|opening up;opening-up;open up;free trade;open economy
convention and exhibition|会展|convention and exhibition;exhibition;convention
cultural and sports events|文体活动|sports events;cultural and sports;cultural events
monetary policy stance|货币政策取向|monetary policy;sound monetary;prudent monetary;relatively easy
policy instruments|政策工具|policy instruments;monetary instruments;policy tools;instruments;monetary tools
structural tools|结构性工具|structural monetary policy tools;re-lending;relending;central bank lending;rediscount;targeted tools
liquidity|流动性|liquidity
money and credit|货币信贷|money and credit;money supply;credit growth;all-system financing;aggregate financing;monetary and credit aggregates
credit structure|信贷结构|credit structure;loan structure;credit support;financing structure
policy transmission|政策传导|transmission
market mechanism|市场机制|market mechanism;market forces;role of the market;resource allocation
interest rate reform|利率市场化改革|interest rate reform;market-based interest;loan prime rate;lpr;interest rates;lending rates;deposit rates
exchange rate|汇率|exchange rate;rmb exchange;renminbi;two-way floating
balance of payments|国际收支|balance of payments;international payments;cross-border capital;foreign exchange
inflation|通货膨胀|inflation;price stability;stability of prices;price level;stabilize prices
financial risks|金融风险|financial risks;systemic risk;systemic financial;defuse risks;risk prevention;hidden risks
financial reform|金融改革|financial reform;financial system reform;supply-side structural reform of the financial;banking reform;reform of state-owned commercial banks
financial services|金融服务|financial services;financial support;financial inclusion;inclusive finance
small enterprises|小微企业|small and medium;smes;micro and small;private enterprises;private sector;small enterprises
rural economy|三农|agriculture;agricultural;rural;farmers;spring farming
direct financing|直接融资|direct financing;capital market;bond market;stock market
macro regulation|宏观调控|macro regulation;macro control;macroeconomic control;macro policies;macro financial control;macroeconomic management;macro-economic management;macro management;macro adjustments;countercyclical;counter-cyclical
macro-prudential policy|宏观审慎|macro-prudential;macroprudential
economic situation|经济形势|developments in the economy;economic situation;latest developments;economic and financial developments;economic trends
policy coordination|政策协调|coordination of macro;policy coordination;coordination between monetary;fiscal policy;fiscal, monetary
industrial restructuring|产业结构|industrial restructuring;economic restructuring;structural adjustment;economic structure;industrial structure;overcapacity
domestic demand|内需|domestic demand;household consumption
employment|就业|employment;jobs;re-employment;vocational
real economy|实体经济|real economy
property market|房地产|property market;real estate;housing
green development|绿色发展|green finance;green development;carbon;low-carbon;environmental protection;pollution;ecological
science and innovation|科技创新|sci-tech;technological innovation;scientific and technological;innovation;research
digital development|数字化|digital;artificial intelligence;information technologies;internet;data
epidemic control|疫情防控|epidemic;pandemic;covid-19;outbreak;sars
poverty alleviation|脱贫攻坚|poverty;rural revitalization
work safety|安全生产|work safety;safety;accidents;fire prevention
emergency response|应急管理|emergency;disaster;flood;earthquake;typhoon
education|教育|education;schools;students;universities
health|卫生健康|health;medical;hospitals
social security|社会保障|social security;pension;elderly care;childcare;livelihood;people's basic needs
culture and tourism|文化旅游|tourism;culture;heritage;tourists
urban development|城市发展|urban renewal;urban planning;infrastructure;urban development
transport and logistics|交通物流|transport;logistics;railway;airport;ports
energy|能源|energy;electricity;power supply;coal
trade|贸易|foreign trade;trade;exports;imports;customs
regional cooperation|区域合作|belt and road;beijing-tianjin-hebei;greater bay area;regional cooperation;regional development
Hong Kong and Macao|港澳事务|hong kong and macao;hong kong
law and rules|法治|rule of law;legislation;laws and regulations;law-based;draft law;compliance
market order|市场秩序|illegal activities;market order;market supervision;intellectual property
government functions|政府职能|government functions;streamline administration;government services;administrative approval
planning|规划计划|five-year plan;work plan;development plan;annual plan;coordinated planning;planning
supervision and inspection|督促检查|inspection;supervision;oversight;monitoring;evaluation;rectification
budget and funds|资金预算|budget;special funds;fiscal funds;expenditure
expectations|预期管理|expectations;market confidence;confidence
general principle|总基调|progress while ensuring stability;underlying principle;general principle;seeking progress
high-quality development|高质量发展|high-quality development;modernization;new development pattern;new development philosophy
""".strip()

THEMES: dict[str, str] = {}
"""Each theme's English label and its Chinese one."""
_PHRASES: dict[str, str] = {}
for _line in _TABLE.splitlines():
    _en, _zh, _phrases = _line.split("|")
    THEMES[_en] = _zh
    for _phrase in _phrases.split(";"):
        _PHRASES.setdefault(_phrase, _en)


def _branches(phrases: list[str]) -> str:
    """Give an expression for any of the phrases, the longest first; it looks at each letter once."""
    if phrases == [""]:
        return ""
    by_first: dict[str, list[str]] = {}
    for phrase in phrases:
        if phrase:
            by_first.setdefault(phrase[0], []).append(phrase[1:])
    branches = [
        (r"\s+" if first == " " else re.escape(first)) + _branches(rests)
        for first, rests in by_first.items()
    ]
    rest = f"(?:{'|'.join(branches)})"
    return f"{rest}?" if "" in phrases else rest if len(branches) > 1 else branches[0]


_ANY = re.compile(rf"\b{_branches(sorted(_PHRASES))}\b")
_LONGEST_LOOK = 4000


def theme_of(clause: str) -> str | None:
    """Give the theme whose phrase is the longest in the clause, the earlier one where two are alike."""
    low = clause[:_LONGEST_LOOK].lower().replace("’", "'")
    best = max(
        (m.group() for m in _ANY.finditer(low)),
        key=lambda p: len(p.split()) * 100 + len(p),
        default=None,
    )
    return _PHRASES[re.sub(r"\s+", " ", best)] if best else None
