"""Tools of a page (大字版, 打印本页, 收藏, 分享): words that stand on every page and name nothing of its own."""

from __future__ import annotations

import re

_TOOL = re.compile(
    r"(?:切换(?:至|到|为)?|进入|打开|关闭|返回|设置)?"
    r"(?:(?:特大|超大|大|中|小|标准|正常|默认|加大|放大|缩小)?(?:字号?|字体)(?:版|版面|模式|大小|缩放|调整)?|适老化?(?:版|模式|服务|改造)?"
    r"|(?:长者|关怀|关爱|老年|老人|敬老)(?:版|模式|助手|专区|服务)?|无障碍(?:浏览|阅读|版|模式|服务|通道|辅助)?"
    r"|[简繁]体?(?:中文|版)?|(?:中|英)文版?|(?:夜间|护眼|高对比度?|深色|暗黑|阅读)(?:模式|版)|换肤|皮肤|主题(?:色|切换|风格)|配色"
    r"|(?:语音)?(?:播报|朗读)(?:本页)?|放大|缩小|(?:网页|本页|页面|指南)?打印(?:本页|页面|指南|预览|此页)?"
    r"|(?:加入|添加|我要)?收藏(?:本页|本站|事项|夹)?|设为首页|(?:我要|一键)?分享(?:到|本页)?|(?:我要|在线|页面|内容)?(?:纠错|报错)"
    r"|复制(?:链接|网址)?|二维码|(?:手机|微信)?(?:扫码|扫一扫)(?:查看|办理)?|(?:手机|电脑|PC|触屏|移动|纯净|极速)版|关闭(?:窗口|本页)?"
    r"|(?:用户|个人|法人)?(?:登录|注册)|(?:站内|全站)?(?:搜索|检索|查询)|返回(?:首页|顶部|上一?页|列表)?|首页|上一页|下一页)",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"[\s\[\]【】()（）<>《》|·»]")
_WORD = re.compile(r"[^\s【】\[\]〖〗|｜]+")
_COUNTER = re.compile(
    r"(?:已?(?:浏览|阅读|点击|访问|查看)(?:次数|量|数|人次)?|浏览者?)[：:]?(?:\d+(?:人?次)?)?|(?:字[体号]|视力保护色)[：:]?[大中小]*"
    r"|[大中小]|A[-+＋－]?|\d+人?次|分享(?:到|至)?[：:]?|微信|微博|QQ空间"
)
_DAY = re.compile(r"\d{4}\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?")
_TOOLS = re.compile(rf"(?>{_COUNTER.pattern}|{_TOOL.pattern}|[|｜])++", re.IGNORECASE)
"""Tools with no space between them: 打印分享到."""
_BRACKETED = re.compile(r"[【\[〖]")


def is_tool(words: str) -> bool:
    """Whether words are those of a tool of the page (大字版, 打印本页, 收藏, 分享): they name nothing."""
    return _TOOL.fullmatch(_DRAWN.sub("", words)) is not None


def without_tools(value: str, *, bare: bool = False) -> str:
    """A value without the tools of the page that stand in brackets behind it: 2026-01-20 【打印】【关闭】.

    `bare`: they need no brackets (2026-01-20 字体：大 中 小 打印), as behind a date, which has no such words,
    nor spaces (2026-01-20打印分享到).
    """
    if bare and (day := _DAY.match(value)) is not None and _TOOLS.fullmatch(value[day.end() :]):
        return day.group()
    last = _WORD.search(value[::-1])  # of most values that is no tool, and nobody counts their words
    if last is None or not _may_go(last.group()[::-1]):
        return value
    words = list(_WORD.finditer(value))
    end = len(words)
    while end > 1 and _may_go(words[end - 1].group()):
        end -= 1
    if end == len(words):
        return value
    rest = value[words[end - 1].end() :]
    return value[: words[end - 1].end()] if bare or _BRACKETED.match(rest.lstrip()) else value


def _may_go(word: str) -> bool:
    return _COUNTER.fullmatch(word) is not None or is_tool(word)
