"""Names say the role: a parameter is called by its type's noun, and no module is a drawer of odds and ends."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "optlab"
EMPTY = {"found", "made", "one", "here", "told", "thing", "stuff"}
DRAWERS = {"utils", "helpers", "base", "misc", "common"}


def parameters_of(path: Path) -> list[str]:
    """All parameters of all functions of a file, with their place."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {argument.arg}"
        for node in ast.walk(tree)
        if isinstance(node, functions)
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    ]


def test_parameters_are_called_by_the_noun_of_their_type():
    parameters = [place for path in sorted(PACKAGE.rglob("*.py")) for place in parameters_of(path)]
    assert [place for place in parameters if place.split()[1] in EMPTY] == []


def test_no_module_is_a_drawer_of_odds_and_ends():
    assert [path.name for path in PACKAGE.rglob("*.py") if path.stem in DRAWERS] == []
