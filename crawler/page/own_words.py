"""What a page says of its own (自述文字): without hidden boxes, imprint, advice and all that stands on any page.

A page that came in place of another one (拦截页, 登录页, 错误页) says that, how to go on, and nothing else. On another
page such words stand in a dialog, in a bar at its top or in its imprint, beside what its reader came for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from crawler.page.tree import BLOCKS
from crawler.page.vocabulary import SERVICE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.html import Page

_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LAYER = re.compile(
    r"(?:^|[\s_-])(?:hide|hidden|d-none|modal|dialog|dlg|pop|popup|popover|layer|overlay|mask|toast|drawer)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What boxes call themselves that lie over a page until a script shows them."""
_IMPRINT = re.compile(
    r"(?:主办|承办|建设|运维|运行|开发|版权)(?:单位|所有)|技术支持|安全防护支持|(?:ICP|[公网联]安)?备(?:案)?(?:号|\d)|等级保护|标识码|建议使用|分辨率|浏览器访问|邮政编码|"
    r"Copyright|All Rights|©|版权|隐私政策|网站地图|站点地图|关于我们|法律声明|网站声明|使用帮助",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"返回|首页|上一页|刷新|稍[后候等]|等待|重试|重新|管理员|站长|秒|跳转|抱歉|对不起|谅解|不便|原因|如何解决|网址|地址栏|链接|错误|异常|出错|提示|误报|反馈|事件|"
    r"访问|请求|拦截|阻断|威胁|攻击|客户端|您可以|截图|疑问|尊敬的用户|\bID\b|\bIP\b|UUID|nginx|apache|tomcat|JavaScript|浏览器|加载|loading|Mozilla|"
    r"登\s*[录陆]|注册|账号|帐号|密码|验证|扫一?扫|扫码|二维码|用户名|忘记|短信|认证|维护|升级|暂停|关闭|拖动|滑[动块]|拼图|评论|满意|分享",
    re.IGNORECASE,
)
"""What stands beside the words of a wall, an error or a login: how to go on, what was asked, and who asked."""
_SITE = re.compile(r"(?:网|平台|大厅|门户|系统|政府|局|厅|委|中心|办公室)[站)）]?$")
"""How the name of a site or of who keeps it ends, which stands on all of its pages."""
_SIGN = re.compile(r"(?<!up)(?<!down)load|spin|wait|blank|logo|code|captcha|404|error|\bqr", re.IGNORECASE)
"""How pictures are called that are no content."""
_NEXT_TO_NOTHING = 4
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TELLING = 8
"""Signs of a page with something to say: 公示公告 本栏目暂无内容."""
_LINKS = 3
"""Links that are what a page is for; a wall has one to the front page and one for complaints."""
_MENU_WORD, _NAME = 2, 6
"""Signs of a word of a menu at least; and of a name: a row of a list, an article."""
_SKIPPED = frozenset({"script", "style", "noscript", "template", "title", "head", "select", "textarea", "marquee"})
"""Elements without words that a page itself says: what scrolls over it is news of another day."""
_WIDGET = re.compile(
    r"map|ditu|地图|chat|robot|kefu|客服|机器人|weather|tianqi|天气|stat|count|\bad\b|share|captcha", re.IGNORECASE
)
_SMALL = 120
"""Pixels of a frame that has no room for a page."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together: those of one link, or those of a block outside its links."""

    words: str
    linked: bool
    begins: bool
    """Whether a line begins with them."""


