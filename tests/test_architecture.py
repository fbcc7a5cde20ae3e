"""What the import linter cannot see: the layout, sizes and names, the checks' manuals, and what must not be written."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OUTER = {"crawler", "spiders", "checks", "scheduler.py", "models.py", "alembic", "tests", "benchmarks"}
AROUND = {
    ".ci",
    ".gitignore",
    "alembic.ini",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "docs",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "tools",
}
OURS = {"crawler", "spiders", "checks", "models", "scheduler"}
HEADINGS = ("Basis", "Applicability", "Expectation", "Assumptions", "Known limits")
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc)$")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the checkout that git keeps, or would keep at the next commit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(path for name in sorted(set(listed.split("\0")) - {""}) if (path := ROOT / name).is_file())


def modules(*folders: str) -> list[Path]:
    return [p for p in tracked() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in folders]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def imports_of(path: Path) -> frozenset[str]:
    """Dotted names that a file imports, those for the type checker included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def check_modules() -> list[Path]:
    """Modules below a family folder; a name with an underscore in front is no check."""
    return [p for p in modules("checks") if p.parent.parent == ROOT / "checks" and not p.name.startswith("_")]


def test_the_root_has_the_fixed_names_and_no_others() -> None:
    names = {p.relative_to(ROOT).parts[0] for p in tracked()}
    assert names <= OUTER | AROUND
    assert names >= OUTER


def test_every_code_folder_is_a_package_except_alembic() -> None:
    folders = {p.parent for p in modules("crawler", "spiders", "checks")}
    assert not [name_of(f) for f in folders if not (f / "__init__.py").exists()]
    assert not (ROOT / "alembic" / "__init__.py").exists()


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [name_of(p) for p in modules(*OUTER) if VAGUE.search(p.stem) or VAGUE.search(p.parent.name)]


def test_modules_stay_small() -> None:
    checks = set(check_modules())

    def allowed(path: Path) -> int:
        return 100 if path in checks else 400

    sizes = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in modules("crawler", "spiders", "checks")}
    assert not {name_of(p): n for p, n in sizes.items() if n > allowed(p)}


def test_the_domain_imports_the_standard_library_and_itself() -> None:
    allowed = sys.stdlib_module_names - {"io", "os", "pathlib", "socket", "subprocess", "time", "urllib.request"}
    strangers = {
        f"{name_of(path)}: {name}"
        for path in modules("crawler")
        if path.is_relative_to(ROOT / "crawler" / "domain")
        for name in imports_of(path)
        if name.split(".")[0] not in allowed and not name.startswith("crawler.domain") and name != "crawler"
    }
    assert not strangers


def test_a_check_imports_the_domain_and_no_other_check() -> None:
    checks = {f"checks.{p.parent.name}.{p.stem}" for p in check_modules()}
    for path in modules("checks"):
        for name in imports_of(path):
            top = name.split(".")[0]
            assert top in sys.stdlib_module_names or name.startswith(("crawler.domain", "checks.")), name_of(path)
            assert name not in checks, f"{name_of(path)} imports the check {name}"


def test_reading_opens_no_connection() -> None:
    for path in modules("crawler"):
        if path.relative_to(ROOT).parts[1] in {"page", "extract"}:
            assert not imports_of(path) & {"socket", "http.client", "urllib.request", "asyncio", "subprocess"}, (
                path.name
            )


def test_tables_know_the_domain_only() -> None:
    ours = {name for name in imports_of(ROOT / "models.py") if name.split(".")[0] in {"crawler", "checks", "spiders"}}
    assert all(name.startswith("crawler.domain") for name in ours)


def test_the_scheduler_shares_no_process_with_a_crawl() -> None:
    program = "import sys, scheduler; print(*sorted({'scrapy', 'twisted', 'checks'} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert loaded.stdout.split() == []


@pytest.mark.parametrize("path", check_modules(), ids=lambda p: f"{p.parent.name}.{p.stem}")
def test_a_check_is_its_own_manual_and_its_id_is_its_path(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    manual = ast.get_docstring(tree) or ""
    places = [re.search(rf"^{heading}\b", manual, re.MULTILINE) for heading in HEADINGS]
    assert all(places), [h for h, place in zip(HEADINGS, places, strict=True) if place is None]
    starts = [place.start() for place in places if place]
    assert starts == sorted(starts), "headings out of order"
    ids = [
        keyword.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "Check"
        for keyword in node.keywords
        if keyword.arg == "id" and isinstance(keyword.value, ast.Constant)
    ]
    assert ids == [f"{path.parent.name}.{path.stem}"]


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(p.name for p in (ROOT / "docs" / "adr").glob("*.md"))
    assert names
    assert [int(n[:4]) for n in names] == list(range(1, len(names) + 1))
    for path in (ROOT / "docs" / "adr").glob("*.md"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert re.match(rf"# {int(path.name[:4])}\. \S", first), path.name


def test_nothing_names_a_machine_or_a_download_address() -> None:
    # Written in pieces, since this file is looked at too.
    forbidden = re.compile(
        "|".join(
            (
                "/wo" + r"rk/",
                "/ro" + r"ot/\S",
                "/Us" + r"ers/\S",
                "py" + r"pi\.org",
                "python" + "hosted",
                "deb" + r"\.debian",
            )
        )
    )
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if forbidden.search(line):
                found.append(f"{name_of(path)}:{number}")
    assert not found


def test_locks_hold_hashes_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if "://" in line or line.startswith("-")]
        packages = [i for i, line in enumerate(lines) if re.match(r"[a-z0-9].*==", line)]
        assert len(packages) > 50
        assert all(lines[i + 1].strip().startswith("--hash=sha256:") for i in packages)


def test_whatever_the_program_imports_is_locked_for_running() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9][a-z0-9-]*)==", text, re.MULTILINE))
    homes = packages_distributions()
    missing = set()
    for path in modules("crawler", "spiders", "checks", "alembic", "models.py", "scheduler.py"):
        for name in {name.split(".")[0] for name in imports_of(path)} - sys.stdlib_module_names - OURS:
            homes_of_name = {re.sub(r"[-_.]+", "-", home).lower() for home in homes.get(name, ())}
            if not homes_of_name & locked:
                missing.add(f"{name_of(path)} imports {name}")
    assert not missing


def test_running_lock_is_part_of_the_developing_one() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9][^ ]*==[^ ;]+)", text, re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_a_command_loads_nothing_that_only_another_needs() -> None:
    heavy = {"fastapi", "numpy", "openpyxl", "PIL", "pyarrow", "reportlab", "uvicorn", "xlwt"}
    heavy |= {"crawler.assembly.region", "crawler.extract.guide.reading", "crawler.extract.labels.dictionary"}
    said = f"import sys, crawler.cli.app; print(*sorted({heavy!r} & sys.modules.keys()))"
    loaded = subprocess.run([sys.executable, "-c", said], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert loaded.split() == []
