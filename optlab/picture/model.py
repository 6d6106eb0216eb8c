"""A model on rows as a value: its kind, the rows, what it is told to predict from what; and as one text of an address.

The text begins with the kind; then comes whatever differs from the defaults: ``network~data=spiral~hidden=8,8``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from optlab import datasets, models
from optlab.datasets.reading import MOST_COLUMNS
from optlab.errors import SettingsError
from optlab.expressions.text.tokens import LONGEST_TEXT
from optlab.optimizers.hyperparameters import Checked
from optlab.picture.faults import UNREADABLE, fault_text
from optlab.picture.fields import Field, Texts, choice, declared, names, number, read_whole, switch, text, whole

KEY = "m"
"""Of a model in an address."""

MOST_LAYERS, MOST_UNITS = 6, 64
"""Inner layers of a network, and units of one."""

MOST_DEGREE = 12
FEWEST_DRAWN, MOST_DRAWN = 10, 2_000
"""Rows of a generator."""

MOST_HELD_BACK = 0.9
ACTIVATIONS = ("tanh", "relu", "sigmoid", "sin")
OF_VALUES, OF_CLASSES = ("squared", "absolute", "huber"), ("log", "hinge")
"""Losses of a model that predicts a value, and of one that predicts classes."""

TITLES = {
    "line": "straight line",
    "polynomial": "polynomial",
    "logistic": "logistic",
    "softmax": "softmax",
    "network": "network",
    "curve": "own formula",
}
"""The kinds of models in words."""

LAYERS_HINT = "write the units of each layer, such as 8 or 8-8"


def _layers() -> Any:
    """The units of each inner layer; in an address ``8,8``."""

    def holds(value: object) -> bool:
        if not isinstance(value, tuple) or len(value) > MOST_LAYERS:
            return False
        return all(isinstance(units, int) and 1 <= units <= MOST_UNITS for units in value)

    words = f"at most {MOST_LAYERS} layers of 1 to {MOST_UNITS} units"
    return declared(
        (8,), Field(words, holds, "layers", "hidden", lambda layers: [layers_text(layers, ",")], _read_layers)
    )


def _read_layers(texts: Texts) -> tuple[int, ...]:
    return read_layers(texts[0])


def layers_text(layers: tuple[int, ...], between: str = "-") -> str:
    """Layers as one types them: ``8-8``; nothing where there is none."""
    return between.join(map(str, layers))


def read_layers(typed: str) -> tuple[int, ...]:
    """Layers as somebody types them; none for nothing; SettingsError for what is no layer.

    >>> read_layers("8-8"), read_layers("16, 4"), read_layers("")
    ((8, 8), (16, 4), ())
    >>> read_layers("0-8")
    Traceback (most recent call last):
        ...
    optlab.errors.SettingsError: a layer has from 1 to 64 units, got '0'
    write the units of each layer, such as 8 or 8-8
    """
    for sign in "–—−,;x×>":
        typed = typed.replace(sign, "-")
    parts = [part for part in typed.replace(" ", "-").split("-") if part]
    if len(parts) > MOST_LAYERS:
        raise SettingsError(f"a network has at most {MOST_LAYERS} inner layers here, got {len(parts)}", LAYERS_HINT)
    layers = []
    for part in parts:
        try:
            layers.append(read_whole(part, 1, MOST_UNITS))
        except SettingsError as error:
            what = f"a layer has from 1 to {MOST_UNITS} units, got {part[:20]!r}"
            raise SettingsError(what, LAYERS_HINT) from error
    return tuple(layers)


def _data() -> Any:
    """The name of a table or a generator; empty for the visitor's own rows."""
    return choice("data", "moons", datasets.names(), "")


def _share() -> Any:
    of: Field = number("test", 0.25, 0.0).metadata["allowed"]
    limited = replace(
        of,
        words=f"a share from 0 to {MOST_HELD_BACK:g}",
        holds=lambda share: of.holds(share) and share <= MOST_HELD_BACK,
    )
    return declared(0.25, replace(limited, limits=(0.0, MOST_HELD_BACK)))


