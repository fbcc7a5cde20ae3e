"""Lists written as text: materials, steps and legal bases in numbered lines or paragraphs."""

from __future__ import annotations

import re
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from crawler.domain.values.counters import NO_FIGURE, NO_MEASURE, NO_RANKS
from crawler.extract.guide import step_deeds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EntryT = TypeVar("EntryT")

_NUMBER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十]{1,3}步[:：、.]?|步骤[一二三四五六七八九十\d]{1,2}[:：、.]?|[(（]\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[)）]、?"
    rf"|{NO_RANKS}[一二三四五六七八九十]{{1,3}}[、.．]|\d{{1,2}}\s*[、.．)）]{NO_FIGURE}"
    rf"|\d{{1,2}}(?:\s{{1,3}}(?=[\u4e00-\u9fff《])|\u3000){NO_MEASURE}|\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}\s{{1,3}}(?=[\u4e00-\u9fff《])|[①-⑳])\s*"
)
_INLINE_NUMBER = re.compile(
    r"(?<=[。；;，,、\s→])\s*(?=(?:\d{1,2}[、.．](?!\d)|[(（]\d{1,2}[)）]|[(（][一二三四五六七八九十]{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,2}、))"
)
_ARROW = re.compile(
    r"\s*(?:→|➡|⇒|—{2,}>?|－{2,}>?|-{1,2}[>\uff1e]|—[>\uff1e]|>{2,}|↓|=>|⟶|(?<=[\u4e00-\u9fff])[—－–-](?=[\u4e00-\u9fff])|>(?=[\u4e00-\u9fff]))\s*"
)
_WAY = re.compile(
    r"[(（]?[一二三四\d]?[)）]?[、.．]?(?:线上|网上|在线|线下|现场|窗口|掌上|自助|手机)端?(?:办理|申请|申报|办事|受理)?"
    r"(?:流程|方式|渠道|步骤|途径)?\s*[:：]?"
)
_COLON = re.compile(r"^(.{2,20}?)\s*[:：]\s*(.+)$")
_OF_A_STEP = re.compile(r"(?:时[限间长]|期限|用时|地点|部门|人员?|依据|标准|结果)$")
"""What labels of a step end with: 办理时限."""
_DASHED = re.compile(r"([^，。；：:—–-]{2,14}?)\s*(?:——?|–|(?<=\s)-)\s*([^，。；]{2,}[，。；].*|.*[，。；]|\S{9,}.*)")
"""A name with a dash behind it and what is done: 受理 — 窗口核对材料."""
_MOST_KEPT = 64
_UNCLOSED = re.compile(r"。|[（(][^）)]*$")
"""A colon behind this parts nothing from the beginning of the line."""
_COPIES = re.compile(
    r"(?:(?:原件|复印件|纸质|一式)?\s*[\d一二两三四五六七八九十]{1,3}\s*(?:份|[张套册](?=$|[，,；;。、)）])))"
)
_COPIES_END = re.compile(
    r"[,，:：、]?\s*(?:(?:原件|纸质|各|一式|正本|副本)\s*)*[\d一二两三四五六七八九十]{1,3}\s*[份张套册]$"
)
_COUNT = r"[\d一二两三四五六]\s*[份张套]"
_COLUMNS = re.compile(rf"(?:\s+(?:(?:原件|复印件|扫描件|纸质|电子|正本|副本)\s*(?:{_COUNT})?|{_COUNT}))+$")
_OFFER = re.compile(
    r"(?:\s*[\[（(【]?(?:点击)?(?:空白?表格?|示例样表|示例|样[表本]|范本|模板|附件|表格|示范文本)?(?:下载|查看|预览)[\]）)】]?"
    r"|\s*[【\[〔](?:空白?表格?|空白文本|示例样表|示例|(?:填写)?样[表本例]|范本|示范文本)[】\]〕]|\s+(?:空白?表格?|示例样表|(?:填写|填报)?样[表本例]|范本|示范文本))+$"
)
_FILLED_ONLINE = re.compile(
    r"[\[（(【]?(?:请|点击|立即|马上|前往|去|我要)*(?:在线|网上|线上|网页|电子)(?:填[写报表]|录入|表单|表格)(?:申请)?(?:表单|表格?)?[\]）)】]?"
)
"""Words of a link that lead to a form filled in online: 在线填写, 网上填报表单."""
_PACKED = re.compile(r"(?:下载|打包|附件)[^。；]*\.(?:zip|rar|7z)\s*[)）]?\s*$", re.IGNORECASE)
_NUMBER_OF = r"\d+\s*[份项个类种件](?![月年季])"
_OF_MATERIALS = r"(?:申请|申报|办理|必要|必备|所需|主要|纸质|电子|的){0,2}(?:材料|资料)"
_COUNTS = re.compile(
    rf"(?:[^，。；：:\d]{{0,14}}{_NUMBER_OF}\s*{_OF_MATERIALS}"
    rf"|(?:[本该此]?(?:事项|项目|业务|服务))?(?:需要?|[应须])?(?:提交|提供|准备|递交)?{_OF_MATERIALS}(?:清单)?\s*(?:一?共有?|合计|总[计共])?\s*{_NUMBER_OF})"
    rf"(?:\s*[，,；;（(、][^。\d]{{0,12}}{_NUMBER_OF}[^。，,；;\d]{{0,4}}?)*[)）]?\s*[。.：:]?"
)
"""How many materials there are: 本事项需要 3 份材料，其中必要材料 2 份。"""
_UNFOLDS = re.compile(
    r"(?:请?点击|点此)?(?:查看|下载|打开|展开|浏览)(?:全部|所有|本事项|详细|完整|空白|相关|办理|申请|申报|所需|的){0,3}(?:材料|表格|附件|样[表本]|空表)"
    r"(?:清单|列表|明细|目录|详情)?(?:(?:以?及|和|与|、)(?:全部|空白|相关)?(?:材料|表格|附件|样[表本]|空表|示例)(?:清单)?)*(?:下载|查看|详情)?"
    r"\s*(?:[（(]\d+[）)])?[>»\u203a]*"
)
"""Words of a button that opens the list: 查看材料及表格下载."""
_LAW = re.compile(r"《[^《》]{2,80}(?:《[^》]*》[^《》]*)*》")
_LAW_NUMBER = re.compile(
    r"[(（](?:(?:19|20)\d\d年)?[^()（）《》]{0,16}?(?:令第?|[〔\[]\d{4}[〕\]]第?)\d+号[^()（）《》]{0,10}[)）]|"
    r"[(（]?(?:[^()（）《》，。；、]{0,24}?)(?:[〔\[(（【](?:19|20)\d\d[〕\])）】]\s*第?\s*\d+\s*号|(?:令|公告)\s*(?:(?:19|20)\d\d\s*年\s*)?第?\s*[\d一二三四五六七八九十百\u3007]+\s*号?)[)）]?"
)
_VERSIONS = re.compile(r"\s*[(（]([^()（）]{2,160}?(?:公布|发布|通过|施行|实施|修订|修正|修改|号)[^()（）]{0,12})[)）]")
"""A bracket that tells when a law was enacted and changed: （2006年国务院令第460号公布，2017年修订）."""
_NUMBER_INSIDE = re.compile(r"[^\s，,；;《》\d年月日]{0,16}(?:令第?|[〔\[]\d{4}[〕\]]第?)\s*\d+\s*号")
_PAPER = re.compile(r"(?:证书?|执照|牌照|书|表|单|报告)》$")
"""What such names end with are papers that a law speaks of (《医疗机构执业许可证》), and no laws."""
_NEXT_LAW = re.compile(
    rf"{_INLINE_NUMBER.pattern}|(?<=[。；;”])\s*(?=《[^《》]{{2,40}}》[^《》。；;，,]{{0,40}}第[一二三四五六七八九十百千零\d]{{1,9}}条)"
)
"""Where the next law begins in one line: behind a number, or behind a sentence."""
_CLAUSE = re.compile(
    r"(?:附[件录表]|目录|清单)?[一二三四五六七八九十\d]{0,2}(?:的|中)?(?:第[一二三四五六七八九十百千零\d]+条(?:之[一二三])?(?:第[一二三四五六七八九十\d]+款)?(?:第?[（(]?[一二三四五六七八九十\d]+[)）]?项)?"
    r"|第[一二三四五六七八九十百\d]+(?:部分|章(?:第[一二三四五六七八九十]+节)?|项(?=[\s，,。；;：:]|$)))"
)
_HEAD_OF_STEP = re.compile(r"[^\s，。；：,;:]{2,12}")
_BARE_COUNTER = re.compile(r"\d{1,2}\s*[、.．)）]?")
_NEAR_START = 30


