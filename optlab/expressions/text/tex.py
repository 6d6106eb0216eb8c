r"""LaTeX of the size of a formula to plain tokens: ``\frac{1}{2}x^{2}``, ``\sin\left(x_{1}\right)``, ``$e^{-x}$``.

Commands become the names, signs and brackets that one would have typed; whatever else LaTeX can say is refused.
"""

from __future__ import annotations

from typing import NoReturn

from optlab.errors import ExpressionError
from optlab.expressions.functions import ALIASES, FUNCTIONS, GREEK_NAMES
from optlab.expressions.text.tokens import HINTS, Token

DEEPEST_BRACES = 40

DROPPED = frozenset(
    [r"\left", r"\right", r"\big", r"\Big", r"\bigg", r"\bigl", r"\bigr", r"\Bigl", r"\Bigr", r"\quad", r"\qquad"]
) | {r"\displaystyle", r"\,", r"\;", r"\:", r"\!", r"\(", r"\)", r"\[", r"\]", "\\ "}
"""Size and space, which mean nothing."""

TRANSPARENT = frozenset(
    (r"\mathrm", r"\mathit", r"\mathbf", r"\boldsymbol", r"\bm", r"\text", r"\operatorname", r"\textrm")
)
"""Type faces: what is in their braces counts."""

SIGNS = {
    r"\cdot": "*",
    r"\times": "*",
    r"\ast": "*",
    r"\div": "/",
    r"\lvert": "|",
    r"\rvert": "|",
    r"\vert": "|",
    r"\le": "<=",
    r"\leq": "<=",
    r"\ge": ">=",
    r"\geq": ">=",
}
FRACTIONS = (r"\frac", r"\dfrac", r"\tfrac")
NAMES = frozenset(FUNCTIONS) | frozenset(ALIASES) | GREEK_NAMES | {"pi", "varepsilon", "vartheta", "varphi"}
INSTEAD = {
    r"\sum": "write Sum(term, (i, 1, n)) for a sum",
    r"\prod": "write Product(factor, (i, 1, n)) for a product",
}
PLAIN = "type the plain formula, such as (1/2)*x^2 or sqrt(x)"


def without_tex(tokens: list[Token], typed: str) -> list[Token]:
    """The tokens in plain spelling; ExpressionError for LaTeX that is no formula of this size."""
    if not any(token.kind == "tex" for token in tokens):
        return tokens
    return _Reader(_without_dollars(tokens), typed).plain()


def _without_dollars(tokens: list[Token]) -> list[Token]:
    """Without the dollar signs at both ends."""
    *inner, end = tokens
    while inner and inner[0].text == "$":
        inner = inner[1:]
    while inner and inner[-1].text == "$":
        inner.pop()
    return [*inner, end]


