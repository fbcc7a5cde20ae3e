"""Taking a rendered page down: its DOM, where each element stands, its picture and the cookies of its session.

The picture costs the browser more than anything but the page itself, and the watch for stillness is idle time. So a
page that is expected to be built is taken down while it is watched, and once more only where it went on after that.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from crawler.gather.layout import BOXES
from crawler.gather.shown_dom import SHOWN

if TYPE_CHECKING:
    from playwright.async_api import Page

    from crawler.gather.browser import Rendering

_TAKE = f"""() => {{
  window.__taken = ({SHOWN})();
  try {{ return [window.__taken, ({BOXES})()]; }} catch (e) {{ return [window.__taken, null]; }}
}}"""
_SAME = f"() => window.__taken !== undefined && window.__taken === ({SHOWN})()"

_AT_REST = 0.03
"""Seconds of silence after which a page may be taken down that is watched on."""


async def dom_and_layout(page: Page) -> tuple[str, bytes | None]:
    """The page as HTML, and where each of its elements stands as `layout` tells; None where it does not say."""
    dom, boxes = await page.evaluate(_TAKE)
    return dom, boxes.encode() if boxes is not None else None


async def take(page: Page, rendering: Rendering) -> None:
    """Take the page down as it is now. Raises PlaywrightError where it has no DOM to give."""
    rendering.dom, rendering.layout = await dom_and_layout(page)
    rendering.url = page.url
    await asyncio.gather(_picture(page, rendering), _cookies(page, rendering))


async def take_while_watched(page: Page, rendering: Rendering) -> bool:
    """Take a page down while it is watched for `rendering.still` seconds; whether it did nothing after it was taken."""
    await rendering.settle(_AT_REST)
    rendering.land()
    before = rendering.last_change
    with contextlib.suppress(PlaywrightError):
        await take(page, rendering)
        await rendering.settle(rendering.still)
        return rendering.last_change == before and bool(await page.evaluate(_SAME))
    return False


async def _picture(page: Page, rendering: Rendering) -> None:
    try:
        rendering.screenshot = await page.screenshot(full_page=True, type="png", timeout=10_000)
    except PlaywrightError:
        rendering.screenshot = rendering.layout = None


async def _cookies(page: Page, rendering: Rendering) -> None:
    with contextlib.suppress(PlaywrightError):
        rendering.cookies = [dict(one) for one in await page.context.cookies()]
