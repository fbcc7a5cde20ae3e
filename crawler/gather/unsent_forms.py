"""Forms of a page (表单) that a click would post: none is, but by the portal's own search and by turning its pages.

Two things hold them back. In the page, a form is stopped before its own scripts hear that it is to be sent: what they
would send by a call in its stead is what its reader entered. On the network, no window of the page posts anything in
place of itself or of a frame, whatever a script did to get around that. A form with a place for a letter, a password or
a file goes in no case.

What a script makes in the course of a click on a file, fills and sends (`createElement('form')`, `submit()`) is none of
the page's forms: nothing that they hold goes with it, and it is how scripts ask for a file whose request does not fit
into an address, like a call by `fetch`. Where it leads is taken down, and not sent from here either. A form that stood
on the page before the click is its own, also where it is hidden and only a script sends it.

A page that sends a form of its own as it comes (验证跳转) is let: nobody clicked anything yet.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING
from weakref import WeakSet

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import BrowserContext, Page, Request

_HOLD = """
  window.__forms = window.__forms || (() => {
    const told = { stood: new WeakSet(), made: [], unsent: [], kind: 'click' };
    const every = window.__all || ((s) => [...document.querySelectorAll(s)]);
    const elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements').get;
    const has = (form, what, seen) => [...elements.call(form)].some(
      (e) => e.matches(what) && (!seen || e.getClientRects().length));
    const said = (form, by, name) => (by && by.getAttribute('form' + name)) || form.getAttribute(name) || '';
    const address = (form, by) => new URL(said(form, by, 'action') || location.href, document.baseURI)
      .href.split('#')[0];
    const letters = (form) => has(form, 'textarea, [type=password], [type=file]') && !has(form, '[name=__VIEWSTATE]');
    const fields = 'textarea, input:not([type=hidden], [type=submit], [type=button], [type=image], [type=reset])';
    const stays = (form, by, asked) => {
      if (told.kind === 'turn') return letters(form);
      if (said(form, by, 'method').toLowerCase() !== 'post') return asked && has(form, fields, true);
      if (told.kind === 'click' || told.stood.has(form) || letters(form)) return true;
      told.made.push(address(form, by));
      return false;
    };
    const aside = (form, by) => {
      const target = said(form, by, 'target');
      return target === '_blank' || (target && !target.startsWith('_') && !(target in window.frames));
    };
    const here = (form, by) => {  // In this window, so that it is taken down where it leads.
      if (told.kind === 'file' && aside(form, by)) [by && by.hasAttribute('formtarget') ? by : form]
        .forEach((e) => e.setAttribute(e === form ? 'target' : 'formtarget', '_self'));
    };
    const met = (e) => {
      if (!(e.target instanceof HTMLFormElement)) return;
      if (!stays(e.target, e.submitter, true)) here(e.target, e.submitter);
      else {
        told.unsent.push(address(e.target, e.submitter));
        e.preventDefault();
        e.stopImmediatePropagation();
      }
    };
    const submit = HTMLFormElement.prototype.submit;
    HTMLFormElement.prototype.submit = function () {
      if (stays(this, null, false)) told.unsent.push(address(this, null));
      else {
        here(this, null);
        submit.call(this);
      }
    };
    window.addEventListener('submit', met, true);
    const roots = new WeakSet();  // What is sent inside of one is not heard of outside.
    told.now = (kind) => {
      told.kind = kind;
      every('form').forEach((e) => {
        told.stood.add(e);
        const root = e.getRootNode();
        if (root instanceof ShadowRoot && !roots.has(root)) root.addEventListener('submit', met, true);
        roots.add(root);
      });
    };
    return told;
  })();
"""
AT_A_CLICK = f"{_HOLD}  window.__forms.now('click');\n"
"""What stands before a click in the script that makes it, where no form is posted at all."""
AT_A_FILE = f"{_HOLD}  window.__forms.now('file');\n"
"""Before a click on a file: forms that a script makes then lead to it."""
AT_A_TURN = f"{_HOLD}  window.__forms.now('turn');\n"
"""Before a click for the next page, or for more rows: a list may be turned by a form of the page."""
MADE = "() => (window.__forms ? window.__forms.made : [])"
"""Where forms lead that scripts made in the course of a click on a file."""
_UNSENT = "() => (window.__forms ? window.__forms.unsent : [])"

_HELD: WeakSet[Page] = WeakSet()


def hold(page: Page) -> None:
    """From now on a page posts no form."""
    _HELD.add(page)


def let(page: Page) -> None:
    """A page is opened anew, and nothing on it was clicked yet."""
    _HELD.discard(page)


@contextlib.contextmanager
def turning(page: Page) -> Iterator[None]:
    """While the pages of a list are turned a form of the page may be posted for that."""
    held = page in _HELD
    let(page)
    try:
        yield
    finally:
        if held:
            hold(page)


def is_held(page: Page, request: Request) -> bool:
    """Whether a page asks, in place of itself or of one of its frames, for what only a form that is held back sends."""
    return page in _HELD and _is_posted(request)


def is_held_in(context: BrowserContext, request: Request) -> bool:
    """The same of a window that a page opened: it is not told which one did."""
    return _is_posted(request) and any(page in _HELD for page in context.pages)


def _is_posted(request: Request) -> bool:
    return request.is_navigation_request() and request.method == "POST"


async def unsent(page: Page) -> list[str]:
    """Where the forms lead that clicks on a page would have sent."""
    found: list[str] = []
    with contextlib.suppress(PlaywrightError):
        for frame in page.frames:
            found += await frame.evaluate(_UNSENT)
    return found
