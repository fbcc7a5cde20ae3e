"""Words of forms (表格用语): what is a label, what is printed by the office, what an applicant wrote."""

from __future__ import annotations

import re
from datetime import date

from crawler.domain.values.counters import NO_FIGURE, NO_RANKS
from crawler.domain.values.folded import folded
from crawler.domain.values.remembered import remembered

_SPACE = re.compile(r"[\s\u200b\ufeff\u3000]+")
_BLANK = re.compile(r"[\s_\uff3f\u02cd\ufe4d—–─…\u200b\ufeff]*")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕")
_NUMBERING = re.compile(rf"^(?:{NO_RANKS}[(]?[\d一二三四五六七八九十]{{1,3}}[).、．:]{NO_FIGURE}|[①-⑳*＊●■◆★]+)")
_FOOTNOTE = re.compile(r"注\d{1,2}$")
_PROSE = re.compile(r"[。；;!?！？]|如下|以下|下列|^请|[,、]请|请(?:填|在|将|按|参|注|勿|用|选)")

_LABEL_ENDS = (
    "姓名|名称|性别|民族|年龄|出生|籍贯|学历|学位|文化程度|职务|职称|职业|政治面貌|婚姻状况|婚姻|国籍|证件|身份证|证号|号码|编号|编码"
    "|代码|账号|帐号|开户行|电话|手机|联系方式|传真|邮箱|邮编|邮件|地址|住所|住址|地点|场所|位置|日期|时间|年月|年限|期限|有效期"
    "|起止|类别|类型|种类|性质|方式|形式|范围|面积|金额|总额|资本|资金|数量|人数|份数|规模|意见|签名|签字|签章|盖章|公章|经办人|联系人"
    "|负责人|申请人|申报人|代理人|委托人|受托人|被委托人|承诺人|代表人|法人|权利人|监护人|户主|所有人|经营者|投资人|填表人|填报人|备注"
    "|说明|理由|原因|事由|用途|目的|单位|机构|部门|照片|相片|序号|(?:证|件|照|册|案|账|卡|文|合同)号|项目|内容|情况|结果|依据|行业|等级|级别|专业|院校|毕业院校|学校|次数|名单"
    "|清单|关系|标准|规格|型号|产地|品牌|车型|车牌号|号牌|户口|户籍|成绩|考核员|岗位|工种|特长|健康状况|身高|血型|爱好|籍贯|权限|事项"
    "|声明|承诺|主体|业态|档案号|全称|简称|选择|材料|附件|资质|许可证号|执照号|注册号|信用代码|工资|基数|险种|参保地|收入|营业收入|简历|经历|家庭成员"
)
_LABEL = re.compile(rf"(?:{_LABEL_ENDS})$")
_LATIN_LABEL = re.compile(r"(?:e-?mail|fax|tel|qq|wechat|no)\.?", re.IGNORECASE)

_PRINTED = re.compile(
    r"[年月日时分至到省市区县州盟旗乡镇街道村组路弄号楼室栋幢元万亿米人次份个件台套吨页份天kmgt²㎡m2%‰]"
    r"|自治[区州县]|平方米|公里|万元|门牌号码|人民币|工作日"
)
_OPTION = re.compile(r"[□☐☑☒√✓○●◯■▢]|\(\s*\)|\[\s*\]")
_CHOICES = re.compile(r"(?:男女|女男|是否|有无|城镇农村|汉族其他|同意不同意)+")
_EXAMPLE = re.compile(
    r"^(?:例如?|如|填写|请|注|示例|样例|示范)[:，,：]?|样式|样张|粘贴|贴照片|此处|由.{0,12}填写|由.{0,12}出具"
)
_INVENTED_NAME = re.compile(r"[张李王赵钱孙周吴郑]某{1,2}|张三|李四|王五|赵六|某某")

