"""What can go wrong, said so that a reader knows what to do: what was wrong, where, what to write instead."""

from __future__ import annotations


class OptlabError(ValueError):
    """Something given to optlab cannot be used; the message says what, where and what to write instead.

    ``what`` names the fault, ``hint`` what to do about it; ``str(error)`` is both.
    """

    def __init__(self, what: str, hint: str = "") -> None:
        self.what = what
        self.hint = hint
        super().__init__(what, hint)

    def __str__(self) -> str:
        return f"{self.what}\n{self.hint}" if self.hint else self.what


class ExpressionError(OptlabError):
    """A formula cannot be read.  ``position`` counts characters of ``text`` from 0; the message holds a caret.

    >>> print(ExpressionError("unknown function 'sni'", "did you mean sin(…)?", "1 + sni(x)", 4))
    unknown function 'sni'
      1 + sni(x)
          ^
    did you mean sin(…)?
    """

    WIDTH = 60  # characters of a long formula shown around the caret

    def __init__(self, what: str, hint: str = "", text: str = "", position: int = 0) -> None:
        super().__init__(what, hint)
        self.text = text
        self.position = position

    @property
    def excerpt(self) -> str:
        """The formula around the fault and, below it, a caret under the offending character."""
        start = max(0, self.position - self.WIDTH // 2)
        shown = self.text[start : start + self.WIDTH]
        printable = "".join(letter if letter.isprintable() else "·" for letter in shown)
        return f"  {printable}\n  {' ' * (self.position - start)}^"

    def __str__(self) -> str:
        lines = [self.what, self.excerpt if self.text else "", self.hint]
        return "\n".join(line for line in lines if line)


class DataError(OptlabError):
    """A table cannot serve as examples: not numbers, gaps, infinite values, no rows, a name that clashes."""


class SettingsError(OptlabError):
    """A hyperparameter or a setting is outside its range; raised at construction, never during a run."""
