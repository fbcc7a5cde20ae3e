"""A cell that says more of a material behind its name, under labels of its own (材料名称旁注)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))


def read(name: str, form: str = "材料形式", said: str = "纸质") -> ServiceGuide:
    page = parse(
        "<html><body><h1>取水许可</h1><table><tr><th>事项类型</th><td>行政许可</td><th>实施主体</th><td>云溪县水利局</td></tr>"
        "<tr><th>法定办结时限</th><td>20个工作日</td><th>办件类型</th><td>承诺件</td></tr></table><h3>申请材料</h3>"
        f"<table><thead><tr><td>序号</td><td>材料名称</td><td>{form}</td><td>是否必要</td></tr></thead>"
        f"<tr><td>1</td><td>{name}</td><td>{said}</td><td>必要</td></tr>"
        f"<tr><td>2</td><td>身份证</td><td>{said}</td><td>必要</td></tr></table></body></html>".encode(),
        None,
        "http://127.0.0.1/g",
        "e",
    )
    assert page is not None
    return read_guide([page], LABELS)


@pytest.mark.parametrize(
    "cell",
    [
        "取水申请书<div><i>（填报须知：用黑色笔填写，不得涂改；受理标准：已盖章；依据：《水法》第七条）</i></div>",
        "取水申请书（填报须知：用黑色笔填写，不得涂改；受理标准：已盖章；依据：《水法》第七条）",
        "1.取水申请书(填报须知：用黑色笔填写，不得涂改，受理标准：已盖章，依据：《水法》第七条)",
        "取水申请书<p>填报须知：用黑色笔填写，不得涂改</p><p>受理标准：已盖章</p><p>依据：《水法》第七条</p>",
    ],
)
def test_what_stands_behind_a_name_under_labels_is_read_as_they_say(cell: str) -> None:
    first, second = read(cell).materials
    assert first.name.text == "取水申请书"
    assert first.read("material_filling_notes").text == "用黑色笔填写，不得涂改"
    assert first.read("review_standard").text == "已盖章"
    assert first.read("material_basis").text == "《水法》第七条"
    assert first.read("material_form").text == "纸质"
    assert second.name.text == "身份证"


@pytest.mark.parametrize(
    "cell", ["取水申请书（新办者：一式两份时另附）", "取水申请书（适用情形甲：新办）", "取水申请书（正本）"]
)
def test_words_under_no_known_label_stay_with_the_name(cell: str) -> None:
    first, _ = read(cell).materials
    assert first.name.text == cell


def test_a_column_of_numbers_and_sizes_keeps_the_numbers_of_both_kinds() -> None:
    first, _ = read("取水申请书", "份数及规格", "原件0份，复印件1份（A4）").materials
    assert first.read("material_copies").text == "原件0份，复印件1份（A4）"
    assert not first.read("material_filling_notes").stated
