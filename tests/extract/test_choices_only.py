"""Titles of situations without their materials (只列情形) name no material, and hide what is asked for."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

HEAD = (
    "<h1>养蚕许可</h1><table><tr><th>事项名称</th><td>养蚕许可</td></tr><tr><th>事项类型</th><td>行政许可</td></tr>"
    "<tr><th>法定办结时限</th><td>20个工作日</td></tr><tr><th>受理条件</th><td>有桑园十亩以上。</td></tr></table>"
)
CHOICES = {
    "links under a label": "<h2>申请材料</h2><p>办理情形</p><ul><li><a href='javascript:;'>首次申请</a></li>"
    "<li><a href='javascript:;'>变更地址</a></li></ul>",
    "links alone": "<h2>申请材料</h2><ul><li><a onclick='load(1)'>新办蚕场</a></li>"
    "<li><a onclick='load(2)'>扩大蚕场</a></li></ul>",
    "numbered": "<h2>申请材料</h2><div>情形一：新办蚕场</div><div></div><div>情形二：扩大蚕场</div><div></div>",
    "a question": "<h2>申请材料</h2><p>您要办理的情形是？</p><p>○ 新办蚕场</p><p>○ 扩大蚕场</p>",
    "with counts": "<h2>申请材料</h2><ul><li>新办蚕场（5份材料）<a href='#'>展开</a></li>"
    "<li>扩大蚕场（3份材料）<a href='#'>展开</a></li></ul>",
    "a table": "<h2>申请材料</h2><table><tr><th>序号</th><th>情形名称</th><th>操作</th></tr>"
    "<tr><td>1</td><td>新办蚕场</td><td><a href='#'>查看材料</a></td></tr>"
    "<tr><td>2</td><td>补办许可证</td><td><a href='#'>查看材料</a></td></tr></table>",
    "over an empty table": "<div>请选择办理情形：<label><input type='radio' name='q'> 新办</label></div>"
    "<h2>申请材料</h2><table><tr><th>序号</th><th>材料名称</th><th>来源渠道</th></tr></table>",
}


@pytest.mark.parametrize("shown", CHOICES.values(), ids=CHOICES)
def test_situations_are_no_materials(shown: str) -> None:
    guide = read_body(HEAD + shown)

    assert (guide.materials, guide.read("materials").state) == ((), State.UNREAD)


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        (
            "<ul><li><a href='javascript:;'>养蚕申请表</a></li><li><a href='javascript:;'>蚕种</a></li></ul>",
            "养蚕申请表 蚕种",
        ),
        ("<ul><li>蚕种</li><li>桑叶</li></ul>", "蚕种 桑叶"),
        ("<ol><li>书面申请</li><li>个人申请</li></ol>", "书面申请 个人申请"),
        ("<p>情形一：新办蚕场</p><p>1. 养蚕申请表</p><p>情形二：扩大蚕场</p><p>1. 扩大说明</p>", "养蚕申请表 扩大说明"),
        (
            "<p>办理情形</p><a href='#'>新办</a><table><tr><th>材料名称</th></tr><tr><td>桑园证明</td></tr></table>",
            "桑园证明",
        ),
    ],
)
def test_materials_beside_situations_are_read(shown: str, names: str) -> None:
    guide = read_body(f"{HEAD}<h2>申请材料</h2>{shown}")

    assert " ".join(one.name.text for one in guide.materials) == names


def test_an_empty_list_without_a_choice_is_not_stated() -> None:
    guide = read_body(f"{HEAD}<h2>申请材料</h2><table><tr><th>序号</th><th>材料名称</th><th>来源渠道</th></tr></table>")

    assert guide.read("materials").state is State.NOT_STATED
