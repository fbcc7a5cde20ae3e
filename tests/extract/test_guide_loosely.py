"""Labels in places that are labels beyond doubt: numbered headings, columns of labels, labels drawn alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.catalogue import labels_text
from crawler.domain.elements import State
from crawler.extract.guide.loosely import meaning
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(labels_text())
HALL = "临江县滨江路8号政务服务中心2楼"


def read(body: str) -> ServiceGuide:
    page = parse(f"<html><body><h1>渡口设置审批</h1>{body}</body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


def sections(*told: tuple[str, str]) -> str:
    return "".join(
        f"<p>{number}、{head}</p><p>{text}</p>"
        for number, (head, text) in zip("一二三四五六七八九", told, strict=False)
    )


SERIES = (
    ("事项类型", "行政许可"),
    ("实施主体", "临江县交通运输局"),
    ("可以设渡的条件", "选址在水流平缓的河段；有安全设施。"),
    ("法定办结时限", "20个工作日"),
    ("来渡管站的时间", "周一至周五 8:30-12:00"),
    ("渡管站的处所", HALL),
    ("有异议的办法", "可以申请行政复议。"),
    ("设渡的法规依据", "《中华人民共和国内河交通安全管理条例》第三十五条"),
    ("承诺办结时限", "10个工作日"),
)


def test_headings_of_a_numbered_series_are_read_by_their_head_word_and_their_text() -> None:
    guide = read(sections(*SERIES))

    assert guide.read("conditions").text == "选址在水流平缓的河段；有安全设施。"
    assert guide.read("hours").text == "周一至周五 8:30-12:00"
    assert guide.read("place").text == HALL
    assert guide.read("remedy").text == "可以申请行政复议。"
    assert guide.read("legal_basis").stated
    assert guide.read("place").confidence < 1


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("减免的条件", "低保家庭。"),  # of something else
        ("渡管站的处所", "另见公告"),  # no place
        ("开渡的时间", "汛期另定"),  # no hours
        ("设渡的依据", "实际需要"),  # no law
        ("渡工的情况", "三人"),
    ],
)
def test_words_of_another_thing_or_with_a_value_of_another_kind_mean_nothing(words: str, value: str) -> None:
    assert meaning(words, value, LABELS) is None


def test_a_label_column_takes_slips_of_the_pen_and_of_the_ear() -> None:
    pairs = [
        ("事项类型", "行政许可", "行使层及", "县级"),
        ("实施主体", "临江县交通运输局", "办件类型", "承诺件"),
        ("受理条件", "选址在水流平缓的河段", "服务对象", "企业法人"),
        ("法定办结时限", "20个工作日", "承诺办结时线", "10个工作日"),
        ("办理地点", HALL, "监督电话", "0999-8120000"),
        ("办理结果", "渡口设置许可证", "咨询电话", "0999-8123456"),
        ("办理形式", "窗口办理", "送达方式", "窗口领取"),
        ("办理时间", "工作日9:00-17:00", "数量限制", "无"),
    ]
    guide = read("<table>" + "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in pairs) + "</table>")

    assert guide.read("level").text == "县级"
    assert guide.read("level").confidence == pytest.approx(0.8)
    assert guide.read("promised_time_limit").text == "10个工作日"


def test_a_value_that_could_be_a_label_stays_the_value() -> None:
    pairs = (*SERIES[:2], SERIES[3], ("行政救济", "行政复议"), ("受理条件", "有安全设施"), ("办件类别", "承诺件"))
    cells = "".join(
        f"<td><div class='i'><span class='l'>{label}</span><span class='c'>{value}</span></div></td>"
        for label, value in pairs
    )
    guide = read(f"<table><tr>{cells}</tr></table>")

    assert guide.read("remedy").text == "行政复议"


def test_a_step_called_like_a_short_label_stays_a_step() -> None:
    told = (("法定办结时限", "20个工作日"), ("办件类型", "承诺件"), ("受理条件", "有船"), ("行使层级", "县级"))
    pairs = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in told)
    steps = [("环节", "工作内容"), ("申请", "递交"), ("受理", "核对"), ("决定", "作出"), ("送达", "寄出证书")]
    rows = "".join(f"<tr><td>{name}</td><td>{text}</td></tr>" for name, text in steps)
    guide = read(f"<table>{pairs}</table><h3>办理流程</h3><table>{rows}</table>")

    assert [step.name.text for step in guide.steps] == ["申请", "受理", "决定", "送达"]
    assert guide.read("delivery").state is State.NOT_STATED


def test_one_text_apart_puts_only_what_it_may_say_in_doubt() -> None:
    known = "".join(
        f"<p>{label}：{value * 2}</p>" for label, value in SERIES if label.endswith(("时限", "类型", "依据"))
    )
    known += f"<p>办理地点：{HALL}</p><p>申请材料：{'设渡申请书、选址方案、安全设施说明、岸线使用批准文件、' * 8}</p>"
    odd = "设渡者须知：设渡的单位应当有稳定的经费，渡工年满十八周岁，取得合格证明，并且身体健康，熟悉水性"
    guide = read(
        f"{known}<div><b>船民园地</b><div>{odd}</div></div><p>办件类型：承诺件</p><p>咨询电话：0999-8123456</p>"
    )

    assert guide.read("conditions").unread
    assert guide.read("basic_code").state is State.NOT_STATED
    assert guide.gaps is None
