"""Readouts of a district that does not exist, written for the journeys."""

PASTED = """\
The 2026 Plenary Meeting of the Foreign Affairs Committee of the CPC Lianhu District Committee Held
Date: 2026-03-12
Source: Foreign Affairs Office of Lianhu District

The 2026 Plenary Meeting of the Foreign Affairs Committee of the CPC Lianhu District Committee was \
held on March 11. Bai Yun, Secretary of the CPC Lianhu District Committee and Director of the \
Foreign Affairs Committee, chaired the meeting.

The meeting reviewed the 2025 work report of the Committee and the 2026 list of key tasks.

The meeting stressed that it is necessary to deepen exchanges with sister cities and to invite \
two delegations before the end of September. Efforts should be made to improve bilingual signs \
around the lake museum. The Commerce Bureau should help foreign-invested enterprises find \
suitable premises. Services for foreign residents should be extended to every subdistrict.
"""

FILED = """\
中共清溪区委外事工作委员会召开2026年全体会议
日期：2026-04-20
来源：清溪区外办

4月18日，中共清溪区委外事工作委员会召开2026年全体会议。区委书记、区委外事工作委员会主任顾远主持会议。

会议审议了区委外事工作委员会2025年工作报告和2026年重点任务清单。

会议强调，要深化友好城市交流，办好清溪国际茶文化周。要提升涉外服务水平，优化外籍人士服务站点布局。\
要加强外语标识规范建设，完善商圈双语环境。要统筹发展和安全，健全涉外突发事件应急预案。
"""

SWEPT = """\
The 2026 Plenary Meeting of the Foreign Affairs Committee of the CPC Songyuan District Committee Held
Date: 2026-02-05
Source: Foreign Affairs Office of Songyuan District

The 2026 Plenary Meeting of the Foreign Affairs Committee of the CPC Songyuan District Committee \
was held recently. Tang Ning, Secretary of the CPC Songyuan District Committee and Director of the \
Foreign Affairs Committee, chaired the meeting.

The meeting emphasized that the district should strengthen cooperation with sister schools. \
Efforts should be made to host the youth chess tournament well. It is necessary to improve \
services for exhibitors from other countries.
"""

PLAIN = """\
The 2026 Plenary Meeting of the Foreign Affairs Committee of the CPC Hongshu District Committee Held
Date: 2026-03-30
Source: Foreign Affairs Office of Hongshu District

The 2026 Plenary Meeting of the Foreign Affairs Committee of the CPC Hongshu District Committee was \
held on March 27. Fang Lan, Secretary of the CPC Hongshu District Committee and Director of the \
Foreign Affairs Committee, chaired the meeting.

The meeting emphasized that the district should deepen exchanges with partner cities. Efforts \
should be made to improve the international service hall. It is necessary to strengthen training \
for interpreters.
"""

WITHDRAWN = """\
The 2026 Plenary Meeting of the Foreign Affairs Committee of the CPC Zhuxi District Committee Held
Date: 2026-05-21
Source: Foreign Affairs Office of Zhuxi District

The 2026 Plenary Meeting of the Foreign Affairs Committee of the CPC Zhuxi District Committee was held recently.

The meeting stressed that it is necessary to improve the bilingual signs of the bamboo park. Efforts will be made to host \
the Crafts Week and expand the circle of friends.
"""
