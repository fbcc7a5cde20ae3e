"""Files that a rendered guide opens by a click alone: its answers say what they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.assembly.clicked_forms import with_told_forms
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.html import Page
from crawler.page.json_page import JsonPage

if TYPE_CHECKING:
    from crawler.domain.records import Material

LABELS = read_labels(catalogue.labels_text())
BUTTON = "<button type='button'>下载</button>"
ROW = {"materialName": "渡船登记申请表", "formUrl": "/files/blank-4711.docx", "exampleUrl": "/files/filled-4711.docx"}


def page(blank: str, sample: str = BUTTON) -> Page:
    head = "<tr><th>材料名称</th><th>空白表格</th><th>示例样表</th></tr>"
    rows = f"{head}<tr><td>渡船登记申请表</td><td>{blank}</td><td>{sample}</td></tr>"
    rows += "<tr><td>船舶检验证书</td><td>无</td><td>无</td></tr>"
    facts = {"事项名称": "渡船登记", "受理条件": "渡船检验合格，渡工持证上岗", "咨询电话": "0571-85001234"}
    said = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in facts.items())
    text = f"<body data-v-app=''><table>{said}</table><h3>申请材料</h3><table>{rows}</table><script></script></body>"
    return Page(text=f"<html>{text}</html>", url="http://a.test/guide", evidence="e")


def answer(*rows: dict[str, str]) -> JsonPage:
    data = {"taskName": "渡船登记", "acceptCondition": "渡船检验合格", "materialList": list(rows)}
    return JsonPage(data=data, text=json.dumps(data), url="http://a.test/api", evidence="a")


def first(shown: Page, *answers: JsonPage) -> Material:
    guide = with_told_forms(read_guide([shown], LABELS), [shown, *answers], LABELS)
    return guide.materials[0]


def places(material: Material) -> list[str]:
    forms = (*material.blank_forms, *material.sample_forms)
    return [one.target.url.partition("(")[0] if one.target is not None else "" for one in forms]


SAME = answer(ROW, {"materialName": "船舶检验证书"})


def test_the_answer_says_what_a_button_opens() -> None:
    files = ["http://a.test/files/blank-4711.docx", "http://a.test/files/filled-4711.docx"]
    assert places(first(page(BUTTON))) == ["javascript:click"] * 2
    assert places(first(page(BUTTON), SAME)) == files
    assert places(first(page(BUTTON), SAME, SAME)) == files


def test_what_has_an_address_stays_as_the_page_shows_it() -> None:
    link = "<a href='/own.docx'>下载</a>"
    assert places(first(page(link), SAME)) == ["http://a.test/own.docx", "http://a.test/files/filled-4711.docx"]
    assert places(first(page("<button onclick=\"down('4711')\">下载</button>"), SAME))[0] == "javascript:down"


@pytest.mark.parametrize(
    "told",
    [
        answer(ROW),
        answer(ROW | {"materialName": "渡口登记申请表"}, {"materialName": "船舶检验证书"}),
        answer({"materialName": "渡船登记申请表"}, {"materialName": "船舶检验证书"}),
    ],
    ids=["fewer-materials", "another-material", "no-file"],
)
def test_another_list_or_one_without_files_says_nothing(told: JsonPage) -> None:
    assert places(first(page(BUTTON), told)) == ["javascript:click"] * 2
