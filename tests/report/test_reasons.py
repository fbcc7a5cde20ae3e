"""Reasons are written down in English and read in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.domain.evidence import Failure
from crawler.gather import failures
from crawler.report.reading import _gaps
from crawler.report.reasons import reason_in
from spiders.platforms import columns, guide_files, guides, list_gaps, offered, opening, parts, silent, situations, way

if TYPE_CHECKING:
    from types import ModuleType


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no portal address is known", "没有已知的门户地址"),
        ("3 items found, at least 10 expected", "找到 3 个事项，预期至少 10 个"),
        (
            "list http://a.test/blocked: blocked status 412; 4 addresses were left out by a limit (and 2 more)",
            "清单页 http://a.test/blocked: 被防护系统拦截 状态码 412; 4 个地址因请求上限没有请求 （另有 2 条）",
        ),
        ("the list  declares 900 items, 120 were reached", "清单  写着共 900 项，走到 120 项"),
        ("8 of 10 guides that were asked for could not be read", "打开的 10 份办事指南中有 8 份没有读出内容"),
        (
            "“取得的证件” stands on the page under no label that is known: it may say this",
            "页面上的“取得的证件”所在的标签不认识，可能说的就是这一项",
        ),
        (
            (
                "evidence cannot be written to /data/evidence/R1/990001: No space left on device; "
                "see to the disk of the data folder, then give the same command again"
            ),
            "证据无法写入 /data/evidence/R1/990001（No space left on device）：请检查数据目录所在磁盘，再执行同一命令",
        ),
        (
            (
                "/data/R1/journal.jsonl: line 2 cannot be read; restore the file from its copy "
                "(docs/verify_evidence.py says what else is damaged)"
            ),
            "/data/R1/journal.jsonl 第 2 行无法读取：请从副本恢复该文件，再用 docs/verify_evidence.py 查看其他损坏",
        ),
        ("70% of the page were understood: it may stand in the rest", "页面只读懂了 70%，可能写在其余部分"),
        ("2 main items could not be opened", "2 个主项没能打开，其下的办理项不清楚"),
        ("login_required a login page came (status 200)", "需要登录 打开的是登录页（状态码 200）"),
        ("http_4xx status 404", "服务器回答请求无效或页面不存在（4xx） 状态码 404"),
        ("no guide on this page", "这个页面上没有办事指南"),
        (
            "refused DownloadConnectionRefusedError: Connection was refused by other side: 111: Connection refused.",
            "连接被拒绝",
        ),
        (
            "refused_address 127.0.0.1 is a loopback, private or reserved address; --allow-private permits it",
            "地址不在允许范围，未请求 127.0.0.1 是本机或内网地址；确需访问请加 --allow-private",
        ),
        (
            "在线办理入口这次没能打开（robots_disallowed）, 不能确定",
            "在线办理入口这次没能打开（robots.txt 不允许，未请求）, 不能确定",
        ),
        ("没有写明承诺时限, 或者没有当场办理、现场勘查", "没有写明承诺时限, 或者没有当场办理、现场勘查"),
        ("DownloadTimeoutError: no timeout here", "DownloadTimeoutError: no timeout here"),
        ("", ""),
    ],
)
def test_a_reason_in_chinese(written: str, read: str) -> None:
    assert reason_in(written, "zh") == read
    assert reason_in(written, "en") == written or not written.isascii()


@pytest.mark.parametrize("failure", list(Failure))
def test_no_failure_is_left_in_the_words_of_the_program(failure: Failure) -> None:
    met = reason_in(f"{failure} {failures.met(failure, 200)}", "zh")
    assert not any(word.isascii() and word.isalpha() for word in met.split())
    assert failure.value not in reason_in(failure.value, "zh").split()


def _reasons_of(module: ModuleType) -> list[str]:
    """The sentences among the constants of a module."""
    texts = [value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)]
    return [text for text in texts if text.count(" ") > 2 and text.isascii() and text[0].islower()]


@pytest.mark.parametrize(
    "module",
    [columns, guide_files, guides, list_gaps, offered, opening, parts, silent, situations, way],
    ids=lambda m: m.__name__,
)
def test_no_gap_of_a_walk_is_left_in_the_words_of_the_program(module: ModuleType) -> None:
    said = _reasons_of(module)
    assert said
    assert [text for text in said if reason_in(text, "zh").isascii()] == []


def test_what_no_budget_cut_off_is_not_told_as_budget() -> None:
    skipped = {"state": "skipped", "failure": "skipped_budget", "kind": "api"}
    clicked, budget = "where a click leads; not followed in the browser", "the budget of requests is used up"
    looks: list[Any] = [
        {**skipped, "reason": clicked, "url": "http://a.test/file?id=1"},
        {**skipped, "reason": clicked, "url": "http://a.test/other"},
        {**skipped, "reason": budget, "url": "http://a.test/last"},
        {"state": "fetched", "failure": None, "reason": None, "kind": "form", "url": "http://a.test/file?id=1"},
    ]

    found = _gaps(looks, "zh")

    assert [(gap.reason, gap.count, gap.examples) for gap in found] == [
        ("点击所指的地址，没有在浏览器里打开", 2, ("http://a.test/other",)),
        ("本轮请求次数已用完", 1, ("http://a.test/last",)),
    ]