class Part(NamedTuple):
    """One entry of a list: its title, and what is said about it; `quote` is the entry as written."""

    title: str
    text: str
    quote: str


class Law(NamedTuple):
    """One legal basis as text."""

    law: str
    number: str
    clause: str
    content: str
    quote: str


def _kept(read: Callable[[Sequence[str]], list[EntryT]]) -> Callable[[Sequence[str]], list[EntryT]]:
    """Keep the entries of the last texts: guides of one portal quote the same laws and go the same ways."""
    known = lru_cache(maxsize=_MOST_KEPT)(lambda lines: tuple(read(lines)))
    return wraps(read)(lambda lines: list(known(tuple(lines))))


def is_deed(words: str) -> bool:
    """Whether words say what is done in a step and nothing else: 送达, 受理与审查."""
    return step_deeds.DEED.fullmatch(words) is not None


def numbered(lines: Sequence[str]) -> list[str]:
    """Entries of a numbered list; lines without a number belong to the entry before them. Empty where none is."""
    split = [piece for line in lines for piece in _INLINE_NUMBER.split(line) if piece.strip()]
    # Numbers inside a sentence are an entry's own list: only lines that begin with one start an entry.
    starts = [line for line in lines if _NUMBER.match(line)]
    source = lines if len(starts) >= 2 else split
    style = next((_style(line) for line in source if _NUMBER.match(line)), None)
    entries: list[str] = []
    for line in source:
        if _NUMBER.match(line) and _style(line) == style:
            entries.append(line)
        elif entries:
            entries[-1] = f"{entries[-1]} {line}"
    return entries if len(entries) >= 2 or (entries and len(source) == len(entries)) else []


