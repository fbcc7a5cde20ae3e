"""What a portal's page puts around a value of an answer is read of guides that came as answers alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.domain.elements import State
from crawler.extract.answers.words_around import learn_words, put_together
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(catalogue.labels_text())
REMEDY = "对{}的决定不服，可在60日内向市人民政府申请行政复议"
SAMPLE = "/api/view?sample={}"


def answer(body: str, sample: str, *, court: str = "") -> JsonPage:
    told = {"taskName": "渡船登记", "acceptCondition": "渡船检验合格", "linkWay": "0571-85001234"}
    told |= {"unitName": body, "sampleGuid": sample}
    more = {"judge": court} if court else {}
    page = parse(json.dumps({"data": told | more}).encode(), "application/json", "http://a.test/api", "told " + body)
    assert isinstance(page, JsonPage)
    return page


def shown(body: str, sample: str, remedy: str = REMEDY) -> ServiceGuide:
    facts = {"事项名称": "渡船登记", "受理条件": "渡船检验合格", "咨询电话": "0571-85001234"}
    facts |= {"行政复议": remedy.format(body)} if remedy else {}
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in facts.items())
    picture = f"<p>结果样本：</p><img width='300' alt='登记证样本' src='{SAMPLE.format(sample)}'>"
    page = parse(
        f"<html><body><table>{rows}</table>{picture}</body></html>".encode(),
        "text/html; charset=utf-8",
        "http://a.test/1",
        "e",
    )
    assert page is not None
    return read_guide([page], LABELS)


FIRST = (shown("江口区交通局", "aa11-bb22"), [answer("江口区交通局", "aa11-bb22")])
SECOND = (shown("江口区农业农村局", "cc33-dd44"), [answer("江口区农业农村局", "cc33-dd44")])


def test_words_around_a_value_of_an_answer_are_those_of_every_guide() -> None:
    third = [answer("江口区民政局", "ee55-ff66")]
    bare = read_guide(third, LABELS)
    guide = put_together(bare, third, learn_words([FIRST, SECOND]))

    assert not bare.read("remedy").stated
    remedy, sample = guide.read("remedy"), guide.read("result_sample")
    assert (remedy.text, sample.text) == (REMEDY.format("江口区民政局"), SAMPLE.format("ee55-ff66"))
    assert (remedy.quote, remedy.locator, remedy.evidence) == ("江口区民政局", "/data/unitName", "told 江口区民政局")
    assert remedy.confidence < 1


@pytest.mark.parametrize("way", ["./att/view?file={}", "att/view?file={}", "../hall/att/view?file={}"])
def test_an_address_that_begins_at_the_page_is_completed_by_that_page(way: str) -> None:
    guides = []
    for body, number in (("江口区交通局", "aa11bb22"), ("江口区农业农村局", "cc33dd44")):
        guide = shown(body, number)
        picture = replace(guide.read("result_sample"), value=way.format(number))
        page = replace(guide, url="http://a.test/hall/#/guide/7", readings={**guide.readings, "result_sample": picture})
        guides.append((page, [answer(body, number)]))
    third = [answer("江口区民政局", "ee55ff66")]
    sample = put_together(read_guide(third, LABELS), third, learn_words(guides)).read("result_sample")
    assert sample.text == "http://a.test/hall/att/view?file=ee55ff66"


@pytest.mark.parametrize(
    "guides",
    [
        [FIRST],
        [FIRST, FIRST],
        [FIRST, (shown("江口区农业农村局", "cc33-dd44", "可向{}申请行政复议"), SECOND[1])],
        [FIRST, SECOND, (shown("江口区水利局", "gg77-hh88", ""), [answer("江口区水利局", "gg77-hh88")])],
    ],
    ids=["one guide", "the same value", "other words", "a guide without"],
)
def test_words_that_do_not_stand_on_every_guide_alike_are_put_around_nothing(
    guides: list[tuple[ServiceGuide, list[JsonPage]]],
) -> None:
    assert "remedy" not in learn_words(guides)


def test_one_guide_shows_the_address_around_the_long_number_of_a_file() -> None:
    number = "9f8e7d6c-5b4a-3210-fedc-ba9876543210"
    first = shown("江口区交通局", number), [answer("江口区交通局", number)]
    other = [answer("江口区民政局", "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")]
    around = learn_words([first])

    assert around.keys() == {"result_sample"}
    told = put_together(read_guide(other, LABELS), other, around).read("result_sample")
    assert told.text == SAMPLE.format("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")
    assert not learn_words([FIRST])  # so short a number may stand there by chance


def test_a_guide_whose_values_say_two_things_or_that_says_it_itself_is_left_as_it_is() -> None:
    both = [
        (guide, [answer(body, sample, court=body)])
        for guide, body, sample in (
            (FIRST[0], "江口区交通局", "aa11-bb22"),
            (SECOND[0], "江口区农业农村局", "cc33-dd44"),
        )
    ]
    around = learn_words(both)
    two = [answer("江口区民政局", "ee55-ff66", court="江口区法院")]

    assert len(around["remedy"]) == 2
    assert put_together(read_guide(two, LABELS), two, around).read("remedy").state is not State.STATED
    assert put_together(FIRST[0], [answer("江口区民政局", "x")], around).read("remedy").text == REMEDY.format(
        "江口区交通局"
    )
