"""The archived page around a quote."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from crawler.report.excerpt import excerpt, text_of

PAGE = """<html><head><title>标题</title><style>.a{}</style></head><body><!-- 注释 -->
<script>var fee = "80元";</script><table><tr><th>收费<b>标准</b></th><td> 每件
80 元 </td></tr></table><noscript>请开启脚本</noscript>说明</body></html>"""


def test_blocks_become_lines_and_scripts_vanish() -> None:
    assert text_of(PAGE.encode(), "text/html").splitlines() == ["收费标准", "每件 80 元", "说明"]


def test_the_old_encoding_is_read_as_when_walking() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="gb2312">').replace("说明", "㙍塱")
    assert text_of(page.encode("gb18030"), None).endswith("㙍塱")


def test_json_is_laid_out_with_its_letters() -> None:
    payload = json.dumps({"fee": "不收费"}).encode()
    assert "不收费" in text_of(payload, "application/json")


def test_an_office_file_has_no_excerpt() -> None:
    assert text_of(b"PK\x03\x04\x14\x00\x06\x00", None) == ""


def test_a_pdf_shows_its_words_and_not_its_bytes() -> None:
    stream = b"BT /F1 12 Tf 72 700 Td (Form of application) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    pdf = b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"

    assert text_of(pdf, None) == "Form of application"


def test_the_quote_is_found_white_space_aside() -> None:
    found = excerpt("甲\n每件 80 元\n乙", "每件80元")
    assert found is not None
    assert (found.before, found.quote, found.after) == ("甲\n", "每件 80 元", "\n乙")


def test_long_surroundings_are_cut() -> None:
    found = excerpt("前" * 500 + "中" + "后" * 500, "中")
    assert found is not None
    assert found.before == "…" + "前" * 160
    assert found.after == "后" * 160 + "…"


def test_words_that_are_not_there_give_none() -> None:
    assert excerpt("甲乙", "丙") is None
    assert excerpt("甲乙", " ") is None
    assert excerpt("甲乙", None) is None


@given(st.binary(max_size=400))
def test_any_bytes_give_text(payload: bytes) -> None:
    assert isinstance(text_of(payload, "text/html; charset=gb2312"), str)


@given(st.text(max_size=60), st.text(min_size=1, max_size=12).filter(str.strip), st.text(max_size=60))
def test_a_quote_that_stands_there_is_found(before: str, quote: str, after: str) -> None:
    found = excerpt(before + quote + after, quote)
    assert found is not None
    assert "".join(found.quote.split()) == "".join(quote.split())


def test_personal_numbers_around_a_quote_are_masked_also_where_the_cut_falls_into_one() -> None:
    number = "339900199003072152"
    found = excerpt(f"{number}{'前' * 150}中{'后' * 150}{number}", "中")
    assert found is not None
    assert found.before == "…" + "*" * 6 + "2152" + "前" * 150
    assert found.after == "后" * 150 + "339*******" + "…"


def test_a_masked_quote_is_found_in_its_page() -> None:
    found = excerpt("身份证号 339900199003072152\n住址", "339***********2152")
    assert found is not None
    assert (found.before, found.quote) == ("身份证号 ", "339***********2152")
