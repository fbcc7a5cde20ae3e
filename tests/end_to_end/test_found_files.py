"""Files fetched for a guide by keys that nobody knows: they stand in the row of the material that names them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crawler.domain.evidence import PageKind
from tests.end_to_end.kept_archive import HOST, assembled, first_of, item_keys

if TYPE_CHECKING:
    from crawler.domain.records import Material
    from tests.end_to_end.kept_archive import Kept

ROWS: list[dict[str, Any]] = [
    {
        "clmc": "渡船登记申请书",
        "fj": [{"bh": "9f31aa07c1", "mc": "渡船登记申请书"}],
        "yb": [{"bh": "9f31aa07c2", "mc": "样本"}],
    },
    {"clmc": "船员名册", "fj": [{"bh": "9f31aa07c3", "mc": "名册"}], "zh": "77ab12cd90"},
    {"clmc": "船舶照片", "fj": [], "zh": "77ab12cd91"},
]


def materials(archive: Kept, *asked: str, rows: Any = ROWS, lists: tuple[str, str] | None = None) -> list[Material]:
    said = {"sxmc": "食品经营许可核发（新办）", "sltj": "有固定的场所", "cnbjsx": "5个工作日", "clqd": rows}
    archive.add(PageKind.GUIDE, f"{HOST}/guide?id=1", json.dumps(said, ensure_ascii=False), item=item_keys()[0])
    parent = None
    if lists is not None:
        archive.add(PageKind.FORM, f"{HOST}/of?row={lists[0]}", lists[1], item=item_keys()[0])
        parent = [*archive.evidence()][-1].id
    for one in asked:
        kind = "application/rtf"
        url = f"{HOST}/out?no={one}"
        archive.add(PageKind.FORM, url, "{\\rtf1 a}", item=item_keys()[0], parent=parent, content_type=kind)
    return [*first_of(assembled(archive)).guide.materials]


def files(one: Material) -> tuple[list[str], list[str]]:
    blanks, samples = (
        [f.target.url.rpartition("=")[2] for f in forms if f.target is not None and f.file is not None]
        for forms in (one.blank_forms, one.sample_forms)
    )
    return blanks, samples


def test_a_file_stands_in_the_row_that_names_it(archive: Kept) -> None:
    first, second, third = materials(archive, "9f31aa07c1", "9f31aa07c2", "9f31aa07c3")
    assert (files(first), files(second), files(third)) == (
        (["9f31aa07c1"], ["9f31aa07c2"]),
        (["9f31aa07c3"], []),
        ([], []),
    )
    assert [f.name for f in second.blank_forms] == ["名册"]


def test_a_file_that_two_rows_name_is_put_to_neither(archive: Kept) -> None:
    rows = [{**ROWS[1], "clmc": name} for name in ("船员名册", "船舶照片")]
    assert [files(one) for one in materials(archive, "9f31aa07c3", rows=rows)] == [([], []), ([], [])]


def test_a_file_that_a_call_for_a_material_named_stands_in_the_row_of_that(archive: Kept) -> None:
    listed = json.dumps({"data": [{"bh": "9f31aa07c8", "mc": "照片样张"}]}, ensure_ascii=False)
    first, second, third = materials(archive, "9f31aa07c8", lists=("77ab12cd91", listed))
    assert (files(first), files(second)) == (([], []), ([], []))
    assert files(third) == ([], ["9f31aa07c8"])


def test_what_the_result_is_shown_by_is_no_form_of_a_row(archive: Kept) -> None:
    rows = [{**ROWS[1], "jgyb": [{"bh": "9f31aa07c5"}]}]
    assert [files(one) for one in materials(archive, "9f31aa07c5", rows=rows)] == [([], [])]
