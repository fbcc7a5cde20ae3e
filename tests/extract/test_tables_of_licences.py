"""A table of the licences that a guide leads to, beside that of its materials, is no list of materials."""

from __future__ import annotations

from tests.extract.one_guide import read_body

FACTS = "<h1>我要开渡口</h1><p>承诺时限：7个工作日</p><p>是否收费：不收费</p><p>咨询电话：0571-81234567</p>"
MATERIALS = (
    "<div><span>批量下载</span></div><div><table><tr><th>序号</th><th>材料名称</th><th>份数</th><th>来源渠道</th></tr>"
    "<tr><td>1</td><td>渡口设置申请表</td><td>1</td><td>申请人自备</td></tr></table></div>"
)
HEAD = "<tr><th>证照名称</th><th>受理机关</th><th>{}</th><th>法律依据</th></tr>"
ROWS = (
    "<tr><td>渡口证书</td><td>临江县港航局</td><td>有渡口</td><td>《渡口条例》</td></tr>"
    "<tr><td>渡船执照</td><td>临江县船检所</td><td>有渡船</td><td>《渡船条例》</td></tr>"
)


def names(title: str) -> list[str]:
    guide = read_body(f"{FACTS}<div>{MATERIALS}<div><table>{HEAD.format(title)}{ROWS}</table></div></div>")
    return [material.name.text for material in guide.materials]


def test_rows_with_conditions_of_acceptance_are_no_materials() -> None:
    assert names("受理条件") == ["渡口设置申请表"]
