"""Chinese family names, as readouts print them."""

from __future__ import annotations

from plenary.readout.chinese.lexicon import words_of

SURNAMES = frozenset(
    "赫呼官尉邝邸酆兰凃赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷"
    "罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛"
    "林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富"
    "巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡"
    "劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师"
    "巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖佟仝付代岳帅亢况有琴归海晋楚闫法汝鄢涂钦缑仉商牟佘佴伯赏墨哈谯笪年"
    "爱阳佟言福占苟初原迟来冼候覃楼信芦揭练揣母药由承户忻次布热帕洛阿降旺普扎多才拉格加尼买木沙图朝包塔吐艾买依阿努卡司依铁格娜仁其"
    "谌栗逯苟扈鹿么朴丛尧綦亓衣卿银麦盘雒修仵战英铁才格索多斯敬员睢但泽矫巨肇续秘母晋苑粟蹇庹鲜达宛厚展植郏逢檀保字普刀"
)
"""Single-character family names, and first characters of names of minorities written without a dot."""

COMPOUND_SURNAMES = words_of(
    """
    万俟 上官 东方 东郭 买买 令狐 仲孙 公孙 公羊 单于 南宫 司徒 司空 司马 向巴 呼延
    夏侯 太史 宇文 完颜 尉迟 巴特 帕巴 慕容 扎西 拓跋 格桑 次仁 欧阳 洛桑 淳于 澹台
    濮阳 独孤 申屠 白玛 百里 皇甫 端木 纳兰 西门 诸葛 赫连 轩辕 钟离 长孙 闾丘 阿不
    阿尔 阿拉 鲜于
    """
)
"""Family names of two characters, and how names of minorities without a dot begin."""

NOT_NAMES = words_of(
    """
    专家 东北 东部 中央 丰富 主任 主席 主要 书记 人员 仅仅 从严 从而 他们 代表 企业
    会议 会长 依次 依法 信息 充分 党员 党委 党组 全会 全体 全区 全县 全国 全市 全省
    公司 公安 公开 关于 关心 关系 农业 农村 农民 初步 利用 别的 副主 加强 加快 包括
    区委 区长 单位 单独 占比 厅长 原则 县委 县长 双方 双边 司法 司长 各位 各地 各级
    同志 同时 后来 向好 和谐 商业 商务 嘉宾 国务 国家 国防 国际 图书 处长 多个 多次
    多边 大家 委员 学者 安全 安排 容易 富裕 局长 居民 左右 市委 市长 布局 常务 常委
    常态 干部 平台 平稳 年度 广大 广泛 应当 强调 怀着 总理 成员 成果 成立 我们 户外
    才能 承担 拉动 指出 支持 政委 政府 文件 文化 文章 方案 时代 时任 时间 明确 有关
    有力 有序 有效 来自 来访 校长 步伐 段落 水利 法律 法治 法院 海外 温暖 游客 满足
    热烈 班子 由于 益民 相互 相信 相关 省委 省长 福利 秘书 程序 空间 简要 管理 红色
    纪委 组长 终于 经济 经过 能够 融合 行长 西部 要求 计划 记者 谈到 负责 连续 通报
    通知 通过 那些 部长 部门 都是 都要 金融 院长 集团 项目 领导 高校 高端 高质
    """
)
"""Words that begin with a family name and are none."""

_VERBAL = (
    "说",
    "指出",
    "强调",
    "表示",
    "要求",
    "认为",
    "主持",
    "讲话",
    "介绍",
    "工作",
    "会议",
    "水平",
    "同志",
    "民生",
    "领导",
    "省",
    "市",
    "县",
    "镇",
    "部",
    "局",
    "单位",
    "部门",
    "公司",
    "中心",
    "机关",
    "医院",
    "大学",
    "学院",
    "银行",
    "集团",
    "协会",
)


_SHORTEST, _LONGEST, _LONGEST_DOTTED = 2, 4, 24


def looks_like_name(word: str) -> bool:
    """Whether a word can be a person's name by its form."""
    if "·" in word:
        return _SHORTEST < len(word) <= _LONGEST_DOTTED
    if not _SHORTEST <= len(word) <= _LONGEST or word.endswith(_VERBAL):
        return False
    if word in NOT_NAMES or word[:2] in NOT_NAMES:
        return False
    if word[:2] in COMPOUND_SURNAMES:
        return len(word) > _SHORTEST
    return word[0] in SURNAMES
