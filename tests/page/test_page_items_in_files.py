"""Guides that are files: rows of a list, while forms between and beside them are none."""

from __future__ import annotations

import pytest

from tests.page.list_page import NAMES, page

WORD_ROWS = (
    ("bszn/t1_1.htm", "食品经营许可新办"),
    ("zn/P01.docx", "失业保险金申领办事指南"),
    ("bszn/t1_2.htm", "公共场所卫生许可证延续"),
    ("zn/P02.doc", "出生医学证明补发"),
    ("fj/3.doc", "出生医学证明申请表"),
)


def dated_rows(rows: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f"<tr><td>・<a href='{url}'>{words}</a></td><td>[2018-03-0{n}]</td></tr>"
        for n, (url, words) in enumerate(rows, 1)
    )


def test_guides_written_in_word_are_rows_of_the_list_and_forms_between_them_are_none() -> None:
    found = page(f"<h1>部门办事指南</h1><table>{dated_rows(WORD_ROWS)}</table>").items()
    assert [i.name for i in found] == [
        "食品经营许可新办",
        "失业保险金申领",
        "公共场所卫生许可证延续",
        "出生医学证明补发",
    ]
    assert found[1].target is not None
    assert found[1].target.url.endswith("/zn/P01.docx")
    assert {e: v for e, v, _ in found[1].fields} == {"update_date": "2018-03-02"}


@pytest.mark.parametrize(
    "rows",
    [
        (("fj/1.doc", "失业保险金申领登记表"), ("fj/2.doc", "食品经营许可申请书"), ("fj/3.doc", "出生医学证明样表")),
        (("fj/1.doc", "失业保险金申领办事指南"), ("fj/2.doc", "食品经营许可申请书")),
        (("fj/1.doc", "关于修订《食品经营许可办事指南》的通知"), ("fj/2.doc", "政府信息公开指南")),
    ],
)
def test_files_for_download_are_no_list_of_guides(rows: tuple[tuple[str, str], ...]) -> None:
    assert page(f"<h1>表格下载</h1><table>{dated_rows(rows)}</table>").items() == ()


def test_a_file_in_the_row_of_a_guide_is_no_item_of_its_own() -> None:
    rows = "".join(
        f"<li><a href='bszn/t1_{n}.htm'>{name}</a> <a href='fj/{n}.doc'>{name}办事指南</a></li>"
        for n, name in enumerate(NAMES)
    )
    assert [i.name for i in page(f"<h1>办事指南</h1><ul>{rows}</ul>").items()] == list(NAMES)


def test_guides_in_paragraphs_of_one_cell_of_the_layout() -> None:
    rows = "".join(f"<p>・<a href='{url}'>{words}</a></p>" for url, words in WORD_ROWS)
    found = page(f"<h1>部门办事指南</h1><table><tr><td>{rows}</td></tr></table>").items()
    assert [i.name for i in found] == [
        "食品经营许可新办",
        "失业保险金申领",
        "公共场所卫生许可证延续",
        "出生医学证明补发",
    ]
