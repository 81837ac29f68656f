"""Readout texts of our own writing, in both languages, of one invented committee's sitting."""

ENGLISH = """Foreign Affairs Committee of the CPC Gangcheng District Committee Holds 2027 Plenary Meeting
Date: 2027-03-02
Source: Foreign Affairs Office of Gangcheng District

Recently, Gangcheng District convened the 2027 plenary meeting of the Foreign Affairs Committee of the CPC Gangcheng District Committee. Lin Hai, Secretary of the CPC Gangcheng District Committee and Director of the Foreign Affairs Committee of the CPC Gangcheng District Committee, presided over the meeting. Qiao Yun, District Mayor and Deputy Director of the Foreign Affairs Committee of the CPC Gangcheng District Committee, attended the meeting.

The meeting studied the key principles of the 2027 plenary session of the municipal foreign affairs committee. The meeting reviewed the 2026 work report and the list of key tasks for 2027.

The meeting stressed that it is essential to strengthen the coordination of harbour services. Efforts will be made to host the 2027 Harbour Expo, improve the bilingual signs on the quays, and expand the circle of friends. The district will tell the story of Gangcheng to the world. By the end of June 2027, the district will publish a guide for overseas residents.
"""

CHINESE = """港城区委外事工作委员会召开2027年全体会议
日期：2027-03-01
来源：港城区外办

近日，港城区委外事工作委员会召开2027年全体会议。区委书记、区委外事工作委员会主任林海主持会议。区委副书记、区长、区委外事工作委员会副主任乔云参加会议。

会议传达学习了市委外事工作委员会2027年全体会议精神。会议审议了2026年工作报告和2027年重点任务清单。

会议强调，要强化港口服务统筹协调。要办好2027年港口博览会，完善码头双语标识，扩大国际朋友圈。要向世界讲好港城故事。2027年6月底前，发布外籍居民服务指南。
"""