def counted_anew(lines: Sequence[str]) -> list[str]:
    """The lines, those that hold a whole list each cut at its numbers: 1.申请书；2.合同 and below it 1.申请书；2.证书.

    One in whose place the list of the next line goes on is an entry with a list of its own.
    """
    found: list[str] = []
    for number, line in enumerate(lines):
        pieces = [piece for piece in _INLINE_NUMBER.split(line) if piece.strip()]
        counts = [_count(piece) for piece in pieces]
        after = next((count for later in lines[number + 1 :] if (count := _count(later)) is not None), None)
        whole = len(lines) > 1 and len(pieces) > 1 and counts == list(range(1, len(pieces) + 1))
        alike = whole and len({_style(piece) for piece in pieces}) == 1
        found += pieces if alike and after in {None, 1, len(pieces) + 1} else [line]
    return found


def _count(line: str) -> int | None:
    """The number that a line begins with, where it is written in figures."""
    figures = re.search(r"\d+", found.group()) if (found := _NUMBER.match(line)) is not None else None
    return int(figures.group()) if figures is not None else None


def _style(line: str) -> str:
    found = _NUMBER.match(line)
    assert found is not None
    return re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+|[①-⑳]", "1", found.group().strip()))


def unnumbered(text: str) -> str:
    """A line without its number."""
    return _NUMBER.sub("", text, count=1).strip()


def is_way(name: str) -> bool:
    """Whether words name a way to go (线上办理, 窗口办理流程), of which each has steps of its own."""
    return _WAY.fullmatch(name) is not None


def is_flow(line: str) -> bool:
    """Whether a line holds several steps joined by arrows."""
    return len(_ARROW.findall(line)) > 1


def _are_ways(lines: Sequence[str]) -> bool:
    """Whether lines of arrows are ways beside each other, and no one procedure."""
    return sum(map(is_flow, lines)) > 1 and any(is_way(line.partition("：")[0]) for line in lines)


