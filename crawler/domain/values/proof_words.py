"""Proofs (证明, 证书, 报告) that a text asks for, and whether a list of names holds them under this or another name."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

_ASKS = re.compile(
    r"(?:提供|提交|出示|附(?:送|上|有)|递交|报送|携带|持有|具有|取得|获得|凭|(?<![^,;。:.)\d])(?:须|需|应当?)?有"
    r"|(?:(?:须|需要?|应当?|要)由|委托|聘请)[^,。;:!?]{2,14}?(?:开具|出具|编制))"
    r"(?!(?<=有)[效关]|(?<![持具附]有)(?<=有)[限机害毒偿利益]|(?<=凭)[证据借条]|(?<=附上)述|(?<=附送)[达检审])"
    r"(?P<what>[^,。;:!?]{1,40}?(?:证明|证书|报告)(?:书|材料|文件)?"
    r"(?:(?:、|以及|和|及其?|与|并|或者?)[^,。;:!?、]{1,24}?(?:证明|证书|报告)(?:书|材料|文件)?)*)"
    r"(?!书?(?:\([^()]{1,6}\))?的?(?:批准|批复|审[批查]|核准|备案|验收|声明|承诺|说明|遗失))(?![^\W_]{0,2}(?:单位|机构|人|部门|制度|义务|之日|日期|内容|有效|规定|编号))(?P<after>[^。;]{0,30})"
)
_NOT_WANTED = re.compile(
    r"(?:无需|无须|不需|不用|不必|不再|免|未|不得|不能|不予|非|没有|禁止|取消|可以不|曾|拒绝|应当由|行政机关|部门|机关)[^,。;]{0,6}$"
)
_FALSE = re.compile(
    r"虚假|伪造|无效|过期|隐瞒|涂改|欺骗|免于?提交|无需|不再|共享|核验|告知承诺|调取|容缺|撤销|吊销|下列|以下|如下|上述|年度|季度"
)
_OF_RULES = re.compile(
    r"(?:、|和|及|以及|与)[^,。;]{1,28}?(?:制度|措施|机制|程序|体系|预案|规程|流程|能力|手段)(?:$|[,。;])"
)
"""What a list of duties ends in that reports are one of: nobody hands them in."""
_SPLIT = re.compile(
    r"、|以及|(?<![共调缓温])和(?![国谐解平])|(?<![涉普波])及(?![格时])其?|(?<![参给授赠])与(?!会)|(?<![合兼归])并(?![网购列联轨])"
)
"""Where one proof ends and the next begins, never in the middle of a word (并网, 参与, 合并)."""
_OF = re.compile(r"(?<![标目])的(?![确士])")
_ASKED_LAST = re.compile(r".*(?P<verb>提供|提交|出示|递交|携带|(?:持有|具有)(?!效)|取得|获得)(?=[^\W_]{2})")
"""The last asking word of a piece: 取得施工许可证后提交验收报告 asks for 验收报告."""
_NOT_DONE = re.compile(r"(?:未|不|没有?|无)[^\W_]{0,2}$")
_ASIDE = re.compile(r"\([^()]*\)|《|》|“|”|<|>")
_SUFFIX = re.compile(r"(?:的?证明|证书|报告)(?:书|材料|文件)?$")
_VAGUE = re.compile(
    r"相关|有关|其[他它]|有效|合法|真实|相应|必要|一定|上述|以上|规定|要求|所需|符合|条件|资格|资质|材料|书面|正式|国家|法定|等|各类?|的"
)
_ANY_PROOF = re.compile(
    r"(?:相关|有关|其[他它]|符合条件)[^\W_]{0,8}(?:证明|佐证|证件|材料|资料)|^(?:证明|佐证)性?(?:材料|文件|资料)"
)
_SAME = (
    re.compile(r"毕业|学历|学位|学籍"),
    re.compile(r"职称|执业|职业|从业资格|技能|技术资格|专业技术|上岗|任职"),
    re.compile(r"培训|考核|考试"),
    re.compile(r"体检|健康|诊断|病历|医疗(?!(?:卫生)?机构(?:聘|任职|工作|劳动|执业)|器械|设备|废[物料])|疾病"),
    re.compile(r"收入|工资|薪|低保|困难|经济状况"),
    re.compile(r"居住|住所|户籍|户口|住房|房屋|房产|产权|不动产|权属|所有权|土地证|林权|场地|场所|租赁|使用权"),
    re.compile(r"婚姻|结婚|离婚|单身|未婚"),
    re.compile(r"犯罪|政审|违法|信用|品行"),
    re.compile(r"验资|审计|财务|资产|资金|存款|银行|注册资本|出资"),
    re.compile(r"检[验测疫查]|化验|鉴定|试验|测试|评[估价]|论证|环评|影响"),
    re.compile(r"死亡|火化|殡葬|注销户"),
    re.compile(r"身份|国籍|护照|亲属|(?<!劳动|人事|雇佣|聘用)关系|出生|监护|收养"),
    re.compile(r"灵活就业|就业(?:创业)?证|(?:就业|失业)[^;]{0,2}登记"),
    re.compile(r"在职|工作|(?<!灵活)就业|失业|劳动|社保|参保|缴费|聘"),
    re.compile(r"可行性|项目|申请|工作报告|总结|方案|计划|设计"),
    re.compile(r"纳税|完税|税"),
)

_LIST_OF_THINGS = re.compile(r"(?:仪器|设备|设施|器材|器具|工具|机具|机械)[^;]{0,4}(?:清单|一览表|目录|明细表?)$")
"""A list of what inspections are made with is no report of one."""
_ASKING = re.compile(r"申[请报领办][^;]{0,8}[表书函]|承诺书|授权书|委托书|声明书?$")
"""What the applicant writes to ask for something proves none of what it speaks of."""
_FORM = re.compile(r"申[请报领办](?![^;]*证明)[^;]{0,8}表(?:\([^()]*\))?$")
"""A form to ask with: 补贴申请表 is no proof of what the subsidy is for. One that a proof is written on may be one."""
_PAYS = re.compile(r"补[贴助]|津贴|救助|资助|扶助|抚恤|奖励|慰问|待遇|(?:保险|养老|生育)金")
"""An item that pays gives and changes no certificate of what it pays for."""
_IS_PROOF = re.compile(r"[证照书]|报告|许可|资格")
"""What an item is about that gives, changes or examines a paper of its own."""
_FEWEST_ALIKE = 2


@lru_cache(maxsize=512)
def asked_for(conditions: str) -> tuple[tuple[str, ...], ...]:
    """The proofs that folded conditions ask for; several in one entry are alternatives."""
    found: list[tuple[str, ...]] = []
    for match in _ASKS.finditer(conditions):
        before = conditions[max(0, match.start() - 14) : match.start()]
        if _NOT_WANTED.search(before) or _FALSE.search(match["what"] + match["after"]):
            continue
        if _OF_RULES.match(match["after"]):
            continue  # 有诊疗服务、疫情报告、消毒管理制度
        for piece in _SPLIT.split(_ASIDE.sub("", match["what"])):
            if (said := _ASKED_LAST.match(piece)) is not None and _NOT_DONE.search(piece[: said.start("verb")]):
                continue
            ways = tuple(map(_named, re.split(r"或者?|/", piece[said.end() :] if said else piece)))
            # 合格证书 alone names nothing.
            if all(_SUFFIX.search(w) and len(_core(w).replace("合格", "")) >= 2 and "(" not in w for w in ways):
                found.append(ways)
    return tuple(dict.fromkeys(found))


def _named(way: str) -> str:
    """The name of a proof without the words that describe it (由医院出具的诊断证明)."""
    return way if way.endswith("的证明") else _OF.split(way)[-1]


def _core(proof: str) -> str:
    return _VAGUE.sub("", _SUFFIX.sub("", proof))


def takes_any(name: str) -> bool:
    """Whether a material of this folded name takes any proof (相关证明材料)."""
    return _ANY_PROOF.search(name) is not None


def is_in(proof: str, names: str, own: str = "") -> bool:
    """Whether the folded names, parted by `;`, hold the proof: half of its pairs of characters, or a word for it.

    渔业船舶国籍证书 is no 渔业船舶检验证书: a name that begins alike and ends otherwise names another proof. `own` are
    the names of the item and of its result: a certificate that it changes stands in them, its subject proves nothing
    (失业保险金申领 is no 解除劳动合同证明), nor does that of a form to ask with.
    """
    core = _core(proof)
    pairs = [core[i : i + 2] for i in range(len(core) - 1)]
    listed = [name for name in names.split(";") if proof in name or not _FORM.search(name)]
    changed = [name for name in own.split(";") if _IS_PROOF.search(name) or not _PAYS.search(name)]
    likely = ";".join(name for name in (*listed, *changed) if not _is_another(core, name))
    if sum(pair in likely for pair in pairs) * 2 >= len(pairs):
        return True
    told = [n for n in names.split(";") if not (_LIST_OF_THINGS.search(n) or _ASKING.search(n))]
    others = ";".join([*told, *(name for name in own.split(";") if _IS_PROOF.search(name))])
    return any(group.search(core) and group.search(others) for group in _SAME)


def _is_another(core: str, name: str) -> bool:
    """Whether a name is that of a proof of another kind for the same thing."""
    other = _core(name) if _SUFFIX.search(name) else ""
    alike = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(core, other, strict=False))))
    own, its = core[alike:], other[alike:]
    return alike >= _FEWEST_ALIKE and bool(own) and bool(its) and not set(own) & set(its)
