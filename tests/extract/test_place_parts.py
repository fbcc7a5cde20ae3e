"""Where, when and by which number, told in one text: taken apart where each piece is known (guide/place_parts.py)."""

from __future__ import annotations

import pytest

from crawler.extract.guide.place_parts import parts_of
from tests.extract.one_guide import LABELS, read_body

PLACE, HOURS, PHONE = "市民服务中心3楼12号窗口", "周一至周五9:00-17:00", "0999-3323111"


@pytest.mark.parametrize(
    "text",
    [
        f"{PLACE}；{HOURS}；{PHONE}",
        f"{PLACE}，{HOURS}，电话{PHONE}",
        f"{PLACE} {HOURS} 咨询电话：{PHONE}",
        f"地址：{PLACE}；咨询电话：{PHONE}；办公时间：{HOURS}。",
    ],
)
def test_place_hours_and_number_are_told_apart(text: str) -> None:
    said = {kind: words for kind, (words, _) in parts_of(text, LABELS).items()}
    assert said == {"place": PLACE, "hours": HOURS, "phone": PHONE}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("place", "北园路66号3楼，A区（乘3路公交车到市民中心站）"),
        ("hours", "工作日 上午8:30-12:00；下午13:30-17:30（周六上午9:00-11:30延时服务）"),
        ("hours", "夏季8:00-12:00，冬季9:00-12:00（法定节假日除外，中午不休息）"),
        ("phone", "0999-3323111、3323112转801"),
    ],
)
def test_a_part_of_several_pieces(kind: str, said: str) -> None:
    parts = {"place": PLACE, "hours": HOURS, "phone": PHONE, kind: said}
    assert parts_of("；".join(parts.values()), LABELS)[kind] == (said, None)


@pytest.mark.parametrize(
    "text",
    [
        PLACE,
        f"东区大厅：{HOURS}；{PHONE}；西区大厅：周六9:00-12:00；0999-3323112",
        f"{PLACE}；{HOURS}；河东街8号；周六9:00-12:00",
        f"{PLACE}；{HOURS}；逾期不候",
        f"{PLACE}；{HOURS}；监督电话：{PHONE}",
        f"{PLACE}；{PHONE}（张老师）",
        f"{PLACE}；值班{PHONE}；{HOURS}",
    ],
    ids=["no more", "two desks", "two places", "other words", "of complaints", "a person", "another number"],
)
def test_a_text_with_a_piece_that_nothing_decides_stays_whole(text: str) -> None:
    assert parts_of(text, LABELS) == {}


def body(said: str, more: str = "") -> str:
    return f"""<h2>取水许可</h2><table><tr><th>事项类型</th><td>行政许可</td><th>办件类型</th><td>承诺件</td></tr>
<tr><th>实施主体</th><td>临江市水利局</td><th>服务对象</th><td>企业法人</td></tr>{more}</table>
<h3>办理窗口</h3><table><tr><th>窗口名称</th><th>受理地点及窗口</th></tr><tr><td>水利窗口</td><td>{said}</td></tr>
</table>"""


def test_the_words_of_a_window_state_hours_and_number() -> None:
    guide = read_body(body(f"{PLACE}；{HOURS}；咨询电话：{PHONE}"))
    assert [guide.read(e).value for e in ("place", "hours", "consultation_phone")] == [PLACE, HOURS, PHONE]
    [window] = guide.windows
    assert (window.place.text, window.hours.text, window.phone.text) == (PLACE, HOURS, PHONE)
    assert window.phone.quote == PHONE


def test_what_its_own_label_states_stands() -> None:
    more = "<tr><th>咨询电话</th><td>0999-7654321</td><th>办理时间</th><td>工作日8:00-12:00</td></tr>"
    guide = read_body(body(f"{PLACE}；{HOURS}；{PHONE}", more))
    assert [guide.read(e).value for e in ("hours", "consultation_phone")] == ["工作日8:00-12:00", "0999-7654321"]


def test_hours_and_number_stay_unread_where_a_piece_is_not_decided() -> None:
    guide = read_body(body(f"{PLACE}；{HOURS}；{PHONE}；逾期不候"))
    assert guide.read("hours").unread
    assert guide.read("consultation_phone").unread