@_kept
def steps(lines: Sequence[str]) -> list[Part]:
    """The steps of a procedure: numbered entries, 申请：… 受理：…, or names joined by arrows."""
    if _are_ways(lines):
        return []
    dashed = [m for line in lines if (m := _DASHED.fullmatch(line)) and step_deeds.STEP.match(unnumbered(m[1]))]
    if len(dashed) == len(lines) >= 2:
        return [Part(unnumbered(m[1]), m[2], m[0]) for m in dashed]
    joined = " ".join(lines)
    parts = [p.strip(" 。；;，,") for p in _ARROW.split(" → ".join(line for line in lines if _ARROW.search(line)))]
    parts = [p for p in parts if p]
    if step_deeds.are_steps([unnumbered(p) for p in parts]):
        return [step(p) for p in parts]
    entries = numbered(lines)
    if len(entries) >= 2:
        heads = {line for line in lines if _NUMBER.match(line) and _HEAD_OF_STEP.fullmatch(unnumbered(line))}
        return [_headed_step(entry, heads) or step(entry) for entry in entries]
    names, deeds = lines[::2], lines[1::2]
    in_turn = list(zip(names, deeds, strict=False))
    if len(deeds) == len(names) >= 2 and all(
        step_deeds.STEP.match(n) and len(n) <= 12 and len(d) > len(n) for n, d in in_turn
    ):
        return [Part(name, deed, name) for name, deed in in_turn]
    named = ((line, unnumbered(m.group(1))) for line in lines if (m := _COLON.match(line)))
    titled = [line for line, name in named if step_deeds.STEP.match(name) and not _OF_A_STEP.search(name)]
    if len(titled) >= 2:
        merged: list[str] = []
        for line in lines:
            if line in titled:
                merged.append(line)
            elif merged:
                merged[-1] = f"{merged[-1]} {line}"
        return [step(entry) for entry in merged]
    plain = [line for line in lines if step_deeds.STEP.match(line) and len(line) <= 12]
    if len(plain) >= 2 and len(plain) == len(lines):
        return [Part(line, "", line) for line in plain]
    words = [w for w in re.split(r"[、，,；;\s]+", joined.strip("。")) if w and not _ARROW.search(joined)]
    if len(words) >= 2 and all(step_deeds.STEP.match(w) and len(w) <= 8 for w in words):
        return [Part(w, "", w) for w in words]
    return []


def _headed_step(entry: str, heads: set[str]) -> Part | None:
    """A step whose name is a line of its own, with what is done in the lines below it."""
    head = next((h for h in heads if entry.startswith(f"{h} ")), None)
    return None if head is None else Part(unnumbered(head), entry[len(head) :].strip(), entry)


def step(entry: str) -> Part:
    """The name of one step and what is done in it."""
    whole = unnumbered(entry).rstrip("；;，, ")
    bare = whole.rstrip("。 ")
    found = _COLON.match(bare)
    if found and len(found.group(1)) <= 14 and not _UNCLOSED.search(found.group(1)):
        return Part(found.group(1).strip(), whole[found.start(2) :].strip(), entry)
    led = re.match(r"([^，,。；;：:（(]{2,8})[，,](.+)$", whole)
    if led and step_deeds.STEP.fullmatch(led.group(1)):
        return Part(led.group(1), led.group(2).strip(), entry)
    name, _, deed = whole.partition(" ")
    if deed and is_deed(name) and len(name) < len(deed):
        return Part(name, deed.strip(), entry)
    first, _, rest = whole.partition("。")
    if len(first) <= 10 and rest.strip():
        return Part(first, rest.strip(), entry)
    if len(bare) <= 14:
        return Part(bare, "", entry)
    lead = bare.split("，", 1)[0].split(" ", 1)
    if len(lead) == 2 and len(lead[0]) <= 8:
        return Part(lead[0], whole[len(lead[0]) :].strip(), entry)
    name = first if len(first) <= 30 else re.split(r"[，；;]", first, maxsplit=1)[0]
    return Part(name, whole, entry)


def counted(lines: Sequence[str]) -> list[str]:
    """The lines with numbers that stand alone put before the line they number."""
    found: list[str] = []
    number = ""
    for line in lines:
        if _BARE_COUNTER.fullmatch(line) and not number:
            number = line
            continue
        found.append(f"{number.rstrip('.、．)）')}、{line}" if number else line)
        number = ""
    return [*found, number] if number else found


def offers_all(line: str) -> bool:
    """Whether a line offers all forms in one file, and names no material."""
    return _PACKED.search(line) is not None


def is_offer(words: str) -> bool:
    """Whether words only offer a form, and name none: 空白表格, 填写样表, 表格下载."""
    return _OFFER.fullmatch(f" {words}") is not None or is_online_offer(words)


def is_online_offer(words: str) -> bool:
    """Whether words only offer a form to be filled in online (在线填写)."""
    return _FILLED_ONLINE.fullmatch(words) is not None


def is_about_list(line: str) -> bool:
    """Whether a line only counts the materials of a list, or opens it, and names none."""
    return _COUNTS.fullmatch(line) is not None or _UNFOLDS.fullmatch(line) is not None


@_kept
def materials(lines: Sequence[str]) -> list[Part]:
    """Materials named in text: numbered entries, or one a line; `text` holds what brackets say of copies."""
    lines = [line for line in lines if not (offers_all(line) or is_about_list(line))]
    entries = numbered(counted_anew(lines))
    if not entries:
        short = [line for line in lines if 2 <= len(line) <= 80]
        if len(short) != len(lines) or not lines:
            return []
        entries = list(lines)
        if len(entries) == 1:
            parts = [p for p in re.split(r"[；;]", entries[0]) if p.strip()]
            entries = parts if len(parts) >= 2 else entries
    found = []
    for entry in entries:
        name, told = _name_and_rest(entry)
        copies = "；".join(m.group().strip() for m in _COPIES.finditer("，".join((name, *told))))
        found.append(Part(_bare(name), copies, entry))
    return found