@dataclass(frozen=True)
class ModelSettings(Checked):
    """A model on rows: ``data`` is empty for the visitor's own; ``inputs``, ``target`` and ``loss`` where they are
    empty are those of the rows and of the kind, and so is the ``formula`` of a curve.

    ``hidden`` and ``activation`` are about networks, ``degree`` about polynomials; ``test`` is the share of rows that
    is held back; ``rows`` and ``noise`` are about generators; ``seed`` draws their rows, the rows that are held back,
    and the first weights; ``scaled`` brings inputs and a target of values to mean 0 and deviation 1.

    >>> ModelSettings(hidden=(0, 8))
    Traceback (most recent call last):
        ...
    optlab.errors.SettingsError: hidden must be at most 6 layers of 1 to 64 units, got (0, 8)
    (8,) is the usual choice
    """

    kind: str = choice("", "network", models.KINDS)
    data: str = _data()
    inputs: tuple[str, ...] = names("inputs", (), MOST_COLUMNS)
    target: str = text("target", "", 40)
    hidden: tuple[int, ...] = _layers()
    activation: str = choice("activation", "tanh", ACTIVATIONS)
    degree: int = whole("degree", 3, 1, MOST_DEGREE)
    formula: str = text("formula", "", LONGEST_TEXT)
    loss: str = choice("loss", "", (*OF_VALUES, *OF_CLASSES), "")
    penalty: float = number("penalty", 0.0, 0.0)
    test: float = _share()
    rows: int = whole("rows", 240, FEWEST_DRAWN, MOST_DRAWN)
    noise: float = number("noise", 0.1, 0.0)
    seed: int = whole("seed", 0, 0, 2**32 - 1)
    scaled: bool = switch("scaled", True)

    @property
    def is_drawn(self) -> bool:
        """Whether the rows come from a generator."""
        return self.data in datasets.generators()


# ------------------------------------------------------------------ as one text


def model_text(model: ModelSettings) -> str:
    """The kind, then ``~name=value`` for whatever differs from the defaults."""
    usual = ModelSettings(model.kind)
    pairs = [
        f"{of.key}={own[0]}"
        for name, of in _parts()
        if (own := of.write(getattr(model, name))) != of.write(getattr(usual, name))
    ]
    return "~".join([model.kind, *(pair.replace("~", "-") for pair in pairs)])


def read_model(typed: str) -> tuple[ModelSettings | None, list[str]]:
    """The model that a text describes, and a notice for each part that could not be read; None for no model.

    >>> read_model("network~hidden=8,8~seed=x")[1]
    ["m: seed must be a whole number from 0 to 4294967295, got 'x'"]
    """
    kind, *pairs = typed.split("~")
    if kind not in models.KINDS:
        return None, [f"{KEY}: there is no model called {kind[:40]!r}: write one of {', '.join(models.KINDS)}"]
    model, notices, by_key = ModelSettings(kind), list[str](), {of.key: (name, of) for name, of in _parts()}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or key not in by_key:
            notices.append(f"{KEY}: {pair[:40]!r} is no part of a model")
            continue
        name, of = by_key[key]
        try:
            model = replace(model, **{name: of.read([value])})
        except UNREADABLE as error:
            notices.append(f"{KEY}: {fault_text(error, name)}")
    return model, notices


def model_field() -> Any:
    """A model in the settings of a page; none by default."""

    def holds(value: object) -> bool:
        return value is None or isinstance(value, ModelSettings)

    def write(model: ModelSettings | None) -> Texts:
        return [] if model is None else [model_text(model)]

    def read(texts: Texts) -> ModelSettings | None:
        return read_model(texts[0])[0]

    return declared(None, Field("a model, or None", holds, "model", KEY, write, read))


def _parts() -> list[tuple[str, Field]]:
    """The fields but for the kind, by name."""
    return [(entry.name, entry.metadata["allowed"]) for entry in fields(ModelSettings) if entry.name != "kind"]
