"""Materials that numbered sentences name, with copies, medium and labels behind the name, and annexes at the foot."""

from __future__ import annotations

import pytest

from crawler.domain.values.material_words import asked_for
from crawler.extract.guide.material_sentences import told_in_sentence
from tests.extract.one_guide import LABELS, read_body

FACTS = (
    "<h1>渡船登记</h1><p>一、实施主体：临江县交通运输局</p>"
    "<p>二、事项类型：行政确认</p><p>三、咨询电话：0571-81234567</p>"
)
SENTENCE = (
    "{}。原件1份，纸质或电子化；必要；来源渠道：申请人自备；受理标准：填写完整、签字齐全；"
    "材料依据：《渡船条例》第八条{}。"
)
BOXES = pytest.mark.parametrize("box", ["<p>{}</p>", "<p><span>{}</span></p>"], ids=["bare", "boxed"])


def said(*lines: str, box: str = "<p>{}</p>", foot: str = "") -> list[dict[str, str]]:
    shown = "".join(map(box.format, ["四、申请材料", *lines, "五、收费标准：免费"]))
    guide = read_body(f"{FACTS}{shown}{foot}")
    return [
        {"name": m.name.text, **{part: r.text for part, r in m.readings.items() if r.stated}} for m in asked_for(guide)
    ]


@BOXES
def test_what_a_sentence_says_behind_the_name_is_no_part_of_it(box: str) -> None:
    lines = "1．" + SENTENCE.format("渡船登记申请表", ""), "2．" + SENTENCE.format("船主身份证", "")
    found = said(*lines, box=box)

    assert [one["name"] for one in found] == ["渡船登记申请表", "船主身份证"]
    assert found[1]["material_original"] == "原件"
    assert found[1]["material_source"] == "申请人自备"
    assert found[1]["material_basis"] == "《渡船条例》第八条"


def test_a_sentence_that_names_the_only_material() -> None:
    assert [one["name"] for one in said("1．" + SENTENCE.format("渡船推荐表", ""))] == ["渡船推荐表"]


@pytest.mark.parametrize(
    ("line", "name", "original"),
    [
        ("船主身份证，原件及复印件各1份", "船主身份证", "原件及复印件"),
        ("船主身份证：原件核验，复印件1份", "船主身份证", "原件核验、复印件"),
        ("渡船证书，复印件2份，加盖公章", "渡船证书", "复印件"),
        ("户口簿——原件1份，复印件1份", "户口簿", "原件、复印件"),
        ("船主身份证，查验原件，留存复印件1份。", "船主身份证", "查验原件、留存复印件"),
        ("户口簿。复印件1份，验原件。", "户口簿", "复印件、验原件"),
    ],
)
def test_ways_to_write_the_copies_behind_a_name(line: str, name: str, original: str) -> None:
    found = said(f"1.{line}", "2.登记申请表，原件1份")

    assert (found[0]["name"], found[0]["material_original"]) == (name, original)


def test_names_that_are_alike_keep_what_each_sentence_says() -> None:
    found = said("1.身份证，原件1份", "2.身份证复印件，2份，必要", "3.身份证，复印件3份")

    assert [one["material_copies"] for one in found] == ["1份", "2份", "3份"]


def test_a_stop_with_instructions_behind_it_ends_the_name_and_one_that_asks_for_more_does_not() -> None:
    found = said("1.登记申请表。申请人自行填写，需签字。", "2.船员证书。非本县户籍的，提供居住证。", "3.身份证。")

    assert [one["name"] for one in found] == ["登记申请表", "船员证书。非本县户籍的，提供居住证", "身份证"]


@pytest.mark.parametrize("line", ["身份证，原件1份，户口簿，复印件1份", "身份证，户口簿", "企业：营业执照", "渡船照片"])
def test_a_line_that_names_a_second_paper_or_says_nothing_of_the_first_is_left_as_it_is(line: str) -> None:
    assert told_in_sentence(line, "materials", LABELS) is None


@pytest.mark.parametrize("name", ["企业：营业执照", "照片：2寸彩色近照", "身份证、户口簿复印件"])
def test_names_with_colons_and_lists_stay_whole(name: str) -> None:
    assert said(f"1.{name}", "2.登记申请表")[0]["name"] == name


FOOT = "<div><a href='/d/1?id=7'>附件1（空白表）</a></div><div><a href='/d/2?id=7'>附件2（填写示例）</a></div>"


@BOXES
def test_files_called_by_a_number_are_those_of_the_row_that_names_the_number(box: str) -> None:
    pointer = "（空白表见附件1，样表见附件2）"
    lines = ["1．" + SENTENCE.format("渡船登记申请表", pointer), "2．" + SENTENCE.format("船主身份证", "")]
    foot = FOOT.replace("/d/1?id=7", "/d/1.docx").replace("/d/2?id=7", "/d/2.docx")
    shown = "".join(map(box.format, ["四、申请材料", *lines, "五、收费标准：免费"]))
    first, second = read_body(f"{FACTS}{shown}{foot}").materials

    assert [f.target.url for f in first.blank_forms if f.target] == ["http://127.0.0.1/d/1.docx"]
    assert [f.target.url for f in first.sample_forms if f.target] == ["http://127.0.0.1/d/2.docx"]
    assert first.read("material_basis").text == "《渡船条例》第八条"
    assert second.blank_forms == second.sample_forms == ()


def test_an_annex_that_no_file_bears_the_number_of_is_still_said_to_be_there() -> None:
    found = said("1．" + SENTENCE.format("渡船登记申请表", "（见附件3）"), "2．" + SENTENCE.format("身份证", ""))

    assert found[0]["blank_form"] == "附件3"
    assert "blank_form" not in found[1]
