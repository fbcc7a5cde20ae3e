"""Papers with titles of columns in brackets behind them (户口簿（原件及复印件）) are papers, and no labels."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import LABELS, read_body

FACTS = "<h1>渡船登记</h1><p><b>一、办理条件：</b></p><p>渡船已检验。</p><p><b>二、办理地点：</b>听涛路7号</p>"


@pytest.mark.parametrize("behind", ["原件及复印件", "份数", "来源渠道"])
def test_such_a_paper_does_not_end_the_list(behind: str) -> None:
    papers = f"<p>1.渡船申请表（一式三份）；</p><p>2.船舶证书（{behind}）。</p><p>3.照片。</p>"
    guide = read_body(f"{FACTS}<p><b>三、所需材料：</b></p>{papers}<p><b>四、办理费用：</b>免费</p>")

    names = [one.name.text for one in guide.materials]
    assert len(names) == 3
    assert names[1].startswith("船舶证书")


@pytest.mark.parametrize(
    ("label", "element"), [("怎么办（办理流程）", "procedure"), ("收费标准（元）", "fee_standard")]
)
def test_a_label_that_says_its_name_twice_is_one_still(label: str, element: str) -> None:
    found = LABELS.exact(label)
    assert found is not None
    assert found.element == element
