"""What is known of a link by its looks, its digits aside, is what reading it by itself gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.page.files import attachments
from crawler.page.html import Page

HREFS = (
    "/file/download?id={0}", "/upload/{0}/{1}.doc", "down.do?fileId=", "down.do?fileId={0}", "/a/{0}.7z", "{0}.{1}z",
    "/guide/{0}.html", "javascript:void({0})", "javascript:down('{0}')", "#", "#{0}", "/f?name=%E{0}.doc&amp;id={1}",
    "/obs/{0}", "//b/attach?guid={0}", "http://[::{0}]/down?id={1}", "tel:{0}", "a{0}b/attach_{1}", "/download/{0}",
    "?file_id={0}", "/f.jsp?fn=&#5{0};.doc", "/webdisk/{0}?fileName=样表{1}.doc",
)  # fmt: skip
WORDS = (
    "下载", "空白表格{0}", "样表.doc", "申请表（{0}）", "表格下载", "暂无", "", "附件{0}：申请书.docx", "7z", "第{0}条",
    "客户端下载",
)  # fmt: skip
MORE = (
    "",
    " class='f{0}'",
    " target='_blank'",
    " onclick='go({0})'",
    " data-id='{0}'",
    " title='表{0}.doc'",
    " download",
)
NUMBERS = st.sampled_from(("0", "1", "7", "17", "90", "8"))
LINKS = st.lists(
    st.tuples(st.sampled_from(HREFS), st.sampled_from(WORDS), st.sampled_from(MORE)), min_size=1, max_size=8
)


def page(links: list[tuple[str, str, str]], one: str, other: str) -> Page:
    made = "".join(
        f'<p><a href="{href.format(one, other)}"{more.format(one)}>{words.format(other)}</a></p>'
        for href, words, more in links
    )
    return Page(text=f"<html><body>{made}</body></html>", url="http://a/guide/1.html", evidence="e")


def forget() -> None:
    attachments._FILES.clear()
    for known in (attachments._shows_nothing, attachments._is_file_address, attachments._file_name_in):
        known.cache_clear()


@given(LINKS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_links_that_differ_in_numbers_offer_what_each_would_alone(
    links: list[tuple[str, str, str]], one: str, other: str, first: str, second: str
) -> None:
    forget()
    alone = page(links, one, other).attachments()
    forget()
    for _ in range(2):
        page(links, first, second).attachments()
    assert page(links, one, other).attachments() == alone


def test_a_link_to_a_file_is_known_by_its_looks_on_the_next_page() -> None:
    forget()
    links = [("/file/download?id={0}", "空白表格下载", " class='d'")]
    page(links, "1", "2").attachments()
    assert len(attachments._FILES) == 1
    (known,) = page(links, "30", "4").attachments()
    assert known.target is not None
    assert known.target.url == "http://a/file/download?id=30"
    assert known.locator == "/html/body/p/a"
