from __future__ import annotations

import pytest

from crawler.page.parse import parse
from crawler.page.script.sending_on import sends_on

URL = "http://zwfw.example.gov.cn/case/7"
ON = "<script>location.replace('/case/show.jsp?no=7')</script>"


@pytest.mark.parametrize(
    ("markup", "there"),
    [
        (f"<html><head>{ON}</head><body>请稍候</body></html>", "http://zwfw.example.gov.cn/case/show.jsp?no=7"),
        ("<meta http-equiv='refresh' content='0;url=show.jsp'>", "http://zwfw.example.gov.cn/case/show.jsp"),
        (f"<html>{ON}<body><h1>取水许可</h1><p>{'申请人应当提交的材料如下。' * 4}</p></body></html>", None),
        (f"<html>{ON}<body><a href='/'>首页</a></body></html>", None),
        ("<script>location.href='/a';location.href='/b'</script>", None),
        ("<script>location.href='http://other.example.com/a'</script>", None),
        ("<script>location.href='/case/7'</script>", None),
    ],
)
def test_only_a_page_without_words_sends_on(markup: str, there: str | None) -> None:
    assert sends_on(parse(markup.encode(), "text/html", URL, "e")) == there