def _name_and_rest(entry: str) -> tuple[str, list[str]]:
    name = _OFFER.sub("", re.sub(r"[。；;，,]+$", "", unnumbered(entry))).strip()
    name, *told = re.split(
        r"[，,；;](?![^（(]*[）)])\s*(?=(?:纸质|电子|原件|复印件|正本|一式|必要|非必要)[^，,；;]{0,12}(?:[，,；;]|$))",
        name,
    )
    return name, told


def _bare(name: str) -> str:
    """A name without the copies that stand behind it, nor the columns of blanks (申请表　2份　原件)."""
    name = _COLUMNS.sub("", name) or name
    name_only = re.split(r"[（(](?=[^（()）]*份[)）]?)", name, maxsplit=1)[0].strip()
    return _COPIES_END.sub("", name_only).strip() or name


@_kept
def laws(lines: Sequence[str]) -> list[Law]:
    """Legal bases in text: law name in 《》, document number, article and what it says.

    A line starts a basis where a law's name stands near its beginning, and not behind a sentence of a clause (《…办法》
    另有规定的，从其规定); other lines go on with the one before them. What
    stands above the first one is quoted from it, where nothing stands behind its name: a quotation over its source.
    """
    above: list[str] = []
    split = [p for line in lines for p in _NEXT_LAW.split(line)] if len(lines) == 1 else lines
    found: list[Law] = []
    for entry in split:
        law = _LAW.search(entry)
        inside = law is not None and (law.start() > _NEAR_START or "。" in entry[: law.start()])
        below = found and (law is None or inside or _PAPER.search(law.group()) is not None)
        if law is None or (below and not _NUMBER.match(entry)):
            if found and (told := _told(entry, found[-1])) is not None:
                found[-1] = told
            elif found:
                last = found[-1]
                content = f"{last.content} {entry}".strip()
                found[-1] = last._replace(content=content, clause=last.clause or _clause(entry))
            else:
                above.append(entry)
            continue
        words, rest = _numbered(entry[law.end() :])
        clause = _CLAUSE.match(rest)
        content = (rest[clause.end() :] if clause else rest).lstrip(" ：:，,。").rstrip(" ：:，,")
        quoted = " ".join(above) if not content and not found and law.start() == 0 else ""
        found.append(Law(law.group(), words, clause.group() if clause else "", content or quoted, entry))
    return found


def _numbered(rest: str) -> tuple[str, str]:
    """The number behind a law's name, and what stands behind it; a bracket may tell of later versions as well."""
    number, enacted = _LAW_NUMBER.match(rest), _VERSIONS.match(rest)
    if enacted is not None and (number is None or number.end() < enacted.end()):
        inside = _NUMBER_INSIDE.search(enacted[1])
        return (inside.group() if inside else ""), rest[enacted.end() :].lstrip(" ，,")
    return (number.group().strip("()（） ") if number else ""), (rest[number.end() :] if number else rest).lstrip(
        " ，,"
    )


def _told(line: str, law: Law) -> Law | None:
    """A law with what a line says of it that is but its clause or number, or a short label before its words.

    第三十六条：小作坊应当符合本法 is the clause with its words.
    """
    pair = _COLON.match(line)
    if pair is not None and not law.clause and not law.content and _CLAUSE.fullmatch(pair.group(1).strip()):
        return law._replace(clause=pair.group(1).strip(), content=pair.group(2).strip())
    labelled = pair is not None and len(pair.group(1)) <= _LONGEST_LABEL
    value = pair.group(2).strip() if pair is not None and labelled else line.strip()
    if not law.clause and _CLAUSE.fullmatch(value):
        return law._replace(clause=value)
    if labelled and not law.number and _ENACTED.fullmatch(value):
        return law._replace(number=value)
    first_words = labelled and not law.content and (law.clause or law.number)
    return law._replace(content=value) if first_words and not law.quote.endswith(line) else None


_LONGEST_LABEL = 6
_ENACTED = re.compile(r"[^《》，。；、]{2,40}第?[\d一二三四五六七八九十百]+号")


def _clause(text: str) -> str:
    found = _CLAUSE.search(text)
    return found.group() if found else ""