class OwnWords:
    """What a reader sees of a page before a script shows more."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def hidden(self) -> frozenset[_Element]:
        """Hidden boxes and layers; none where the page shows next to nothing besides: then they may be the page."""
        found = frozenset(e for e in self._page.body.iterdescendants("*") if is_hidden(e) or _is_layer(e))
        if not found or self._page.has_app_root or any(self._is_picture(e, found) for e in self._page.body.iter("img")):
            return found
        left = "".join(run.words for run in _runs(self._page.body, found))
        return found if len(_HAN.findall(left)) >= _NEXT_TO_NOTHING else frozenset()

    def sees(self, element: _Element) -> bool:
        """Whether an element lies in none of those boxes."""
        return not any(each in self.hidden for each in (element, *element.iterancestors()))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """What is seen, in document order."""
        return tuple(_runs(self._page.body, self.hidden))

    @cached_property
    def text(self) -> str:
        """The same as one text."""
        return " ".join("".join((" " if run.begins else "") + run.words for run in self.runs).split())

    @property
    def but_imprint(self) -> str:
        """The same without the imprint, which tells who guards the site."""
        return " ".join(run.words for run in self.runs if not _IMPRINT.search(run.words))

    @cached_property
    def speaks(self) -> bool:
        """Whether anything at all is said that is neither advice on how to go on nor the name of the site."""
        said = (run.words for run in self.runs if _HAN.search(run.words) and not _SITE.search(run.words))
        return any(not _of_any_page(words) for words in said)

    @property
    def tells(self) -> bool:
        """Whether the page has something to say, or links to choose from."""
        return self.says or self._links >= _LINKS

    @cached_property
    def says(self) -> bool:
        """Whether the page has something to say: the name of a service, or a few words that are no menu."""
        signs = 0
        for run in self.runs:
            count = 0 if _of_any_page(run.words) else len(_HAN.findall(run.words))
            if count >= _NEXT_TO_NOTHING and SERVICE_WORDS.search(run.words):
                return True
            if (not run.linked or count >= _NAME) and not _SITE.search(run.words):
                signs += count
        return signs >= _TELLING

    @cached_property
    def _links(self) -> int:
        named = (run.words for run in self.runs if run.linked and not _of_any_page(run.words))
        return sum(len(_HAN.findall(words)) >= _MENU_WORD for words in named)

    @cached_property
    def has_picture(self) -> bool:
        """Whether a picture is shown that is no sign of loading, no logo and no code: some guides are scanned."""
        return any(self._is_picture(e, self.hidden) for e in self._page.body.iter("img"))

    @cached_property
    def has_frame(self) -> bool:
        """Whether another page is shown in this one, and no map, robot or weather beside it."""
        return any(holds_page(e) and self.sees(e) for e in self._page.tree.iter("frame", "iframe"))

    @staticmethod
    def _is_picture(element: _Element, hidden: frozenset[_Element]) -> bool:
        named = " ".join(element.get(name) or "" for name in ("src", "class", "id", "alt"))
        if not element.get("src") or _SIGN.search(named):
            return False
        return not any(each in hidden for each in (element, *element.iterancestors()))


def is_hidden(element: _Element) -> bool:
    """Whether an element says itself that a reader does not see it."""
    return "hidden" in element.attrib or _NOT_SHOWN.search(element.get("style") or "") is not None


def holds_page(frame: _Element) -> bool:
    """Whether a frame has room for a page, and calls itself no map, robot, weather or counter."""
    named = " ".join(frame.get(name) or "" for name in ("src", "data-src", "title", "name", "id", "class"))
    source = (frame.get("src") or frame.get("data-src") or "").strip()
    if not source or source == "about:blank" or _WIDGET.search(named):
        return False
    sizes = (frame.get(name) or "" for name in ("width", "height"))
    return not any(size.removesuffix("px").isdigit() and int(size.removesuffix("px")) <= _SMALL for size in sizes)


def _is_layer(element: _Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(names.strip()) and _LAYER.search(names) is not None


def _of_any_page(words: str) -> bool:
    return _IMPRINT.search(words) is not None or _ADVICE.search(words) is not None


def _runs(body: _Element, hidden: frozenset[_Element]) -> Iterator[Run]:
    told: list[str] = []
    begins, links = True, 0
    for text, enters, breaks in _texts(body, hidden):
        if breaks or enters:
            words = " ".join("".join(told).split())
            if words:
                yield Run(words, linked=links > 0, begins=begins)
                begins = False
            told = []
        begins = begins or breaks
        links += enters
        told.append(text)


def _texts(body: _Element, hidden: frozenset[_Element]) -> Iterator[tuple[str, int, bool]]:
    """The texts of a body, each with the links that begin (1) or end (-1) there, and whether a line begins with it."""
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        link = int(element.tag == "a" and bool(element.get("href") or element.get("onclick")))
        breaks = element.tag in BLOCKS
        if event == "start":
            if element.tag in _SKIPPED or element in hidden:
                walk.skip_subtree()
                continue
            yield element.text or "", link, breaks
        elif element.tag in _SKIPPED or element in hidden:
            yield element.tail or "", 0, breaks
        else:
            yield (element.tail or "") if element is not body else "", -link, breaks
    yield "", 0, True
