"""Legends (图例) over materials: a line that says what the signs and colours below it mean, and names no material."""

from __future__ import annotations

import re

from crawler.domain.values.remembered import remembered

_TITLE = re.compile(
    r"(?:图例|图标|图示|标识|标记|符号|标签)(?:说明|含义|释义)?\s*[:：]?\s*|(?:说明|注释?|备注|其中)\s*[:：]\s*"
)
_BETWEEN = re.compile(r"[，,；;、。|｜/\s]+")
_MEANS = re.compile(r"为|是|表示|代表|指|即|[:：=＝-]|——?")
_KIND = (
    r"(?:非?必[要需须](?:提[供交])?|可选|选[填交]|必[填交]|原件|复印件|正本|副本|扫描件|电子(?:版|件|材料|证照|文件)?|"
    r"纸质(?:版|件|材料|文件)?|容缺(?:后补|受理|办理)?|(?:可?免于?|无需)(?:提[交供])?|告知承诺|数据共享|共享|核验|"
    r"(?:可|需|须|应)(?:提[交供])?(?:电子|纸质|原件|复印件)(?:版|件|材料|证照|文件)?|后补|必备|非必备)"
)
_MEANING = re.compile(rf"(?:{_KIND})(?:的?(?:材料|项|文件|证照))?(?:可用|可替代|有效)?")
_SIGN = re.compile(r"[^\w\s]{1,2}|[A-Za-z]|[\u4e00-\u9fff]{1,2}色?")
_LONGEST, _FEWEST = 120, 2


@remembered
def is_legend(words: str) -> bool:
    """Whether words only say what signs mean: 必要 原件 电子, ★为必要材料，☆为非必要材料, 图例：必 必要材料."""
    if len(words) > _LONGEST:
        return False
    title = _TITLE.match(words)
    rest = words[title.end() :] if title is not None else words
    said = [piece for piece in _BETWEEN.split(rest) if piece]
    meant: set[str] = set()
    signs = 0
    for piece in said:
        if (meaning := _meaning(piece)) is not None:
            meant.add(meaning)
        elif _SIGN.fullmatch(piece):
            signs += 1  # signs may stand apart from what they mean: 必 必要材料 电 电子材料
        else:
            return False
    return len(meant) >= _FEWEST and signs <= len(meant)


def _meaning(piece: str) -> str | None:
    """What a piece of a legend means, its sign left out; None for what is none."""
    if _MEANING.fullmatch(piece):
        return piece
    for length in (1, 2, 3):
        sign, rest = piece[:length], piece[length:]
        if _SIGN.fullmatch(sign) and _MEANING.fullmatch(_MEANS.sub("", rest, count=1) if _MEANS.match(rest) else rest):
            return rest
    return None
