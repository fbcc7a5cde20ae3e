"""What nobody knows the name of is never called absent: columns, panes and buttons under words of their own."""

from __future__ import annotations

from crawler import catalogue
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

LABELS = read_labels(catalogue.labels_text())
BASIC = (
    "<h1>散装水泥专用车登记</h1><ul class='kv'><li><i>事项类型</i><div>行政确认</div></li><li><i>实施主体</i>"
    "<div>云溪市交通运输局</div></li><li><i>法定办结时限</i><div>15个工作日</div></li><li><i>承诺办结时限</i>"
    "<div>6个工作日</div></li><li><i>受理条件</i><div>车辆已经办理注册登记，驾驶人持有相应的从业资格证，企业有固定的停车场地"
    "和安全管理制度。</div></li><li><i>办理形式</i><div>窗口办理、网上办理</div></li><li><i>是否收费</i><div>不收费</div></li>"
)


def guide(more: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - of the reader's own type
    page = parse(f"<html><body>{BASIC}{more}</body></html>".encode(), "text/html; charset=utf-8", "http://a/1", "e1")
    assert page is not None
    return read_guide([page], LABELS)


def steps(*header: str, rows: str) -> str:
    cells = "".join(f"<th>{title}</th>" for title in header)
    return f"</ul><h3>办理流程</h3><table><tr>{cells}</tr>{rows}</table>"


def test_a_column_of_running_numbers_names_nothing() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>{name}</td><td>{deed}</td></tr>"
        for n, name, deed in ((1, "收件", "窗口收取资料"), (2, "复核", "科室复核车辆信息"), (3, "发牌", "发放登记牌证"))
    )
    found = guide(steps("步骤", "环节名称", "环节说明", rows=rows)).steps
    assert [one.name.text for one in found] == ["收件", "复核", "发牌"]


def test_one_column_more_says_what_is_done() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{deed}</td><td>{limit}</td></tr>"
        for name, deed, limit in (("收件", "窗口收取全部资料", "当场"), ("复核", "核对车辆识别代号", "2个工作日"))
    )
    found = guide(steps("环节", "要忙些啥", "时限", rows=rows)).steps
    assert [one.description.text for one in found] == ["窗口收取全部资料", "核对车辆识别代号"]


def test_a_column_of_those_who_do_it_is_no_description() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{who}</td><td>1个工作日</td></tr>"
        for name, who in (("收件", "综合窗口工作人员"), ("复核", "行政审批科"), ("发牌", "运输管理科"))
    )
    found = guide(steps("环节", "哪个来管", "时限", rows=rows)).steps
    assert not any(one.description.stated for one in found)


def test_a_pane_of_unknown_pairs_was_not_understood() -> None:
    pane = (
        "<li><i>结果领取</i><ul><li><i>末了那张纸</i><div>散装水泥专用车登记回执</div></li><li><i>咋个拿法子</i>"
        "<div>窗口</div></li></ul></li></ul>"
    )
    found = guide(pane)
    assert not found.read("result_name").stated
    assert found.read("result_name").unread


def test_a_short_button_is_not_said_by_a_longer_word() -> None:
    found = guide("</ul><p><a href='https://sso.example.cn/x?id=7' class='b'>网上办</a></p>")
    entry = found.read("online_entry")
    assert entry.stated or entry.unread
