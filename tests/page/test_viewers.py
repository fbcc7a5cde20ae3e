"""A page that only shows a file leads to that file; a page that makes something of it does not."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import quote

import pytest

from crawler.domain.evidence import Target
from crawler.page.files.viewers import viewed

HOST = "http://zwfw.example.gov.cn"
FILE = f"{HOST}/down?id=4f2a90&name=表.doc"
PACKED = b64encode(quote(FILE, safe=":/?=&").encode()).decode()


@pytest.mark.parametrize(
    "url",
    [
        f"{HOST}/onlinePreview?url={quote(PACKED)}",
        f"{HOST}/onlinePreview?url={quote(b64encode(quote(FILE, safe='').encode()).decode())}&officePreviewType=pdf",
        f"{HOST}/pdfjs/web/viewer.html?file={quote('/down?id=4f2a90&name=表.doc')}",
        f"{HOST}/pdfjs/web/viewer.html?file={quote('../../down?id=4f2a90&name=表.doc')}#page=1",
        f"{HOST}/static/viewer.html#file={quote(FILE, safe='')}",
        f"https://view.officeapps.live.com/op/view.aspx?src={quote(FILE, safe='')}",
    ],
)
def test_a_viewer_shows_the_file_that_it_is_told(url: str) -> None:
    found = viewed(Target(url=url))
    assert found in {Target(url=FILE), Target(url=quote(FILE, safe=":/?=&"))}


@pytest.mark.parametrize(
    "url",
    [
        f"{HOST}/file/preview?path=/data/4f2a90.doc",  # the server makes a picture of what lies in its store
        f"{HOST}/file/preview?id=4f2a90",
        f"{HOST}/onlinePreview?url={quote(b64encode(b'http://10.1.2.3:9000/4f2a90.doc').decode())}",
        f"{HOST}/login?url={quote(FILE, safe='')}",
        f"{HOST}/preview?backUrl={quote(FILE, safe='')}",
    ],
)
def test_any_other_page_is_what_it_is(url: str) -> None:
    assert viewed(Target(url=url)) == Target(url=url)
