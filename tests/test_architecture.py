"""The house rules that a machine can check."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("corpus", "index", "rag", "eval", "api")  # each may import those before it
OWNERS = {
    "faiss": "index",
    "tantivy": "index",
    "sqlite3": "index",
    "openvino": "index",
    "sentence_transformers": "index",
    "langchain_text_splitters": "corpus",
    "trafilatura": "corpus",
    "pypdfium2": "corpus",
    "docx": "corpus",
    "fastapi": "api",
    "starlette": "api",
    "uvicorn": "api",
    "prometheus_client": "api",
}
LONGEST = 300  # lines
LONGEST_TEST = 450  # a table of cases is read by the case
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
SOURCES = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]


def imported(tree: ast.AST) -> Iterator[str]:
    """The full name of every module imported anywhere in `tree`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def public(tree: ast.Module) -> Iterator[tuple[str, Documented]]:
    """A module, its public functions and classes, and the public methods of its public classes."""
    yield "the module", tree
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            methods = [method for method in node.body if isinstance(method, Function)]
            named = methods if isinstance(node, ast.ClassDef) else []
            yield from ((f"{node.name}.{method.name}", method) for method in named if method.name[0] != "_")


def shown(path: Path) -> str:
    """A path as messages name it."""
    return path.relative_to(ROOT).as_posix()


@cache
def parse(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def test_there_is_something_to_check() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(PACKAGES)


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_point_one_way(package: str) -> None:
    above = set(PACKAGES[PACKAGES.index(package) + 1 :]) | {"tests", "training", "bench"}
    wrong = {
        f"{shown(path)} imports {name}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for name in imported(parse(path))
        if name.split(".")[0] in above
    }
    assert not wrong


def test_packages_are_imported_from_by_module() -> None:
    """`from index.store import Index`, never `import index`: a bare name may be another's, or a builtin."""
    bare = {f"{shown(path)} imports {name}" for path in MODULES for name in imported(parse(path)) if name in PACKAGES}
    assert not bare


@pytest.mark.parametrize(("library", "owner"), OWNERS.items())
def test_a_library_has_one_owner(library: str, owner: str) -> None:
    users = {
        path.relative_to(ROOT).parts[0]
        for path in MODULES
        for name in imported(parse(path))
        if name.split(".")[0] == library
    }
    assert users <= {owner}


def test_only_settings_knows_the_environment() -> None:
    """The commands hand os.environ to Settings.from_env; nothing else mentions it."""
    readers = {
        shown(path)
        for path in MODULES
        for node in ast.walk(parse(path))
        if (isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "putenv"))
        or (isinstance(node, ast.ImportFrom) and node.module == "os")
    }
    assert readers <= {"rag/settings.py", "api/__main__.py", "eval/__main__.py"}


def test_a_file_fits_on_a_few_screens() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    limits = {path: LONGEST_TEST if path.startswith("tests/") else LONGEST for path in lengths}
    assert {path: length for path, length in lengths.items() if length > limits[path]} == {}


def test_what_is_public_is_documented() -> None:
    bare = {
        f"{shown(path)}: {name}"
        for path in MODULES
        for name, node in public(parse(path))
        if not ast.get_docstring(node)
    }
    assert not bare


def test_nothing_loads_code_from_data() -> None:
    loaders = {"pickle", "marshal", "shelve", "dill"}
    assert not {shown(path) for path in MODULES for name in imported(parse(path)) if name.split(".")[0] in loaders}


def test_the_names_of_our_packages_are_ours_alone() -> None:
    installed = packages_distributions()
    assert {package: installed.get(package, ["counterpoint"]) for package in PACKAGES} == {
        package: ["counterpoint"] for package in PACKAGES
    }
