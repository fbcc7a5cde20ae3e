"""What reading a guide costs grows with its length, and not with the square of it."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.domain.records import ServiceGuide

_LABELS = read_labels(catalogue.labels_text())
_HEAD = "<h1>食品小作坊登记</h1><p>实施主体：云溪市局</p><p>是否收费：不收费</p><p>咨询电话：0990-8123456</p>"


def _cards(count: int) -> str:
    """Materials, each in a box of its own."""
    card = "<div class=m><h4>第{n}种材料</h4><p>材料类型：原件</p><p>份数：{n}份</p><p>来源渠道：申请人自备</p></div>"
    return f"<h3>申请材料</h3><div>{''.join(card.format(n=n) for n in range(1, count + 1))}</div>"


def _rows(count: int) -> str:
    """Rows of label and value, labels that nobody knows among them."""
    row = (
        "<div class=r><span>说明{n}：</span><b>第{n}条</b></div>"
        "<div class=r><span>咨询电话</span><b>0990-{n:07}</b></div>"
    )
    return "".join(row.format(n=n) for n in range(count))


_KNOWN = ("办理地点", "办理时间", "咨询电话", "监督投诉电话", "服务对象", "办件类型", "行使层级", "受理条件")


def _headings(count: int) -> str:
    """Known labels as headings beside each other, each over its value."""
    return f"<div>{''.join(f'<h4>{_KNOWN[n % 8]}</h4><p>云溪市人民路{n}号</p>' for n in range(count))}</div>"


def _lines(count: int) -> str:
    """Known labels in the lines of one list."""
    return f"<ul>{''.join(f'<li>{_KNOWN[n % 8]}：云溪市人民路{n}号</li>' for n in range(count))}</ul>"


def _read(body: str) -> ServiceGuide:
    page = parse(f"<html><body>{_HEAD}{body}</body></html>".encode(), "text/html", "http://127.0.0.1/g", "e1")
    assert page is not None
    return read_guide([page], _LABELS)


def _seconds(body: str) -> float:
    taken = []
    for _ in range(2):
        before = process_time()
        _read(body)
        taken.append(process_time() - before)
    return min(taken)


@pytest.mark.parametrize("layout", [_cards, _rows, _headings, _lines])
def test_a_guide_of_four_times_the_length_takes_about_four_times_as_long(layout: Callable[[int], str]) -> None:
    short, long = _seconds(layout(300)), _seconds(layout(1200))

    assert long < 9 * short


def test_every_material_of_a_long_guide_is_read() -> None:
    guide = _read(_cards(1000))

    assert len(guide.materials) == 1000
    assert guide.materials[998].read("material_copies").text == "999份"


def test_a_list_whose_naming_column_holds_numbers_alone_is_read_without_names() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>{n}份</td><td>申请人自备</td></tr>" for n in (1, 2, 3))
    guide = _read(f"<h3>申请材料</h3><table><tr><th>材料名称</th><th>份数</th><th>来源渠道</th></tr>{rows}</table>")

    assert guide.unread is None
    assert guide.materials == ()
