"""Markup that was asked for because of a guide and was read as nothing leaves open what it may say."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.page.html import Page
from tests.extract.one_guide import LABELS

FACTS = {
    "实施主体": "临江县交通局",
    "咨询电话": "0571-81234567",
    "受理条件": "有船，有船员",
    "承诺办结时限": "7个工作日",
}
GUIDE = "<html><body><h1>渡船登记</h1>" + "".join(f"<p>{label}：{value}</p>" for label, value in FACTS.items())
STEPS = (
    "<div><div><b>先</b><i>提交申请</i><i>核查渡船</i><i>作出决定</i></div><div><b>后</b><i>制证并寄出</i></div></div>"
)


@pytest.mark.parametrize(
    ("part", "state"), [(STEPS, State.UNREAD), (f"<html><body>{STEPS}</body></html>", State.NOT_STATED)]
)
def test_a_piece_of_markup_belongs_to_its_guide_and_a_page_may_not(part: str, state: State) -> None:
    pages = [Page(text=text, url="https://bs.example/g", evidence=str(n)) for n, text in enumerate((GUIDE, part))]
    assert read_guide(pages, LABELS).read("procedure").state is state
