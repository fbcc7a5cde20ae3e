"""Pictures that stand in a label's own box, behind its words: they are its value."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.extract.guide.office import read_files
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(catalogue.labels_text())
AROUND = (
    "<h4>基本信息</h4><p>事项名称：导游证核发</p><p>实施主体：某市文化和旅游局</p>"
    "<h4>受理条件</h4><p>有导游资格证书</p><h4>办理结果</h4><p>审批结果名称：导游证</p>{}<h4>设定依据</h4><p>《导游人员管理条例》第四条</p>"
)


def _guide(markup: str) -> ServiceGuide:
    page = parse(AROUND.format(markup).encode(), "text/html", "http://a.example/bszn?id=7", "e1")
    assert page is not None
    return read_files([page], LABELS)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>审批结果样本：<br/><img src='/up/7.png' width='360'></p>",
        "<p>结果样本<img src='/up/7.png'></p>",
        "<div>结果样本：<a href='/up/big.png'><img src='/up/7.png'></a></div>",
        "<p><b>结果样本：</b><a href='/up/big.png'><img src='/up/7.png'></a></p>",
        "<ul><li>结果样本：<span><img src='/up/7.png'></span></li></ul>",
        "<table><tr><td>结果类型</td><td>证照</td></tr><tr><td colspan='2'>结果样本：<br><img src='/up/7.png'></td></tr></table>",
    ],
)
def test_a_picture_behind_the_words_of_its_label_is_the_specimen(markup: str) -> None:
    assert _guide(markup).read("result_sample").value == "/up/7.png"


def test_what_a_picture_behind_a_label_says_is_unread_and_not_missing() -> None:
    found = _guide("<p>收费标准：<img src='/up/8.png'></p>").read("fee_standard")
    assert (found.unread, found.reason) == (True, "image only")


def test_a_label_with_an_icon_or_nothing_behind_it_states_nothing() -> None:
    for markup in ("<p>审批结果样本：</p>", "<p>审批结果样本：<img src='/images/icon_help.png'></p>"):
        assert not _guide(markup).read("result_sample").stated
    heading = "<h5>审批结果样本<img src='/up/line.png'></h5><p>无</p>"
    assert _guide(heading).read("result_sample").value == "无"
