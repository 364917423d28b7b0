"""The house as drawn: imports run downwards only, and a few promises that a reader relies on everywhere."""

import ast
import re
import subprocess
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Each line may import from the lines above it, and from its own. Longest name first decides where a module belongs.
HOUSE = [
    [
        "samma.thai",
        "samma.secret",
        "samma.qr",
        "samma.cards",
        "samma.logs",
        "samma.pdf",
        "samma.templatetags",
        "samma.settings",
        "samma.wsgi",
    ],
    [
        "samma.formfields",
        "samma.figures",
        "samma.scope",
        "samma.distance",
        "samma.rows",
        "samma.stale",
        "samma.constraints",
    ],
    ["samma.fields"],
    ["samma.people", "samma.photos"],
    ["samma.forms", "samma.grid", "samma.lists", "samma.admin", "samma.resources", "samma.apps", "samma.checks"],
    ["samma.accounts"],
    ["samma.jobs", "samma.sheets"],
    ["villages"],
    ["trainers"],
    ["households"],
    ["groups"],
    ["samma.knowledge"],
    ["samma.progress"],
    ["samma.views", "samma.urls", "samma.context", "samma.middleware"],
]
FLOOR = {module: floor for floor, modules in enumerate(HOUSE) for module in modules}
OURS = ("samma", "villages", "trainers", "households", "groups")


def floor_of(module: str) -> int | None:
    """Where a module stands; None for the bare package `samma`, which holds nothing."""
    while module:
        if module in FLOOR:
            return FLOOR[module]
        module = module.rpartition(".")[0]
    return None


def sources():
    for top in OURS:
        yield from (p for p in (ROOT / top).rglob("*.py") if "migrations" not in p.parts)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path):
    """(module, is at the top of the file) for each import of our own code."""
    tree = ast.parse(path.read_text())
    top = set(tree.body)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""] if node.level == 0 else ["." * node.level]
            if node.module in OURS:  # from samma import thai
                names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from ((name, node in top) for name in names if name.split(".")[0] in OURS or name.startswith("."))


def test_every_module_stands_somewhere_in_the_house():
    homeless = [module_of(p) for p in sources() if floor_of(module_of(p)) is None and module_of(p) != "samma"]
    assert homeless == []


def test_imports_run_downwards():
    wrong = []
    for path in sources():
        here = floor_of(module_of(path))
        for name, _top in imports_of(path):
            there = floor_of(name)
            if here is not None and there is not None and there > here:
                wrong.append(f"{module_of(path)} imports {name}")
    assert wrong == []


def test_imports_are_by_full_name_at_the_top():
    # The render process sets its limits before it loads what they bound.
    late = {"samma.pdf.worker"}
    wrong = [
        f"{module_of(path)}: {name}"
        for path in sources()
        for name, top in imports_of(path)
        if name.startswith(".") or (not top and module_of(path) not in late)
    ]
    assert wrong == []


def test_every_file_says_why_it_exists():
    silent = [
        str(p.relative_to(ROOT))
        for p in sources()
        if p.read_text().strip() and not ast.get_docstring(ast.parse(p.read_text()))
    ]
    assert silent == []


def test_the_buddhist_era_is_counted_in_one_place():
    wrong = [
        str(p.relative_to(ROOT)) for p in sources() if "thai" not in p.parts and re.search(r"\b543\b", p.read_text())
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "pattern", [r"<[^>]*\sstyle=", r"<script(?![^>]*\ssrc=)[^>]*>\s*[^<\s]", r"<[^>]*\son(click|change|load|submit)="]
)
def test_templates_hold_no_inline_style_or_script(pattern):
    wrong = [
        str(p.relative_to(ROOT))
        for p in (ROOT / "templates").rglob("*.html")
        if "print" not in p.parts and re.search(pattern, p.read_text())
    ]
    assert wrong == []


def test_files_hold_one_idea():
    long = [
        f"{p.relative_to(ROOT)}: {len(p.read_text().splitlines())}"
        for p in sources()
        if len(p.read_text().splitlines()) > 300
    ]
    assert long == []


def test_psycopg_3_is_not_installed():
    """Django would silently use it instead of psycopg2."""
    assert not {"psycopg", "psycopg-binary"} & {d.metadata["Name"].lower() for d in distributions()}


def test_every_requirement_says_why_and_which():
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line and not line.startswith("#")]
    assert lines and all(("==" in line and "  #" in line) or " # " in line for line in lines)


def test_the_root_holds_what_it_should():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    top = {path.split("/")[0] for path in tracked}
    allowed = {
        "manage.py", "samma", "villages", "trainers", "households", "groups", "templates", "static", "fixtures", "tests",
        "requirements.txt", "README.md", "pyproject.toml", "Makefile", ".ci", "docs", "locale", ".gitignore", ".env.example",
        "LICENSE",
    }  # fmt: skip
    assert top <= allowed
