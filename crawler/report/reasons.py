"""Why something was not observed (未能观测的原因), in the words of whoever reads it.

The machinery writes its reasons down in English beside the closed list of failures; logs and exports keep them so. What
people read is Chinese unless they asked otherwise: here each sentence that the machinery writes has its translation.
What no pattern knows stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure
from crawler.report.words import FAILURE

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS = {"home": "首页", "list": "清单页", "navigation": "导航页", "guide": "办事指南"}

_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        # A region.
        (r"no portal address is known", "没有已知的门户地址"),
        (r"the archive holds no page", "存档里没有页面"),
        (r"(\d+) addresses were left out by a limit", r"\1 个地址因请求上限没有请求"),
        (r"(\d+) items found, at least (\d+) expected", r"找到 \1 个事项，预期至少 \2 个"),
        (r"(\d+) items found, the last round listed (\d+)", r"找到 \1 个事项，上一轮清单有 \2 个"),
        (r"the list (\S*) ?declares (\d+) items, (\d+) were reached", r"清单 \1 写着共 \2 项，走到 \3 项"),
        (r"\(and (\d+) more\)", r"（另有 \1 条）"),
        (r"stopped before the end", "没有走完就停止了"),
        (r"stopped by the operator", "由操作人停止"),
        (r"stopped before what findings rest on was looked at again", "复看问题页面之前停止"),
        (r"a crawl process ended before its work was done", "采集进程没有做完就结束了"),
        (r"the crawl process ended with (-?\d+)", r"采集进程异常结束（\1）"),
        (r"the crawl process did not answer for (\d+) s", r"采集进程 \1 秒没有响应"),
        (r"stopped by an error of the program: ", "程序出错而停止："),
        (r"outside the hours (\S+) in which it may be asked; goes on at ", r"不在允许访问的时段 \1 内，将继续于 "),
        (r"(\S+) was asked (\d+) times today, which is its daily budget", r"\1 今天已请求 \2 次，达到每日限额"),
        (r"; goes on tomorrow", "，明天继续"),
        (r"no control address answered \((.*?)\)", r"自检地址都没有应答（\1）"),
        (r"all (\d+) portals failed at once \((\S+)\)", r"\1 个门户同时失败（\2）"),
        (r": our own network; nothing was judged", "，是自身网络故障，没有作判定"),
        (r"^complete\b", "完整"),
        (r"^incomplete\b", "不完整"),
        (r"^interrupted\b", "已中断"),
        # A look, and what it was to bring.
        (r"not asked: ", "没有请求："),
        (r"the host turns us away again and again \((.*?)\)", r"主机一再拒绝访问（\1）"),
        (r"the host has stopped answering \((.*?)\)", r"主机不再应答（\1）"),
        (r"robots\.txt could not be read: .*", "robots.txt 没有读到"),
        (r"(\d+) redirects, then (\S+)", r"跳转 \1 次后仍转向 \2"),
        (r"(\S+) is a loopback, private or reserved address", r"\1 是本机或内网地址"),
        (r"; --allow-private permits it", "；确需访问请加 --allow-private"),
        (r"status (\d+)", r"状态码 \1"),
        (r"no guide on this page", "这个页面上没有办事指南"),
        (r"no list of service items on this page", "这个页面上没有事项清单"),
        (r"no list was read", "没有读到事项清单"),
        (r"the file is empty", "文件是空的"),
        (r"a part of the guide was not read: ", "办事指南有一部分没有读到："),
        (r"the portal's own search was not tried", "没有试过门户自己的站内搜索"),
        (r"a menu of the portal opens by a script that was not followed", "有菜单由脚本打开，没有跟进"),
        (r"office file: ", "文件："),
        (r"image only", "只有图片，没有可读取的文字"),
        (r"picture in the file", "文件里是图片"),
        (r"the row says that there is an entrance, which a script draws", "清单里标明可以在线办理, 入口由脚本生成"),
        (r"no browser\b", "没有可用的浏览器"),
        (r"not fetched", "没有取得"),
        (r"not asked", "没有请求"),
        (r"inspected as (\w+)", r"按 \1 读取"),
    )
)  # fmt: skip
_PAGE = re.compile(r"\b(home|list|navigation|guide)(?= https?://)")
_WORDS = "|".join(sorted((one.value for one in Failure), key=len, reverse=True))
_FAILURE = re.compile(rf"(?:^|(?<=[:;] )|(?<=[(（：；]))(?:{_WORDS})(?=[ )）;；]|$)")
_ADDRESS = re.compile(r"https?://\S+?(?=[:;,]?(?:\s|$))")


def reason_in(reason: str, lang: str) -> str:
    """A reason as its reader speaks; addresses and what a portal said stay as they are."""
    if lang == "en":
        return reason
    for pattern, words in _SENTENCES:
        reason = pattern.sub(words, reason)
    reason = _PAGE.sub(lambda found: _KINDS[found[0]], reason)
    return _outside_addresses(reason, lambda text: _FAILURE.sub(lambda f: FAILURE[Failure(f[0])].zh, text))


def _outside_addresses(text: str, change: Callable[[str], str]) -> str:
    """Change the words between the addresses of a text."""
    parts, at = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [change(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join((*parts, change(text[at:])))