class _Reader:
    def __init__(self, tokens: list[Token], typed: str) -> None:
        self._tokens, self._typed, self._place, self._braces = tokens, typed, 0, 0
        self._commands = any(token.text.startswith("\\") for token in tokens)

    def plain(self) -> list[Token]:
        """All tokens in plain spelling, the end included."""
        plain: list[Token] = []
        while self._place < len(self._tokens):
            plain += self._next(plain)
        return plain

    def _next(self, before: list[Token]) -> list[Token]:
        """What the next token, with its arguments, means behind the tokens ``before``."""
        token = self._tokens[self._place]
        if token.text == "{" and not (self._commands or (before and before[-1].text == "**")):
            self._fail(token, HINTS["{"], latex=False)
        if token.text == "{":
            return self._argument()
        self._place += 1
        if token.kind != "tex":
            return [token._replace(apart=token.apart and not self._commands)]
        if token.text == "_":
            return self._subscript(token, before)
        return self._command(token)

    def _command(self, token: Token) -> list[Token]:
        word = token.text
        if word in DROPPED or word in SIGNS:
            return [Token("sign", SIGNS[word], token.position)] if word in SIGNS else []
        if word == r"\|":
            return [Token("sign", "|", token.position)] * 2
        if word in FRACTIONS:
            return self._fraction(token)
        if word == r"\sqrt":
            return self._root(token)
        if word in TRANSPARENT:
            return self._argument()[1:-1]
        return [self._name(token)]

    def _name(self, token: Token) -> Token:
        r"""``\sin``, ``\theta_1``, ``\log_2`` as names."""
        if token.text in INSTEAD:
            self._fail(token, INSTEAD[token.text])
        stem, _, digit = token.text[1:].partition("_")
        if stem not in NAMES or (digit and stem in FUNCTIONS and stem != "log"):
            self._fail(token)
        stem = stem.removeprefix("var")
        if stem == "log" and digit not in ("", "2"):
            self._fail(token, f"write log(x)/log({digit}) for the logarithm to the base {digit}", latex=False)
        name = f"log{digit}" if stem == "log" else f"{stem}_{digit}" if digit else stem
        return Token("name", name, token.position)

    def _fraction(self, token: Token) -> list[Token]:
        digits = self._tokens[self._place]
        if digits.kind == "number":  # \frac12
            if len(digits.text) != 2 or not digits.text.isdecimal():
                self._fail(digits)
            self._place += 1
            above, below = ([digits._replace(text=digit)] for digit in digits.text)
        else:
            above, below = self._argument(), self._argument()
        around = [Token("sign", sign, token.position) for sign in "(/)"]
        return [around[0], *above, around[1], *below, around[2]]

    def _root(self, token: Token) -> list[Token]:
        order = ""
        if self._tokens[self._place].text == "[":
            order = self._tokens[self._place + 1].text
            if order not in ("2", "3") or self._tokens[self._place + 2].text != "]":
                self._fail(token, "write x^(1/4) for the fourth root", latex=False)
            self._place += 3
        return [Token("name", "cbrt" if order == "3" else "sqrt", token.position), *self._argument()]

    def _subscript(self, token: Token, before: list[Token]) -> list[Token]:
        r"""``x_{1}`` and ``\log_{10}`` as one name, which takes the place of the last one."""
        inside = self._argument()[1:-1]
        label = "_".join(part.text for part in inside if part.text != ",")
        if not before or before[-1].kind != "name" or not label.replace("_", "").isalnum():
            self._fail(token)
        stem = before.pop()
        if stem.text == "log" and label not in ("2", "10"):
            self._fail(token, f"write log(x)/log({label}) for the logarithm to the base {label}", latex=False)
        return [stem._replace(text=stem.text + ("" if stem.text == "log" else "_") + label)]

    def _argument(self) -> list[Token]:
        """The braces that come next, as brackets, or the single token in their place."""
        token = self._tokens[self._place]
        if token.kind == "end":
            self._fail(token)
        if token.text != "{":
            self._place += 1
            return [Token("sign", "(", token.position), *self._single(token), Token("sign", ")", token.position)]
        self._braces += 1
        if self._braces > DEEPEST_BRACES:
            self._fail(token, "write a flatter formula", latex=False)
        self._place += 1
        inside: list[Token] = []
        while self._tokens[self._place].text != "}":
            if self._tokens[self._place].kind == "end":
                self._fail(self._tokens[self._place], "close the brace: } is missing", latex=False)
            inside += self._next(inside)
        closing = self._tokens[self._place]
        self._place, self._braces = self._place + 1, self._braces - 1
        return [Token("sign", "(", token.position), *inside, Token("sign", ")", closing.position)]

    def _single(self, token: Token) -> list[Token]:
        if token.kind == "tex":
            return [self._name(token)] if token.text.startswith("\\") else self._fail(token)
        return [token] if token.kind in ("name", "number") else self._fail(token)

    def _fail(self, token: Token, hint: str = PLAIN, *, latex: bool = True) -> NoReturn:
        shown = f"'{token.text}'" if token.text else "the end"
        what = f"{shown} is more LaTeX than is read here" if latex else f"{shown} cannot stand here"
        raise ExpressionError(what, hint, self._typed, token.position)
