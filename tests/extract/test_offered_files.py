"""What a page offers where the answer behind it has the number of a file."""

from __future__ import annotations

import json

import pytest

from crawler import catalogue
from crawler.assembly.guide_additions import with_not_told
from crawler.assembly.unknown_keys import not_told
from crawler.domain.elements import Reading, State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.html import Page
from crawler.page.json_page import JsonPage

LABELS = read_labels(catalogue.labels_text())
NUMBER = "6f1d2ac0-77b1-4c1e-9d0e-5a0c33b1e2{:02d}"


def answer(number: str, **more: object) -> JsonPage:
    data = {
        "taskName": "渡船登记", "acceptCondition": "渡船检验合格", "linkWay": "0571-85001234",
        "resultList": [{"resultName": "渡船登记证书", "resultGuid": number}], **more,
    }  # fmt: skip
    return JsonPage(data=data, text=json.dumps(data), url="http://a.test/api", evidence="a")


def rendered(sample: str, result_type: str = "证照") -> Page:
    facts = {"事项名称": "渡船登记", "受理条件": "渡船检验合格", "咨询电话": "0571-85001234"}
    facts |= {"审批结果名称": "渡船登记证书", "审批结果样本": sample, "审批结果类型": result_type}
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in facts.items())
    return Page(text=f"<html><body><table>{rows}</table></body></html>", url="http://a.test/1", evidence="e")


def sample(shown: list[tuple[Page, list[JsonPage]]], number: str) -> Reading:
    missed = not_told(shown, LABELS)
    return with_not_told(read_guide([answer(number)], LABELS), missed, False).read("result_sample")


OFFERED = (rendered("<a>查看样本</a>"), [answer(NUMBER.format(1))])


def test_a_number_is_what_the_page_offers() -> None:
    read = sample([OFFERED], NUMBER.format(2))
    assert (read.state, read.value) == (State.STATED, "查看样本")
    assert read.confidence < 1


def test_where_there_is_no_number_nothing_is_offered() -> None:
    assert sample([OFFERED], "").state is State.NOT_STATED
    assert sample([OFFERED, (rendered("暂无"), [answer("")])], "").value == "暂无"
    assert sample([OFFERED, (rendered("见大厅公示栏"), [answer("")])], "").state is State.UNREAD


def specimen(number: str | None, **more: str) -> JsonPage:
    """An answer whose result has its specimen by a number."""
    return answer(
        "",
        resultList=[
            {
                "resultId": 7,
                "resultName": more.pop("of"),
                "resultType": "10",
                "sampleFileId": number,
                "sendWay": "1",
                **more,
            }
        ],
    )


def called(result: str, sample: str) -> Page:
    page = rendered(sample)
    return Page(text=page.text.replace("渡船登记证书", result), url=page.url, evidence=page.evidence)


def test_a_specimen_that_is_called_after_its_result_is_so_in_all_guides() -> None:
    shown = [
        (called(name, f"<span>{name}样本.png</span>"), [specimen(NUMBER.format(n), of=name)])
        for n, name in enumerate(("渡船登记证书", "渡口批准书"), 1)
    ]
    missed = not_told(shown, LABELS)

    def read(own: JsonPage) -> Reading:
        return with_not_told(read_guide([own], LABELS), missed, False).read("result_sample")

    assert (found := read(specimen(NUMBER.format(3), of="船员证"))).value == "船员证样本.png"
    assert (found.state, found.locator) == (State.STATED, "/resultList/0/sampleFileId")
    assert read(specimen(None, of="船员证")).state is State.NOT_STATED
    shown[1] = (called("渡口批准书", "<span>批文封面.png</span>"), shown[1][1])
    missed = not_told(shown, LABELS)
    assert read(specimen(NUMBER.format(3), of="船员证")).state is State.UNREAD


def test_the_specimen_of_a_result_is_no_form_and_that_of_a_material_is() -> None:
    assert specimen(NUMBER.format(1), of="渡船登记证书").attachments() == ()
    of_material = specimen(NUMBER.format(1), of="渡船登记证书", materialName="渡船登记申请表")
    assert [one.text for one in of_material.attachments()] == ["示例样表"]


@pytest.mark.parametrize(
    "shown",
    [
        [(rendered("暂无"), [answer(NUMBER.format(1))])],
        [(rendered(""), [answer(NUMBER.format(1))])],
        [OFFERED, (rendered("另见窗口公示"), [answer(NUMBER.format(3))])],
        [],
    ],
    ids=["says-none", "shows-nothing", "other-words", "nobody-looked"],
)
def test_a_number_that_a_page_does_not_offer_stays_unread(shown: list[tuple[Page, list[JsonPage]]]) -> None:
    assert sample(shown, NUMBER.format(2)).state is State.UNREAD
