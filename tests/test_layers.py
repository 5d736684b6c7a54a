"""The import direction of docs/adr/0001, kept true by a test."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ["rules", "models", "services", "forms", "views", "urls"]
BESIDE_VIEWS = {"admin": "views", "templatetags": "views", "management": "views"}
WORDS = ("coaching.rules.terms", "coaching.rules.say")  # the words, and how they are said

FILES = [p for p in (ROOT / "coaching").rglob("*.py") if "migrations" not in p.parts]
OWN_FILES = FILES + list((ROOT / "config").rglob("*.py"))


def of(files):
    return pytest.mark.parametrize("path", files, ids=lambda p: str(p.relative_to(ROOT)))


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def place(module):
    """The package a module belongs to and the floor it stands on."""
    part = module.split(".")[1] if module.startswith("coaching.") else None
    floor = BESIDE_VIEWS.get(part, part)
    return part, LAYERS.index(floor) if floor in LAYERS else -1


def upward(importer, imported):
    (part, floor), (other, other_floor) = place(importer), place(imported)
    return floor >= 0 and other != part and other_floor >= floor


def imports(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def names_in(node, path):
    """Every name that one import statement may bring in, written out in full."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    here = path.relative_to(ROOT).with_suffix("").parts
    base = ".".join(here[: -node.level]) if node.level else ""
    stem = ".".join(filter(None, [base, node.module]))
    return [stem, *(f"{stem}.{alias.name}" for alias in node.names)]


def imported(path):
    return [n for node in imports(ast.parse(path.read_text())) for n in names_in(node, path)]


def is_decision(name):
    """Whether a name is a rule, rather than one of the words; `coaching.rules` itself is neither."""
    return name.startswith("coaching.rules.") and not name.startswith(WORDS)


@of(FILES)
def test_imports_point_downwards(path):
    assert [name for name in imported(path) if upward(module_of(path), name)] == []


@of(FILES)
def test_only_services_ask_the_rules_to_decide(path):
    if place(module_of(path))[0] in ("rules", "services"):
        return
    assert [name for name in imported(path) if is_decision(name)] == []


@of(FILES)
def test_the_app_knows_nothing_of_its_configuration(path):
    assert [name for name in imported(path) if name.split(".")[0] == "config"] == []


@of(OWN_FILES)
def test_no_import_hides_inside_a_function(path):
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    inside = [f for f in ast.walk(ast.parse(path.read_text())) if isinstance(f, functions)]
    assert [node.lineno for function in inside for node in imports(function)] == []


@of(OWN_FILES)
def test_there_are_no_signals(path):
    signals = ("django.dispatch", "django.core.signals", "django.db.models.signals")
    assert [name for name in imported(path) if name.startswith(signals)] == []


def test_rules_need_no_django():
    code = "import sys, coaching.rules; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


@of([p for p in FILES if place(module_of(p))[0] == "rules"])
def test_rules_know_no_django_no_clock_and_no_chance(path):
    outside = ("django", "time", "random", "secrets", "os", "pathlib", "io", "socket", "uuid")
    assert [name for name in imported(path) if name.split(".")[0] in outside] == []
    calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    assert [call.lineno for call in calls if getattr(call, "attr", None) in ("now", "today", "open")] == []


@pytest.mark.parametrize(
    ("importer", "imported", "is_upward"),
    [
        ("coaching.services.plans", "coaching.models.User", False),
        ("coaching.models.plans", "coaching.services.plans", True),
        ("coaching.views.plans", "coaching.admin.plans", True),
        ("coaching.admin.plans", "coaching.views.plans", True),
        ("coaching.views.plans", "coaching.views.people", False),
        ("coaching.rules.triage", "coaching.rules.terms", False),
        ("coaching.rules.triage", "coaching.models", True),
        ("coaching.urls", "coaching.views", False),
    ],
)
def test_this_test_knows_up_from_down(importer, imported, is_upward):
    assert upward(importer, imported) == is_upward
