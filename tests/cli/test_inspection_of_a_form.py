"""One form inspected by itself: whose numbers stand in it is nobody's business, also where that is the finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.demo.office import FormSpec, make_docx

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Desk

_CITIZEN, _MOBILE, _ACCOUNT = "339900199003072152", "13957126418", "3301040160001234567"


@pytest.fixture
def sample_form(tmp_path: Path) -> Path:
    rows = (("姓名", "程知远"), ("身份证号码", _CITIZEN), ("联系电话", _MOBILE), ("银行账号", _ACCOUNT))
    path = tmp_path / "渔船证申请表（样表）.docx"
    path.write_bytes(make_docx(FormSpec(title="渔船证申请表", rows=rows)))
    return path


@pytest.mark.parametrize("style", [(), ("--json",)])
def test_personal_numbers_are_masked(desk: Desk, sample_form: Path, style: tuple[str, ...]) -> None:
    answer = desk(*style, "inspect", str(sample_form))

    assert answer.code == 0
    for number in (_CITIZEN, _MOBILE, _ACCOUNT):
        assert number not in answer.out
        assert f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}" in answer.out
    assert "form.personal_data" in answer.out


def test_what_stands_beside_them_is_shown(desk: Desk, sample_form: Path) -> None:
    document = desk("--json", "inspect", str(sample_form)).document

    fields = {one["label"]: one["value"] for one in document["form"]["fields"]}
    assert fields["姓名"] == "程知远"
    assert fields["身份证号码"] == "339***********2152"
