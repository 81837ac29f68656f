"""The themes of the field: a short English label for what a directive is about."""

from __future__ import annotations

import re

_TABLE = """
political stance: 两个确立 两个维护 四个意识 四个自信 政治站位 思想和行动统一 政治判断力 政治方向 政治责任 政治监督 政治建设
important instructions: 重要指示 重要批示 指示批示 重要指示精神
important speeches: 重要讲话 重要讲话精神 重要文章
important thought: 习近平新时代中国特色社会主义思想 习近平外交思想 习近平法治思想 习近平经济思想 习近平文化思想 习近平生态文明思想 重要论述 重要思想
Party congress spirit: 二十大 十九大 二十届 十九届 三中全会 四中全会 二中全会 全会精神 党代会
Party building: 党的建设 党建 基层党组织 党组织 党的领导 党对 全面领导 党员
strict Party governance: 全面从严治党 反腐 腐败 廉洁 党风廉政 巡视 巡察 正风肃纪 纪律
conduct building: 作风建设 八项规定 四风 形式主义 官僚主义 为基层减负 精文简会
education campaign: 主题教育 学习教育 党纪学习 党史学习
cadres and talent: 干部 人才 队伍建设 专业化 能力建设 培训 干部队伍
supervision: 监督 督查 督办 督导 检查 考核 问责
responsibility: 责任 属地 主体责任 责任制 责任感 压实
implementation: 抓落实 落实 任务分工 台账 落地见效 落地
coordination: 统筹协调 协调 协同 配合 联动 合力 联防联控 机制
planning: 规划 谋划 计划 方案 十四五 十五五 年度工作要点
foreign affairs: 外事 涉外 对外工作 总体外交 外交
international exchanges: 对外交往 国际交往 友好城市 朋友圈 友城 民间外交 对外交流 国际交流
role as center for international exchanges: 国际交往中心
international communication: 国际传播 讲好 对外宣传 故事 国际形象 国际影响力
major events: 重大活动 主场外交 服务保障 博览会 服贸会 峰会 论坛 赛事 大满贯 冬奥
Belt and Road: 一带一路
opening up: 对外开放 开放 制度型开放 自贸 自由贸易
foreign trade: 外贸 进出口 出口 进口 贸易 跨境电商
foreign investment: 外资 利用外资 外商 外资企业
investment promotion: 招商引资 招商 引资 投资促进
Hong Kong and Macao: 港澳 香港 澳门
cross-Strait relations: 台湾 两岸 对台
foreign-related services: 涉外服务 外籍 外国人 外国朋友 国际化服务 来华
international language environment: 语言环境 双语 标识
departure tax refund: 离境退税 退税
consumption: 消费 促消费 以旧换新 扩大内需 内需
investment: 有效投资 投资 专项债 重大项目 项目建设
fiscal policy: 财政 税 减税 降费 赤字 国债 三保
monetary policy: 货币政策 流动性 利率 汇率 人民币 融资成本
financial support: 金融支持 信贷 融资 金融服务 普惠金融 贷款
financial risk: 金融风险 债务风险 地方债务 化债 非法集资
capital market: 资本市场 股市 投资者
real estate: 房地产 住房 保交楼 保交房 商品房
macro policy: 宏观政策 逆周期 跨周期 宏观调控 稳增长
market expectations: 预期 信心 舆论引导 光明论
business climate: 营商环境 放管服 审批 公平竞争 行政审批 市场准入 统一大市场
private economy: 民营 民间投资 企业家 中小企业 中小微 经营主体 市场主体 两个毫不动摇
state-owned enterprises: 国有企业 国企 央企 国资
reform: 深化改革 改革 体制机制 改革举措
innovation: 创新 科技 关键核心技术 研发 科研 成果转化 自立自强
new quality productive forces: 新质生产力
industrial upgrading: 产业 制造业 转型升级 产业链 供应链 新兴产业 传统产业 集群 企业群体
digital economy: 数字 数据 人工智能 网络 信息化 互联网 算力 平台经济
energy: 能源 电力 煤炭 油气 供电 新能源 充电 储能
infrastructure: 基础设施 交通 铁路 公路 机场 港口 水利工程
transport and logistics: 物流 运输 快递 畅通 绿色通道
agriculture: 农业 粮食 耕地 春耕 种业 农产品 秋收 夏收 生产
rural revitalisation: 乡村振兴 农村 乡村 三农 农民
poverty alleviation: 脱贫 返贫 扶贫
regional development: 区域 京津冀 长三角 大湾区 协调发展 西部大开发 东北振兴 雄安
urban governance: 城市 社区 基层治理 城中村 城市更新
ecology and environment: 生态 环境 污染 碳达峰 碳中和 绿色 低碳 环保 节能 蓝天 碧水
water and floods: 防汛 抗洪 抗旱 水库 洪 江河 水利
disaster relief: 抢险 救灾 救援 灾区 受灾 灾后 地震
disaster prevention: 防灾 减灾 预警 应急 预案
work safety: 安全生产 隐患 事故 消防 矿山 危化品
food and drug safety: 食品安全 药品 疫苗 食品
public security: 社会治安 扫黑除恶 平安中国 平安 治安 维稳 社会稳定 社会大局稳定 信访
national security: 国家安全 总体国家安全观 政治安全 安全风险 防范化解 重大风险 底线思维
epidemic control: 疫情 防控 新冠 病毒 核酸 疫苗接种 隔离
medical services: 医疗 医院 卫生 救治 医保 健康 公共卫生 医务
essential supplies: 物资 保供 稳价 生活必需品 市场供应
employment: 就业 高校毕业生 农民工 返岗 稳岗 复工
social security: 社会保障 养老 社保 低保 救助 困难群众 养老金
livelihood: 民生 群众 惠民 民生实事 急难愁盼
education: 教育 学校 高校 学生 教师
culture and tourism: 文化 文旅 旅游 文物 非遗 文艺
sports: 体育 奥运 全民健身
population and childcare: 人口 生育 托育 育幼 三孩
rule of law: 法治 依法 法律 立法 执法 条例 司法 法规
people's congress work: 人大 代表 人民代表大会
consultation and deliberation: 协商 议政 政协 提案 建言 民主监督
research and fact-finding: 调研 调查研究 课题
united front: 统一战线 党外 民主党派 统战 民族 宗教 共同体意识
ideology and publicity: 宣传 意识形态 思想 理论 舆论 宣讲
statistics and information: 统计 信息 情况报送 信息公开
military affairs: 军队 国防 强军 备战 退役军人
personnel decisions: 任免 委员资格 追认 人事
submission for decision: 提请
economic development: 经济 高质量发展 发展目标 目标任务 现代化 增长
situation awareness: 形势 认识 研判 清醒 问题
"""


def _table() -> dict[str, str]:
    themes: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        label, _, words = line.partition(": ")
        for word in words.split():
            themes.setdefault(word, label)
    return themes


THEMES = _table()
"""Keyword to label."""

_ANY = re.compile("|".join(sorted(map(re.escape, THEMES), key=len, reverse=True)))


def theme_of(words: str) -> str | None:
    """Give the label of the longest keyword in a clause; None where none is in it."""
    best = ""
    for match in _ANY.finditer(words, 0, 400):
        if len(match.group()) > len(best):
            best = match.group()
    return THEMES[best] if best else None
