"""Materials in numbered lines with a file offered behind some, and lines that say by which way they are asked for."""

from __future__ import annotations

from tests.extract.one_guide import read_body

FACTS = "<h1>渡船登记</h1><p>实施主体：临江县交通运输局</p><p>事项类型：行政确认</p><p>咨询电话：0571-81234567</p>"


def names(*lines: str) -> list[str]:
    guide = read_body(
        f"{FACTS}<p>五、申请材料</p>{''.join(f'<p>{line}</p>' for line in lines)}<p>六、收费标准</p><p>免费</p>"
    )
    return [material.name.text for material in guide.materials]


def test_each_numbered_line_is_a_material_where_files_stand_behind_some() -> None:
    lines = (
        "1.船主身份证复印件一份。示例样表:<a href='/a.doc'>身份证.doc</a>",
        "2.渡船照片二张",
        "3.检验证书。",
        "4.登记申请表。空白样表:<a href='/b.docx'>渡船登记申请表.docx</a>",
    )

    assert names(*lines) == ["船主身份证复印件", "渡船照片", "检验证书", "登记申请表"]


def test_a_way_that_asks_for_nothing_names_no_material() -> None:
    assert names("网上申请:无", "现场申请:船主身份证") == ["船主身份证"]
    assert names("网上办理：无需申请材料。") == []


def test_words_before_a_colon_that_are_no_way_belong_to_the_name() -> None:
    assert names("1.企业：营业执照", "2.个人：身份证") == ["企业：营业执照", "个人：身份证"]
