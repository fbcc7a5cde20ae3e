"""Personal numbers are masked in whatever text is shown, and numbers that are nobody's are not."""

from __future__ import annotations

import pytest

from crawler.domain.values.personal_numbers import without_personal_numbers


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证号 33010219880407453X。", "身份证号 330***********453X。"),
        ("330102 19880407 4530", "330***********4530"),
        ("３３０１０２１９８８０４０７４５３Ｘ", "330***********453X"),
        ("手机13957126418", "手机139****6418"),
        ("139 5712 6418", "139****6418"),
        ("+8613957126418", "+86*******6418"),
        ("卡 6222 0212 3456 7894 567", "卡 622************4567"),
        ("开户银行账号：3301040160001234567", "开户银行账号：330************4567"),
    ],
)
def test_masked(text: str, shown: str) -> None:
    assert without_personal_numbers(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "11330100002489876X4330117001000",  # an implementation code
        "330102999904074531",  # eighteen digits without a date of birth
        "咨询电话 0571-88123456",
        "6222021234567894560",  # no card: its check digit does not fit
        "33010219880407453X1",
        "2026-11-30T11:40:08.681Z 1732968001123",
        "账号密码登录",
    ],
)
def test_left_alone(text: str) -> None:
    assert without_personal_numbers(text) == text


def test_an_account_is_known_by_the_label_beside_it() -> None:
    assert without_personal_numbers("3301040160001234567", label="收款银行账号") == "330************4567"
    assert without_personal_numbers("3301040160001234567", label="受理编号") == "3301040160001234567"
