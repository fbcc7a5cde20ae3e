"""Titles of situations without their materials (只列情形): 新办, 变更 to click on; what each asks for comes later.

They name no material. What the guide asks for is then unread, not read and not missing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.extract.guide.draft import unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.domain.records import Material
    from crawler.extract.guide.draft import Candidate, Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.place import Place

REASON = "titles of situations stand here, and the materials of each come on a click"
_CHOOSE = re.compile(
    r"(?:请?(?:您|你)?先?(?:根据[^，。：:]{0,10})?(?:选择|点击|勾选|点选)[^，。：:；]{0,12}(?:情[形况]|业务类型)[^。]{0,16}"
    r"|(?:您|你)?(?:要|想|需要)?(?:办理|申请|业务|申报|适用)的?(?:情[形况])(?:选择|名称|列表|是(?:什么|哪一?种)?|有哪些)?|情[形况]名称)\s*[：:？?]?"
)
"""What stands over situations to choose from: 请选择办理情形, 您要办理的情形是？, 办理情形."""
_NUMBERED = re.compile(r"[（(]?情[形况]\s*[（(]?[一二三四五六七八九十\d]{1,2}[)）]?\s*[:：、.．]?\s*\S.*")
_COUNT = re.compile(r"\s*[（(](?:共|需)?\s*\d+\s*[份项个种]?材?料?[)）]\s*")
_MARKS = re.compile(r"^[\s○●◯□◇◆·•*\d.、．()（）①-⑳]+")
_DOCUMENT = re.compile(
    r"[书表照册簿本单图纸函信据录约片卡牌盘稿章卷像]$|(?<![换补领办发初])证$|(?<![案事要])件$|材料|资料|证明|原件|复印|《|执照|合同|方案|名单"
    r"|文[件本书]|凭证|样品|报告|批文|清单|承诺|委托|协议|说明$|简[历介]|证书|通知$|决议|决定$|章程|规程|制度|意见$"
)
"""Words by which a document is known."""
_DEED = re.compile(r"(?:首次|新办|新设|初次|变更|延续|注销|补[办领发]|换[领发]|申领|遗失|增[项加]|扩[大建]|迁[移入出])")
_OF_A_DEED = re.compile(r"(?:许可|登记|资格|备案|执业)?证书?$|执照$")
_AS_A_CASE = re.compile(
    r"(?:的|情形|情况|(?:新办|首次|初次|变更|延续|注销|补办|补领|换发|换领|核发)(?:申请|登记|备案|办理)?)$"
)
_ASIDE = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]?")
_LONGEST, _FEWEST = 40, 2
_PRESSED = frozenset({"button", "option"})
_HANDLERS = ("onclick", "@click", "ng-click", "v-on:click", "data-toggle", "data-bs-toggle")
_NOWHERE = re.compile(r"(?i)\s*(?:#[^/]*|javascript:.*)?\s*")


def put_aside(places: Sequence[Place], boxes: Sequence[Box], draft: Draft) -> None:
    """Make the materials of a page unread where what stands in their place are situations alone."""
    own = [place for place in places if place.match.element == "materials" and place.found]
    told = draft.candidates.get("materials", [])
    if not own or not told or not all(map(_is_bare, draft.materials)):
        return
    inside = [box for place in own for kid in place.boxes for box in kid.walk() if box.words]
    led = next((box for box in inside if len(box.words) <= _LONGEST and _CHOOSE.fullmatch(box.words)), None)
    led = led or _led_by_text(own)
    if not draft.materials and not any(one.reading.stated for one in told):
        if any(map(_asks_to_choose, boxes)):
            _doubt(draft, told)
        return
    names = list(_names(draft, own))
    if any(map(_is_document, names)):
        return
    if led is not None or _show_cases(names, inside) or _are_counted(draft, own):
        draft.materials.clear()
        _doubt(draft, told)


def _doubt(draft: Draft, told: Sequence[Candidate]) -> None:
    draft.candidates["materials"] = [
        replace(
            one,
            reading=unread(
                "materials",
                REASON,
                evidence=one.reading.evidence or draft.evidence,
                locator=one.reading.locator or "/",
                label=one.reading.label,
            ),
        )
        for one in told
    ]


def _is_bare(material: Material) -> bool:
    """Whether nothing but a name was read of a material."""
    return not (material.blank_forms or material.sample_forms or any(r.stated for r in material.readings.values()))


def _led_by_text(places: Iterable[Place]) -> Box | None:
    return next(
        (p.box for p in places if any(_CHOOSE.fullmatch(line) for line in p.lines if len(line) <= _LONGEST)), None
    )


def _asks_to_choose(box: Box) -> bool:
    own = (words.strip() for words in (*box.texts, box.words) if len(words) <= _LONGEST and "选" in words)
    return any(_CHOOSE.fullmatch(words) is not None for words in own)


def _names(draft: Draft, places: Iterable[Place]) -> Iterable[str]:
    """The names that were taken for materials; the lines of the section where none was."""
    if draft.materials:
        texts = [one.name.text for one in draft.materials]
    else:
        texts = [line for place in places for line in place.lines]
    for text in texts:
        bare = _MARKS.sub("", _COUNT.sub("", text)).strip("：: ")
        if bare and _CHOOSE.fullmatch(bare) is None:
            yield bare


def _is_document(name: str) -> bool:
    bare = _ASIDE.sub("", name).strip()
    if len(name) > _LONGEST:
        return True
    if _DEED.match(bare) and _OF_A_DEED.search(bare):
        return False  # 补办许可证
    return _NUMBERED.fullmatch(name) is None and _DOCUMENT.search(bare) is not None


def _are_counted(draft: Draft, places: Iterable[Place]) -> bool:
    """Whether nothing but titles with their numbers of materials stands in a section: 新办（5份材料）."""
    lines = [line for place in places for line in place.lines]
    return not draft.materials and len(lines) >= _FEWEST and all(map(_COUNT.search, lines))


def _show_cases(names: Sequence[str], inside: Sequence[Box]) -> bool:
    """Whether names are plainly situations: numbered as such, said as such, or each of them is clicked on."""
    if len(names) < _FEWEST:
        return bool(names) and any(_says_in_pieces(box, names[0]) for box in inside)
    if all(_NUMBERED.fullmatch(name) or _AS_A_CASE.search(_ASIDE.sub("", name)) for name in names):
        return True
    pressed = {_MARKS.sub("", _COUNT.sub("", box.words)).strip("：: ") for box in inside if _is_pressed(box)}
    return all(name in pressed for name in names)


def _says_in_pieces(box: Box, name: str) -> bool:
    """Whether a name is the words of several boxes of one kind side by side: the titles of tabs."""
    pieces = [kid for kid in box.boxes if kid.words]
    return box.words == name and len(pieces) >= _FEWEST and len({kid.tag for kid in pieces}) == 1


def _is_pressed(box: Box) -> bool:
    """Whether a box does something on a click and leads nowhere."""
    element = box.element
    if box.tag in _PRESSED or element.get("role") in {"tab", "radio", "button"}:
        return True
    if any(element.get(name) is not None for name in _HANDLERS):
        return True
    if box.tag == "a":
        return _NOWHERE.fullmatch(element.get("href") or "") is not None
    return any(True for _ in element.iter("input"))
