"""What stands among materials and names none: a legend of signs, the situations in which they are asked for."""

from __future__ import annotations

import pytest

from crawler.extract.lists.legends import is_legend
from tests.extract.one_guide import read_body

_HEAD = (
    "<h1>渡船登记</h1><table><tr><th>事项名称</th><td>渡船登记</td></tr><tr><th>实施主体</th><td>临江县交通运输局</td></tr>"
    "<tr><th>受理条件</th><td>渡船检验合格，船员持有证书。</td></tr><tr><th>办理地点</th><td>人民路1号政务服务中心</td></tr>"
    "<tr><th>咨询电话</th><td>0571-81234567</td></tr></table><h3>申请材料</h3>"
)


def _names(body: str) -> list[str]:
    return [material.name.text for material in read_body(_HEAD + body).materials]


@pytest.mark.parametrize(
    "words",
    [
        "必要 原件 电子",
        "说明：★为必要材料，☆为非必要材料，◎为容缺材料",
        "图例：必 必要材料 电 可提交电子材料 免 可免提交",
        "必必要材料 容容缺后补 电电子证照可用",
        "红色表示必要，灰色表示可选",
        "标识说明：原-原件；复-复印件",
    ],
)
def test_what_signs_mean_is_a_legend(words: str) -> None:
    assert is_legend(words)


@pytest.mark.parametrize(
    "words",
    [
        "身份证原件、电子照片",
        "原件",
        "电子材料",
        "渡船登记申请书 原件 1份",
        "无需提交材料",
        "说明：渡船登记申请书为必要材料，检验证书为非必要材料",
    ],
)
def test_what_names_materials_is_none(words: str) -> None:
    assert not is_legend(words)


@pytest.mark.parametrize(
    "body",
    [
        "<p>说明：★为必要材料，☆为非必要材料</p><ul><li>★渡船登记申请书</li><li>☆船舶检验证书</li></ul>",
        (
            "<div><span>必要</span><span>非必要</span><span>原件</span><span>复印件</span></div>"
            "<div class='card'><div>渡船登记申请书</div><div>必要</div><div>原件1份</div></div>"
            "<div class='card'><div>船舶检验证书</div><div>非必要</div><div>复印件1份</div></div>"
        ),
        (
            "<p><i>必</i>必要材料 <i>容</i>容缺后补</p>"
            "<div class='row'><em>必</em><strong>渡船登记申请书</strong><span>纸质1份</span></div>"
            "<div class='row'><em>容</em><strong>船舶检验证书</strong><span>纸质2份</span></div>"
        ),
    ],
)
def test_a_legend_over_materials_names_none(body: str) -> None:
    assert _names(body) == ["渡船登记申请书", "船舶检验证书"]


_OF_BOTH = ["渡船登记申请书", "检验证书", "转让合同"]


@pytest.mark.parametrize(
    "body",
    [
        (
            "<details><summary>情形一：新建渡船</summary><ul><li>渡船登记申请书</li><li>检验证书</li></ul></details>"
            "<details><summary>情形二：转让渡船</summary><ul><li>渡船登记申请书</li><li>转让合同</li></ul></details>"
        ),
        (
            "<div class='c'><div class='i'><div>情形1 新建渡船</div><div><p>渡船登记申请书</p><p>检验证书</p></div>"
            "</div><div class='i'><div>情形2 转让渡船</div><div><p>渡船登记申请书</p><p>转让合同</p></div></div></div>"
        ),
        (
            "<table><tr><td>情形一：新建渡船</td><td>1.渡船登记申请书<br>2.检验证书</td></tr>"
            "<tr><td>情形二：转让渡船</td><td>1.渡船登记申请书<br>2.转让合同</td></tr></table>"
        ),
        (
            "<p>情形一（新建渡船）：</p><p>1.渡船登记申请书；2.检验证书。</p>"
            "<p>情形二（转让渡船）：</p><p>1.渡船登记申请书；2.转让合同。</p>"
        ),
        (
            "<p>情形一</p><ul><li>渡船登记申请书</li><li>检验证书</li></ul>"
            "<p>情形二</p><ul><li>渡船登记申请书</li><li>转让合同</li></ul>"
        ),
    ],
)
def test_materials_of_all_situations_are_read_once_each(body: str) -> None:
    assert _names(body) == _OF_BOTH


def test_a_name_with_letters_set_apart_keeps_its_first_one() -> None:
    assert _names("<ul><li>免 疫证明原件</li><li>电 梯登记证</li><li>必 要设备清单</li></ul>") == [
        "免 疫证明原件",
        "电 梯登记证",
        "必 要设备清单",
    ]


def test_what_only_begins_as_a_situation_is_a_material() -> None:
    assert _names("<p>情形说明书</p><p>检验证书</p>") == ["情形说明书", "检验证书"]


def test_an_entry_with_a_list_of_its_own_in_one_line_stays_one() -> None:
    assert _names("<p>1.身份证明；2.代理人的也可以</p><p>2.检验证书</p><p>3.转让合同</p>")[1:] == [
        "检验证书",
        "转让合同",
    ]
