"""Badges glued to the names of materials (名称上的标签): the name without them, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.extract.guide.name_badges import without_badges
from tests.extract.one_guide import read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

HEAD = (
    "<h1>养蚕许可</h1><table><tr><th>事项名称</th><td>养蚕许可</td></tr><tr><th>事项类型</th><td>行政许可</td></tr>"
    "<tr><th>法定办结时限</th><td>20个工作日</td></tr><tr><th>受理条件</th><td>有桑园十亩以上。</td></tr></table>"
)
BADGED = (
    ("养蚕申请表", "必要", "material_necessity"),
    ("桑园证明", "可容缺后补", "material_necessity"),
    ("营业执照", "免提交", "material_filling_notes"),
    ("无病证明", "告知承诺", "material_filling_notes"),
    ("户口簿", "电子证照", "material_form"),
    ("身份证", "原件核验", "material_original"),
)


def _materials(rows: str) -> ServiceGuide:
    return read_body(f"{HEAD}<h2>申请材料</h2>{rows}")


def _told(guide: ServiceGuide) -> list[tuple[str, str | None]]:
    parts = [part for _, _, part in BADGED]
    return [(m.name.text, m.read(part).value) for m, part in zip(guide.materials, parts, strict=True)]


EXPECTED = [(name, badge) for name, badge, _ in BADGED]


def test_badges_behind_names_in_a_table() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>{name}<span>{badge}</span></td><td>申请人自备</td></tr>"
        for n, (name, badge, _) in enumerate(BADGED, 1)
    )
    guide = _materials(f"<table><tr><th>序号</th><th>材料名称</th><th>来源渠道</th></tr>{rows}</table>")

    assert _told(guide) == EXPECTED


@pytest.mark.parametrize("shape", ["<li>{name}<i>{badge}</i></li>", "<li><em>{badge}</em>{name}</li>"])
def test_badges_in_a_plain_list(shape: str) -> None:
    rows = "".join(shape.format(name=name, badge=badge) for name, badge, _ in BADGED)

    assert _told(_materials(f"<ul>{rows}</ul>")) == EXPECTED


def test_a_badge_in_a_card_is_no_name_of_it() -> None:
    rows = "".join(
        f"<div class='card'><div><span>{name}</span><span class='tag'>{badge}</span></div>"
        "<div><span>来源渠道：</span><span>申请人自备</span></div></div>"
        for name, badge, _ in BADGED
    )

    assert _told(_materials(rows)) == EXPECTED


def test_the_badge_of_another_row_is_none_of_a_name() -> None:
    guide = _materials("<ul><li>学位证<i>亮证</i></li><li>毕业证亮证</li></ul>")

    assert [m.name.text for m in guide.materials] == ["学位证", "毕业证亮证"]


@pytest.mark.parametrize(
    ("name", "bare", "part", "value"),
    [
        ("养蚕申请表（必要）", "养蚕申请表", "material_necessity", "必要"),
        ("桑园证明【容缺】", "桑园证明", "material_necessity", "容缺"),
        ("【告知承诺】无病证明", "无病证明", "material_filling_notes", "告知承诺"),
        ("（可容缺后补）验收报告", "验收报告", "material_necessity", "可容缺后补"),
        ("营业执照 免提交 电子证照", "营业执照", "material_form", "电子证照"),
        ("养蚕申请表非必要", "养蚕申请表", "material_necessity", "非必要"),
    ],
)
def test_badges_that_signs_set_off(name: str, bare: str, part: str, value: str) -> None:
    left, told = without_badges(name)

    assert (left, told.get(part)) == (bare, value)


@pytest.mark.parametrize(
    "name",
    [
        "告知承诺书", "容缺受理承诺书", "电子证照授权书", "身份证（复印件）", "营业执照 副本", "（一）养蚕申请表",
        "说明有无必要", "委托书（委托办理时提供）", "营业执照电子证照",
    ],
)  # fmt: skip
def test_words_of_a_name_stay_in_it(name: str) -> None:
    assert without_badges(name) == (name, {})
