"""Credit codes of bodies and counts of visits under odd keys."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.one_guide import ANSWER, read_answer

_CODE = "11330000MB1234567X"
_GUIDE = {
    **ANSWER,
    "acceptCondition": "渡船检验合格，船员持有证书。",
    "handleAddress": "人民路1号政务服务中心",
    "promiseDay": "5个工作日",
}


@pytest.mark.parametrize(
    "given",
    [
        {"CREDIT_CODE": _CODE},
        {"USCC": _CODE},
        {"uniformSocialCreditCode": _CODE},
        {"tyshxydm": _CODE},
        {"Org_code": _CODE},
        {"orgCode": "MB1234567", "creditCode": _CODE},
        {"orgCode": "MB123456-7", "uscc": _CODE},
    ],
)
def test_credit_codes_of_the_body(given: dict[str, Any]) -> None:
    assert read_answer({**_GUIDE, **given}).read("body_code").text == _CODE


@pytest.mark.parametrize("other", ["11330000MB7654321X", "330000"])
def test_a_number_of_nine_signs_stays_where_no_credit_code_has_it_in_it(other: str) -> None:
    assert read_answer({**_GUIDE, "orgCode": "MB1234567", "uscc": other}).read("body_code").text == "MB1234567"


@pytest.mark.parametrize(
    ("given", "visits"),
    [
        ({"LIMIT_SCENE_NUM": 1}, "1"),
        ({"dxccs": "2"}, "2"),
        ({"ddxccs": "0"}, "0"),
        ({"visitCount": 1}, ""),  # of the office, or of the page by one reader
        ({"visitCount": 88213}, ""),  # how often the page was looked at
        ({"visitCount": "88213", "limitSceneNum": "1"}, "1"),
        ({"APPLY_TIMES": "1"}, ""),  # systems use it for different things
    ],
)
def test_visits_under_odd_keys(given: dict[str, Any], visits: str) -> None:
    assert read_answer({**_GUIDE, **given}).read("visits").text == visits
