"""Sentences that say what a label would: what has to be brought, and who may apply."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

REST = "<p>承诺时限：5个工作日</p><p>收费标准：不收费</p><p>投诉电话：12345</p><p>办理地点：滨河路2号</p>"


@pytest.mark.parametrize("asks", ["申请人办理登记须提供以下要件：", "来办理时请携带下列材料："])
def test_a_sentence_that_asks_for_papers_is_the_title_of_their_list(asks: str) -> None:
    listed = "<p>1、渡船证书（原件）。</p><p>2、身份证。</p>"
    guide = read_body(f"<h1>渡船登记</h1><p><b>办事须知</b></p><p>{asks}</p>{listed}{REST}")

    assert [one.name.text for one in guide.materials] == ["渡船证书（原件）", "身份证"]


def test_a_guide_that_lists_its_materials_has_no_second_list() -> None:
    listed = "<p>船舶检验须提供以下资料：</p><p>1、图纸。</p><p>2、说明书。</p>"
    materials = "<p>申请材料：</p><p>1、渡船证书</p><p>2、身份证</p>"
    guide = read_body(f"<h1>渡船登记</h1>{materials}{REST}<p><b>备注</b></p>{listed}")

    assert [one.name.text for one in guide.materials] == ["渡船证书", "身份证"]


def test_who_is_served_may_be_told_with_what_they_must_be() -> None:
    guide = read_body(f"<h1>渡船补助</h1>{REST}<p>补助对象：因航道整治导致基本生活暂时出现困难的船户和渡工</p>")

    assert guide.read("conditions").state is State.UNREAD


@pytest.mark.parametrize("served", ["自然人,企业法人,事业法人,社会组织法人,其他组织", "自然人"])
def test_kinds_of_those_served_are_no_conditions(served: str) -> None:
    guide = read_body(f"<h1>渡船补助</h1>{REST}<p>服务对象：{served}</p>")

    assert guide.read("conditions").state is State.NOT_STATED
