"""The browsers that this machine has (已安装的浏览器): Chromium, and Firefox as the second engine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_FIREFOX = ("firefox-esr", "firefox")
_OWN = ("firefox-*/firefox/firefox", "firefox-*/firefox/Nightly.app/Contents/MacOS/firefox")
"""Where Playwright keeps the Firefox that it downloads, below its cache."""

NONE = "none"
"""The setting that says: no second engine, even where one is installed."""


def executable(wanted: str | None) -> str | None:
    """The Chromium to start: as told, from `PORTAL_AUDIT_BROWSER`, from PATH; None for Playwright's own."""
    return wanted or os.environ.get("PORTAL_AUDIT_BROWSER") or next(filter(None, map(shutil.which, _CHROMIUM)), None)


def second_engine(wanted: str | None) -> str | None:
    """The Firefox to start: as told, from PATH, else the one Playwright downloaded; None where there is none."""
    if wanted == NONE:
        return None
    if wanted:
        return wanted
    installed = next((found for name in _FIREFOX if (found := shutil.which(name))), None)
    return installed or next((str(path) for pattern in _OWN for path in sorted(playwright_cache().glob(pattern))), None)


def playwright_cache() -> Path:
    """The folder of the browsers that Playwright downloads."""
    told = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    places = (Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright")
    return Path(told) if told else next((place for place in places if place.is_dir()), places[0])
