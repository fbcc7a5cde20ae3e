"""Originals and copies of a material are counted in two places, and said together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.domain.records import ServiceGuide

HEAD = "<h1>取水许可</h1><dl><dt>受理条件</dt><dd>有合法的取水口。</dd><dt>实施主体</dt><dd>云溪市水务局</dd></dl>"
ROWS = (("取水申请书", "1", "0"), ("身份证复印件", "0", "2"), ("水资源论证报告书", "2", "1"), ("公示照片", "0", "0"))


def guide(markup: str) -> ServiceGuide:
    page = parse(f"<body>{HEAD}{markup}</body>".encode(), "text/html; charset=utf-8", "http://x.example/g", "e1")
    assert page is not None
    return read_guide([page], read_labels(catalogue.labels_text()))


def cards(first: str, second: str) -> str:
    said = "".join(
        f"<div class='m'><p class='t'>{n}. {name}</p><ul><li><i>材料形式：</i><b>纸质</b></li>"
        f"<li><i>{first}：</i><b>{one}</b></li><li><i>{second}：</i><b>{other}</b></li>"
        "<li><i>来源渠道：</i><b>申请人自备</b></li></ul></div>"
        for n, (name, one, other) in enumerate(ROWS, 1)
    )
    return f"<h3>申请材料</h3><div>{said}</div>"


def table(first: str, second: str) -> str:
    rows = "".join(f"<tr><td>{name}</td><td>纸质</td><td>{one}</td><td>{other}</td></tr>" for name, one, other in ROWS)
    heads = "".join(f"<th>{words}</th>" for words in ("材料名称", "材料形式", first, second))
    return f"<h3>申请材料</h3><table><tr>{heads}</tr>{rows}</table>"


LABELS = (("原件份数", "复印件份数"), ("原件数量", "复印件数量"))


@pytest.mark.parametrize(
    ("build", "heads"), [*((b, h) for b in (cards, table) for h in LABELS), (table, ("原件", "复印件"))]
)
def test_two_numbers_of_one_material_are_one_number_of_each(
    build: Callable[[str, str], str], heads: tuple[str, str]
) -> None:
    materials = guide(build(*heads)).materials
    assert [m.name.text for m in materials] == [name for name, _, _ in ROWS]
    said = [m.read("material_copies").text for m in materials]
    assert said == ["原件1份", "复印件2份", "原件2份、复印件1份", "原件0份、复印件0份"]
    assert [m.read("material_original").value for m in materials][:3] == ["原件", "复印件", "原件和复印件"]


@pytest.mark.parametrize(
    ("words", "kinds", "counts"),
    [
        ("原件1份、复印件2份", "原件和复印件", "原件1份、复印件2份"),
        ("原件1份（验后退还），复印件2份", "原件和复印件", "原件1份、复印件2份"),
        ("原件、复印件各1份", "原件和复印件", "原件1份、复印件1份"),
        ("复印件2份", "复印件", "2份"),
        ("原件 1份", "原件", "1份"),
    ],
)
def test_one_column_says_how_many_of_each_kind(words: str, kinds: str, counts: str) -> None:
    heads = "".join(f"<th>{title}</th>" for title in ("材料名称", "材料形式", "原件/复印件及份数"))
    named = (("身份证", words), ("取水申请书", "原件1份"))
    rows = "".join(f"<tr><td>{name}</td><td>纸质</td><td>{said}</td></tr>" for name, said in named)
    first = guide(f"<h3>申请材料</h3><table><tr>{heads}</tr>{rows}</table>").materials[0]

    assert (first.read("material_original").value, first.read("material_copies").value) == (kinds, counts)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("原件1份", (None, "原件", "1份")),
        ("一式2份（复印件）", (None, "复印件", "一式2份")),
        ("纸质1份", ("纸质", None, "1份")),
        ("一式2份（盖章）", ("一式2份（盖章）", None, None)),
    ],
)
def test_a_column_of_forms_and_numbers_may_say_the_kind(words: str, told: tuple[str | None, ...]) -> None:
    heads = "".join(f"<th>{title}</th>" for title in ("材料名称", "形式和份数", "填报须知"))
    rows = "".join(f"<tr><td>{name}</td><td>{words}</td><td>字迹清楚</td></tr>" for name in ("取水申请书", "方案"))
    first = guide(f"<h3>申请材料</h3><table><tr>{heads}</tr>{rows}</table>").materials[0]

    parts = ("material_form", "material_original", "material_copies")
    assert tuple(first.read(part).value for part in parts) == told
