"""Why people have to come (现场办理原因), under a key that is called like that of how often."""

from __future__ import annotations

import json

import pytest

from crawler import catalogue
from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.json_page import JsonPage

LABELS = read_labels(catalogue.labels_text())
WHY = "须到窗口采集指纹"


@pytest.mark.parametrize(
    ("key", "value", "state"),
    [
        ("daoxcreason", WHY, State.STATED),
        ("dao_xc_reason", WHY, State.STATED),
        ("dao_xc_num_reason", WHY, State.STATED),
        ("yanxcreason", WHY, State.UNREAD),
        ("daoxcstatus", WHY, State.UNREAD),
    ],
)
def test_a_reason_is_called_like_the_number_without_its_word_for_one(key: str, value: str, state: State) -> None:
    data = {"taskName": "渡船登记", "acceptCondition": "渡船检验合格", "linkWay": "0571-85001234", "dao_xc_num": "1次"}
    data |= {key: value}
    page = JsonPage(data=data, text=json.dumps(data), url="http://a.test/api", evidence="e")
    read = read_guide([page], LABELS).read("visits_reason")
    assert read.state is state
    assert read.value == (value if state is State.STATED else None)
