from __future__ import annotations

from crawler.gather.own_headers import OwnHeaders

CALL = "http://zwfw.example.gov.cn/api/matter/page?pageNum=1"


def test_a_visitors_token_goes_with_the_same_call_and_no_other() -> None:
    headers = OwnHeaders()
    headers.keep(
        CALL, [("x-access-token", "t1"), ("user-agent", "Chromium"), ("cookie", "a=b"), ("sec-fetch-mode", "cors")]
    )

    assert headers.of(CALL.replace("=1", "=2")) == {"x-access-token": "t1"}
    assert headers.of("http://zwfw.example.gov.cn/api/other") == {}
    assert headers.of(CALL.replace("zwfw.", "cdn.")) == {}


def test_a_signed_call_is_not_imitated() -> None:
    headers = OwnHeaders()
    headers.keep(CALL, [("x-token", "t1"), ("x-signature", "9f31"), ("x-timestamp", "1790000000")])

    assert headers.of(CALL) == {}
