"""Prose of ordinary length for made-up reports: sentences from pools, with the report's own figures in them."""

from __future__ import annotations

from random import Random

_HEADS = ("主动公开情况", "依申请公开情况", "政府信息管理情况", "平台建设情况", "监督保障情况")
_OVERVIEW = (
    (
        "全年通过政府网站公开信息 {count} 条，其中{topic}类信息最多",
        "围绕{topic}、{other}等重点领域及时公开，方便群众查阅",
        "对照目录逐项更新{topic}信息，公开指南随机构调整一并修改",
        "在{place}设置公开栏，把{topic}信息送到群众身边",
        "配合{topic}政策的出台制作图解，并在{place}组织解读",
        "{topic}和{other}信息由专人收集，经审查后按时上网",
    ),
    (
        "新收申请 {received} 件，上年结转 {carried} 件，内容多与{topic}有关",
        "办结的申请中予以公开 {granted} 件、部分公开 {partial} 件，结转下年度 {left} 件",
        "对涉及{topic}的申请先与申请人沟通，弄清需要再作答复",
        "完善登记、办理、审核、答复、归档各个环节，{topic}类申请由{place}协助查找",
        "申请多集中在{topic}和{other}两个方面，均在法定期限内答复",
    ),
    (
        "公开前逐件审查，{topic}类信息由分管领导签发",
        "清理历年文件，对涉及{topic}的规范性文件标明效力",
        "信息形成时即确定公开属性，不公开的说明理由，{other}类文件每季度再审查一次",
        "涉及个人信息的{topic}名单作必要处理后再公开",
        "建立{topic}信息台账，做到底数清楚、来源可查",
    ),
    (
        "网站专栏运行平稳，新设{topic}栏目",
        "优化检索，{topic}信息可以按年度和主题查找",
        "政务新媒体账号统一管理，{topic}信息与网站同步发布",
        "{place}设有查阅点，备有{topic}资料和查询设备",
        "对栏目定期巡查，失效链接和过时的{other}信息及时处理",
    ),
    (
        "组织业务培训，重点讲解{topic}信息的公开要求",
        "把信息公开纳入年度工作考核，{topic}公开情况占一定分值",
        "邀请{other}方面的群众代表开展社会评议，收集意见建议",
        "由专人负责{topic}信息的报送，没有责任追究的情形",
        "每季度通报各办公室的公开情况，对{topic}信息更新迟缓的督促整改",
    ),
)
_PROBLEMS = (
    "对{topic}信息的解读形式单一，图解和问答不多",
    "{topic}栏目更新不够及时，个别信息滞后",
    "工作人员变动较多，对{topic}公开标准不够熟悉",
    "群众在{place}查阅{topic}信息还不够方便",
)
_MENDED = (
    "增加{topic}政策的图解和问答，由{place}配合宣讲",
    "建立{topic}信息的定期检查制度，逾期未更新的予以提醒",
    "请上级部门就{topic}公开标准作专题培训",
    "在{place}增设查阅设备，安排人员引导",
)
_TOPICS = [
    "乡村振兴",
    "义务教育",
    "社会救助",
    "养老服务",
    "征地补偿",
    "安全生产",
    "生态环境",
    "农业补贴",
    "住房保障",
    "公共卫生",
    "财政预算",
    "就业创业",
    "防汛抗旱",
    "食品安全",
    "文化旅游",
    "殡葬服务",
    "道路建设",
    "饮水工程",
    "村务监督",
    "户籍办理",
]
_PLACES = ["便民服务中心", "文化站", "图书室", "党群服务中心", "村级公示栏", "政务大厅", "集镇广场", "农家书屋"]


def overview(chance: Random, figures: dict[str, int]) -> str:
    """Return what a report tells in its first section under five headings; `figures` are the totals of its table."""
    parts = []
    for number, (head, pool) in enumerate(zip(_HEADS, _OVERVIEW, strict=True)):
        chosen = chance.sample(pool, 5)
        parts.append(f"### （{'一二三四五'[number]}）{head}\n\n{_told(chance, chosen, figures)}")
    return "\n\n".join(parts) + "\n"


def problems(chance: Random) -> str:
    """Return problems and what is done about them."""
    found, mended = chance.sample(_PROBLEMS, 2), chance.sample(_MENDED, 2)
    return f"存在的主要问题：{_told(chance, found, {})}\n\n改进情况：{_told(chance, mended, {})}\n"


def _told(chance: Random, sentences: list[str], figures: dict[str, int]) -> str:
    return "".join(f"{_filled(chance, sentence, figures)}。" for sentence in sentences)


def _filled(chance: Random, sentence: str, figures: dict[str, int]) -> str:
    topic, other = chance.sample(_TOPICS, 2)
    return sentence.format(
        topic=topic, other=other, place=chance.choice(_PLACES), count=chance.randint(20, 3000), **figures
    )