_MOBILE = re.compile(r"(?<![\dA-Za-z])(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![\dA-Za-z])", re.ASCII)
_CITIZEN = re.compile(r"(?<![\dA-Za-z])[1-9](?:\s?\d){16}\s?[\dXx](?![\dA-Za-z])", re.ASCII)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = frozenset(
    (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71)
)
_INVENTED_MOBILES = frozenset({"13800138000", "13900139000"})
_INVENTED_CITIZENS = frozenset({"110101199001011234"})
_RUNS = ("012345678901234567890", "98765432109876543210")

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白"
    "孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文"
)
_BODY = re.compile(
    r".{2,}(?:公司|厂|商店|超市|餐厅|饭店|酒店|合作社|经营部|事务所|医院|学校|中心|协会|企业|集团|工作室|门市部|小吃店|便利店|药店)$"
)
_PLACE = re.compile(r".+(?:省|市|区|县|镇|乡|街道|路|街|巷|村|大道).*\d+\s*(?:号|室|栋|幢|层|楼|单元|组|弄)")
_BANK_LABEL = re.compile(r"(?:开户(?:银行|行)|(?:代发|收款)银行)(?:名称|全称)?$")
_BANK = re.compile(r".{2,}(?:银行|[支分]行|分理处|储蓄所|信用社|信用联社|营业部)")
_FULL_DATE = re.compile(r"(?:19|20)\d{2}\s*[年./-]\s*\d{1,2}\s*(?:[月./-]\s*\d{1,2}\s*日?|月)")
_WORDS_OF_PEOPLE = frozenset(
    (
        *("男", "女", "汉", "汉族", "回族", "满族", "壮族", "苗族", "本科", "大专", "专科", "硕士", "博士", "研究生"),
        *("高中", "初中", "中专", "小学", "已婚", "未婚", "群众", "党员", "中共党员", "团员", "中国", "城镇", "农村"),
    )
)
_PERSON_LABEL = re.compile(r"姓名|名字|人$|者$|代表$|户主$|员$")
_WEAK_IDENTIFIER = re.compile(r"[a-z]{3,30}\d{0,2}|[A-Z]{4,30}\d{0,2}")
_STRONG_IDENTIFIER = re.compile(
    r"【[A-Za-z][A-Za-z0-9_]{2,}】|[$#]\{[^{}\n]{1,60}\}|\{\{[^{}\n]{1,60}\}\}|<%[^%\n]{1,60}%>|«[^»\n]{1,60}»|\[#[^\]\n]{1,60}\]"
    r"|(?<![A-Za-z0-9_./@-])[A-Z]{2,}[A-Z0-9]*_[A-Z0-9_]{2,}(?![A-Za-z0-9_./@])"
    r"|(?<![A-Za-z0-9_./@-])[a-z]{2,}(?:[A-Z][a-z0-9]+)+(?![A-Za-z0-9_./@])"
    r"|(?<![A-Za-z0-9_./@-])[a-z]{2,}(?:_[a-z0-9]+)+(?![A-Za-z0-9_./@])"
    r"|(?<![A-Za-z0-9_./@-])apply(?:user|name|date|time)(?![A-Za-z0-9_./@])"
)
_LATIN_UNITS = frozenset(
    {"kwh", "mpa", "kpa", "kva", "pcs", "www", "http", "https", "email", "mail", "fax", "tel", "word", "excel", "pdf"}
)


@remembered
def bare(text: str) -> str:
    """The text folded to one form of each character, without white space."""
    return _SPACE.sub("", folded(text))


def is_blank(text: str) -> bool:
    """Whether nothing stands there: white space and lines to write on."""
    return _BLANK.fullmatch(text) is not None


@remembered
def label_key(text: str) -> str:
    """A label as two files are compared by: no brackets, numbering, marks and white space."""
    word = _BRACKETS.sub("", bare(text))
    return re.sub(r"[^\w]", "", _NUMBERING.sub("", word)).replace("_", "")


@remembered
def is_label(text: str) -> bool:
    """Whether the text names something to be answered (姓名, 联系电话, 单位意见), by its ending."""
    word = _FOOTNOTE.sub("", _NUMBERING.sub("", _BRACKETS.sub("", bare(text))).rstrip(":*"))
    if not 1 < len(word) <= 24 or _OPTION.search(word) or _PROSE.search(word) or is_printed(word):
        return False
    return _LABEL.search(word) is not None or _LATIN_LABEL.fullmatch(word) is not None


@remembered
def may_be_label(text: str) -> bool:
    """Whether the text is short and plain enough to be a label that no list of ours knows."""
    word = bare(text)
    if not 1 < len(word) <= 30 or _OPTION.search(word) or _PROSE.search(word):
        return False
    return any("\u4e00" <= c <= "\u9fff" for c in word) and not is_printed(word)


