"""Steps joined by arrows, each of which may name two deeds, or tell in a sentence what is done."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = "<h1>渡船登记</h1><p>实施主体：临江县交通运输局</p><p>事项类型：行政确认</p><p>咨询电话：0571-81234567</p>"


def steps(words: str) -> list[str]:
    return [step.name.text for step in read_body(f"{FACTS}<h3>办理流程</h3><p>{words}</p>").steps]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("申请、受理→核定→收费、发证→归档", ["申请、受理", "核定", "收费、发证", "归档"]),
        ("咨询、领号→丈量、拍照→缮证、发证", ["咨询、领号", "丈量、拍照", "缮证、发证"]),
        (
            "船主携带证书到渡口窗口办理→渡口窗口当日送船检科→船主凭回执领取登记证",
            ["船主携带证书到渡口窗口办理", "渡口窗口当日送船检科", "船主凭回执领取登记证"],
        ),
    ],
)
def test_each_piece_between_arrows_is_a_step(words: str, names: list[str]) -> None:
    assert steps(words) == names


@pytest.mark.parametrize("words", ["临江政务网→点击“我要办”→选择“渡船登记”→提交申请", "临江→云溪→青石渡口"])
def test_a_way_through_a_site_or_along_a_river_has_none(words: str) -> None:
    assert steps(words) == []
