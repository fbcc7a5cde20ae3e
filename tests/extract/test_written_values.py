"""Values that the template of a portal's guides writes for all of them, which answers do not hold."""

from __future__ import annotations

import json

import pytest

from crawler.assembly.guide_additions import with_not_told
from crawler.assembly.unknown_keys import not_told
from crawler.domain.elements import OF_TEMPLATE, State
from crawler.extract.guide.reading import read_guide
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from tests.extract.one_guide import LABELS

ROWS = "<tr><th>权力来源</th><td>{}</td><th>咨询电话</th><td>0571-81234567</td></tr>"
NAMED = "<tr><th>事项名称</th><td>{{{{b.taskName}}}}</td></tr>"


def source(script: str, shown: str = "法定本级行使") -> tuple[State, str]:
    """What an answer without the key says of it, where a rendered guide shows a text that a script may write."""
    told = {
        "taskName": "渡船登记",
        "acceptCondition": "有渡船。",
        "linkWay": "0571-81234567",
        "promiseDay": "5个工作日",
    }
    page = Page(
        text=f"<html><body><table><tr><th>事项名称</th><td>渡船登记</td></tr>{ROWS.format(shown)}"
        "<tr><th>受理条件</th><td>有渡船。</td><th>承诺办结时限</th><td>5个工作日</td></tr></table></body></html>",
        url="http://a.example/#/guide/1",
        evidence="shown",
    )
    [own, other] = [
        JsonPage(data=one, text=json.dumps(one), url="http://a.example/api?id=1", evidence="told")
        for one in (told, {**told, "taskName": "渡口设置审批"})
    ]
    missed = not_told([(page, [own])], LABELS, scripts=[script])
    found = with_not_told(read_guide([other], LABELS), missed, no_materials=False).read("power_source")
    assert (found.reason == OF_TEMPLATE) == found.stated
    return found.state, found.text


@pytest.mark.parametrize(
    "script",
    [
        NAMED + ROWS.format("法定本级行使"),
        'r("tr",[r("th",[t._v("权力来源")]),r("td",{attrs:{colspan:"3"}},[t._v("法定本级行使")])])',
        "h += '<li><b>权力来源：</b>法定本级行使</li>';",
    ],
)
def test_what_a_template_writes_beside_its_label_every_guide_shows(script: str) -> None:
    assert source(script) == (State.STATED, "法定本级行使")


@pytest.mark.parametrize(
    "script",
    [
        "",
        ROWS.format("{{b.powerSource}}"),
        ROWS.format("{{b.own ? '法定本级行使' : '上级委托'}}"),
        ROWS.format("法定本级行使（{{b.level}}）"),
        ROWS.format("法定本级行使").replace("<td>", '<td v-if="b.own">'),
        ROWS.format("法定本级行使").replace("<tr>", '<tr v-if="b.own">'),
        ROWS.format("法定本级行使") + ROWS.format("上级委托"),
        'r("tr",[r("th",[t._v("权力来源")]),t.own?r("td",[t._v("法定本级行使")]):t._e()])',
        "h += '<b>权力来源：</b>' + (o.own || '法定本级行使');",
    ],
)
def test_what_is_written_for_some_items_only_is_unread_of_the_others(script: str) -> None:
    assert source(script) == (State.UNREAD, "")
