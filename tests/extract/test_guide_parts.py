"""A guide whose materials come by a call of their own, as a bare list."""

from __future__ import annotations

import json

import pytest

from crawler import catalogue
from crawler.extract.guide import read_guide
from crawler.extract.labels import read_labels
from crawler.page.parse import parse

BASE = {"data": {"itemName": "取水许可", "implementCode": "11A", "acceptCondition": "有取水工程", "isFee": "否"}}


@pytest.mark.parametrize(("blank", "sample"), [("emptyTable", "sampleTable"), ("blankForm", "exampleForm")])
def test_a_bare_list_of_materials_with_their_forms(blank: str, sample: str) -> None:
    rows = [
        {
            "materialName": f"材料{n}",
            "source": "申请人自备",
            blank: [{"fileName": "表.doc", "filePath": f"/f/{n}"}],
            sample: [{"fileName": "样表.doc", "filePath": f"/f/{n}9"}],
        }
        for n in range(2)
    ]
    pages = [
        parse(json.dumps(answer).encode(), "application/json", f"http://a.example/api/{n}", f"e{n}")
        for n, answer in enumerate((BASE, {"data": rows}, {"data": [{"question": "多久？", "answer": "三天。"}]}))
    ]
    guide = read_guide([p for p in pages if p is not None], read_labels(catalogue.labels_text()))
    assert [m.name.value for m in guide.materials] == ["材料0", "材料1"]
    assert [(len(m.blank_forms), len(m.sample_forms)) for m in guide.materials] == [(1, 1), (1, 1)]
    assert [f.answer.value for f in guide.faqs] == ["三天。"]
