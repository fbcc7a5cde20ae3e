"""A page that must be opened in a browser, on a machine that has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.cli import main
from crawler.demo.server import demo_portals

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_render_without_a_browser_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PORTAL_AUDIT_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    with demo_portals(tmp_path / "portals") as portals:
        code = main(["inspect", portals[0].url, "--render", "--allow-private", "--data", str(tmp_path / "data")])
    told = capsys.readouterr().err.strip().splitlines()

    assert code == 2
    assert len(told) == 1
    assert "没有可用的浏览器" in told[0]
    assert "PORTAL_AUDIT_BROWSER" in told[0]
