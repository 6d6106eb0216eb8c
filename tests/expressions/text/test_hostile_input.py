"""Input from strangers: a loss or an OptlabError, soon and in little memory."""

import json
import random
import resource
import time
from pathlib import Path

import pytest

import optlab
from optlab.errors import OptlabError

HOSTILE = json.loads(Path(__file__).with_name("hostile-expressions.json").read_text(encoding="utf-8"))
PIECES = [
    "x",
    "y",
    "z",
    "w1",
    "x[1]",
    "λ",
    "2",
    "0.5",
    "1e3",
    "9**9",
    "pi",
    "E",
    "e",
    "+",
    "-",
    "*",
    "/",
    "^",
    "**",
    "(",
    ")",
    ",",
    "<",
    ">",
    "==",
    "&",
    "|",
    "~",
    "√",
    "²",
    "⁻¹",
    "₂",
    "sin(",
    "exp(",
    "Max(",
    "where(",
    "Sum(",
    "Piecewise(",
    "(i,1,9))",
    "True",
    "not",
    "if",
    "lambda",
    "__",
    ".",
    "'",
    '"',
    "=",
    ";",
    "[",
    "]",
    "{",
    "}",
    "\\",
    "$",
    "#",
    "@",
    "!",
    "%",
    "?",
    "\u202e",
    "ｅ",
    "\x00",
    "\n",
    "😀",
    "\\frac",
    "\\sqrt[3]",
    "_{1}",
    "^{",
    "||",
    "‖",
    "sinx",
    "cosxsin",
    "xyz",
    "x(1)",
    "0,5",
    "½",
    "∛",
    "f(x,y)=",
    "minimize ",
    "np.",
    "sin ",
    "sin^2",
    "nan",
    "oo",
    "I",
    "eval(",
    "import",
]
SECONDS = 20.0


def use(text: str) -> None:
    """Everything that a page does with a formula."""
    try:
        loss = optlab.parse_loss(text)
    except OptlabError as refused:
        message = str(refused)
    else:
        message = ""
        _look_at(loss)
    assert message or loss


def _look_at(loss: optlab.Loss) -> None:
    point = [0.5] * len(loss.parameters)
    loss.value(point)
    loss.gradient(point)
    assert loss.latex
    assert loss.partials_latex
    assert loss.expression is not None
    assert loss.partials


def test_every_hostile_entry_ends_soon_in_a_loss_or_an_error_and_in_little_memory():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    slowest = 0.0
    for _, text in HOSTILE:
        started = time.process_time()
        use(text)
        slowest = max(slowest, time.process_time() - started)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes
    assert slowest < 10.0  # one second on a quiet machine; the bound is on hangs


def test_nothing_is_left_behind_by_hostile_input(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for kind, text in HOSTILE:
        if kind == "exec":
            use(text)
    assert list(tmp_path.iterdir()) == []


def test_random_and_mutated_text_raises_nothing_else():
    choice = random.Random(20_261_123)
    started = time.monotonic()
    for _ in range(3_000):
        if time.monotonic() - started > SECONDS:
            break
        use(_mutated(choice) if choice.random() < 0.5 else "".join(choice.choices(PIECES, k=choice.randint(1, 25))))


def _mutated(choice: random.Random) -> str:
    text = list(choice.choice(HOSTILE)[1][:200])
    for _ in range(choice.randint(1, 4)):
        place = choice.randrange(len(text) + 1)
        text[place : place + choice.randint(0, 3)] = choice.choice(PIECES)
    return "".join(text)


FUNCTIONS = [
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "sinh",
    "cosh",
    "tanh",
    "exp",
    "log",
    "sqrt",
    "cbrt",
    "Abs",
    "sign",
    "floor",
    "sigmoid",
    "softplus",
    "relu",
    "erf",
]


def _formula(choice: random.Random, depth: int) -> str:
    """A random formula that can be read."""
    kind = choice.random()
    if depth <= 0 or kind < 0.12:
        return choice.choice(["x", "y", "w1", "2", "0.5", "pi", "1/3"])
    below = lambda: _formula(choice, depth - 1)  # noqa: E731
    if kind < 0.5:
        return f"({below()}{choice.choice('+-*/*')}{below()})"
    if kind < 0.6:
        return f"({below()})**{choice.choice(['2', '3', '-1', '0.5', '(1/3)', '40', 'x'])}"
    if kind < 0.85:
        return f"{choice.choice(FUNCTIONS)}({below()})"
    if kind < 0.93:
        return f"{choice.choice(['Max', 'Min'])}({below()}, {below()}, {below()})"
    return f"where({below()}{choice.choice(['<', '<=', '==', '!='])}{below()},{below()},{below()})"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_valid_formulas_of_any_shape_can_be_evaluated_and_displayed(seed):
    choice = random.Random(seed)
    for _ in range(40):
        use(_formula(choice, choice.randint(2, 8)))


LONG = [
    *("|", "{", "√", "½", "$", "\\", "‖", "x|", "(1", "√|", "0,", "x(1)", "^{", "x_{", "\\frac", "\\frac{", "\\sqrt"),
    *("sin ", "sin√", "sin^", "sin^2 ", "sin|", "xy ", "x ", "sinx ", "sincosxyz ", "1⁄2", "f(", "minimize ", "x,"),
]


@pytest.mark.parametrize("piece", LONG)
def test_pieces_without_end_are_read_within_bounds(piece):
    use(f"{piece * (1_990 // len(piece))}x")


def test_a_thousand_columns_of_names_do_not_slow_the_parser_down():
    use("+".join(f"x{i}" for i in range(128)))
    use("+".join(f"x{i}" for i in range(200)))