@remembered
def is_printed(text: str) -> bool:
    """Whether only the office's print stands there: units, dates to fill in, boxes to tick, hints in brackets."""
    word = _BRACKETS.sub("", bare(text))
    if _OPTION.search(word) and not re.search(r"[☑☒√✓■●]", word):
        return True
    word = _OPTION.sub("", word)
    if _CHOICES.fullmatch(re.sub(r"[/、,|]", "", word)):
        return True
    return re.fullmatch(r"[\W_]*", _PRINTED.sub("", word)) is not None and not re.search(r"\d", word)


def is_invented(text: str) -> bool:
    """Whether the text names a person of the examples (张三, 李某某); crosses and stars may be the office's print."""
    return _INVENTED_NAME.search(bare(text)) is not None


def looks_answered(label: str, text: str) -> bool:
    """Whether an applicant's own words stand in an answer place: a name, number, address, date, amount.

    Printed text of the office (units, options, hints, further labels) is none, nor is a word left over from a system.
    """
    word = bare(text)
    if (
        not word
        or is_printed(text)
        or is_label(text)
        or placeholders_of(text)
        or _EXAMPLE.search(word)
        or len(word) > 120
    ):
        return False
    name = label_key(label)
    plain = _BRACKETS.sub("", word)
    if not plain:
        return False
    if word in _WORDS_OF_PEOPLE or is_invented(word):
        return True
    if re.search(r"\d{5,}|[\w.]+@[\w.]+|\d[*xX]{3,}", word):
        return True
    if "生" in name and _FULL_DATE.search(text):
        return True  # a date of birth is the applicant's; other dates may be printed
    if _PERSON_LABEL.search(name) and 2 <= len(plain) <= 4 and plain[0] in _SURNAMES:
        return True
    if _BANK_LABEL.search(name) and _BANK.fullmatch(plain):
        return True
    if _BODY.fullmatch(plain) or _PLACE.search(plain):
        return True
    return re.fullmatch(r"\d[\d,.]*(?:万?元|万|人|岁|平方米|㎡|%|吨|台|辆|套)", plain) is not None


@remembered
def mobiles_in(text: str) -> tuple[str, ...]:
    """Mobile numbers that may be somebody's: 11 digits, none of them an obvious example such as 13800138000."""
    found = (re.sub(r"[ -]", "", m) for m in _MOBILE.findall(folded(text)))
    return tuple(m for m in found if not _is_pattern(m[3:]) and m not in _INVENTED_MOBILES)


@remembered
def citizen_numbers_in(text: str) -> tuple[str, ...]:
    """Citizen identity numbers (公民身份号码) with a real date and the right check digit, no known example."""
    found = (re.sub(r"\s", "", n) for n in _CITIZEN.findall(folded(text)))
    return tuple(n for n in found if is_citizen_number(n) and n.upper() not in _INVENTED_CITIZENS)


def is_citizen_number(number: str) -> bool:
    """Whether region, birth date and check digit of an 18-digit identity number fit."""
    if not re.fullmatch(r"\d{17}[\dXx]", number, re.ASCII) or int(number[:2]) not in _PROVINCES:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    if born.year < 1900:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def masked(number: str) -> str:
    """A personal number with its first three and last four characters, the rest as stars."""
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}" if len(number) > 7 else "*" * len(number)


def _is_pattern(digits: str) -> bool:
    """Whether digits count up or down or repeat, as nobody's number does."""
    if any(digits in run for run in _RUNS) or len(set(digits)) <= 2:
        return True
    half = len(digits) // 2
    return digits[:half] == digits[half:] and len(set(digits[:half])) <= 2


def placeholders_of(text: str) -> tuple[str, ...]:
    """Words that a system left in a form where an answer belongs: 【SQRMC】, ${name}, COMPANY_NAME, applyUser."""
    return tuple(m.group() for m in _STRONG_IDENTIFIER.finditer(text))


def may_be_placeholder(text: str) -> bool:
    """Whether the text is one Latin word, as a system names its fields (sex, mobile, NATION)."""
    word = text.strip()
    return _WEAK_IDENTIFIER.fullmatch(word) is not None and word.lower() not in _LATIN_UNITS
