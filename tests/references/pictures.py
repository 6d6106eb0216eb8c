"""What an address opens to, in few words and numbers, and how it differs from what was written down.

Texts are kept as they are said; of each table that a chart gets, the number of rows, the columns, and of those with
fractions the mean and the root mean square.  ``null`` and ``?`` stand for what the last bits of the arithmetic decide:
nothing is expected of it, because another processor may round otherwise.
"""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import pyarrow as pa
from streamlit.testing.v1 import AppTest

from tests.app import driving

FILE = Path(__file__).with_name("pictures.json")
NEAR = 1e-6
"""Numbers of a column may differ by this share of the largest."""

ROUNDING = 1e-9
"""Numbers in a sentence below this are all the same: what is left of a difference by rounding."""

DIGITS = 7
MOST_WORDS, MOST_LABELS = 32, 8
"""Words kept of a text, and of all labels of a table."""

WORDS = ("kind", "label")
"""Columns whose words are kept.  Whole numbers are not: they count runs, steps and places in a line."""

NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e[−+-]?\d+)?|\?")
OFF = frozenset(("", "0", "0.0", "False", "None"))

Summary = dict[str, Any]
Array = np.ndarray[Any, np.dtype[Any]]


def opened(address: str) -> AppTest:
    """The page that an address as one types it behind the dashboard's names: ``?f=ravine``, ``slopes?at=1,2``."""
    page, _, query = address.partition("?")
    asked = parse_qs(query, keep_blank_values=True)
    if not page:
        return driving.opened(**asked)
    shown = AppTest.from_function(PAGES[page], default_timeout=120)
    for name, texts in asked.items():
        shown.query_params[name] = texts
    return shown.run()


def _slopes() -> None:
    from optlab.app.slopes import page

    page.page()


def _chain_rule() -> None:
    from optlab.app.chain_rule import page

    page.page()


def _lessons() -> None:
    from optlab.app.lessons import page

    page.page()


PAGES = {"slopes": _slopes, "chain-rule": _chain_rule, "lessons": _lessons}


def summary(page: AppTest) -> Summary:
    """What is recorded of a page."""
    asked = [(name, text) for name, texts in page.query_params.items() for text in np.atleast_1d(texts)]
    said = [_begun(text.value, MOST_WORDS) for text in [*page.error, *page.toast, *page.markdown]]
    lines = [line for part in _components(page, "optlab_verdicts") for line in part["lines"]]
    return {
        "query": "&".join(f"{name}={text}" for name, text in asked),
        "widgets": _widgets(page),
        "texts": list(dict.fromkeys(said)),
        "verdicts": [f"{line['name']}: {line['sentence']}" for line in lines],
        "tables": dict(_tables(page)),
    }


def _begun(text: str, words: int) -> str:
    """The first words: counted, because numbers may be written longer or shorter elsewhere."""
    return " ".join(text.split(" ")[:words])


def _components(page: AppTest, name: str) -> list[Any]:
    """What the page's own components of that name were given."""
    protos = [part.proto for part in page.get("bidi_component")]
    return [json.loads(proto.json) for proto in protos if proto.component_name == name]


def _widgets(page: AppTest) -> dict[str, str]:
    """Values by label, but for what is off; those of several widgets with one label in their order."""
    found: dict[str, list[str]] = {}
    kinds = (page.selectbox, page.text_input, page.number_input, page.slider, page.select_slider, page.toggle)
    for widget in (widget for kind in kinds for widget in kind):
        found.setdefault(str(widget.label), []).append(str(widget.value))
    for part in _components(page, "optlab_rate"):
        found.setdefault(f"Learning rate of {part['name']}", []).append(str(part["rate"]))
    return {label: " | ".join(values) for label, values in found.items() if not OFF.issuperset(values)}


def _tables(page: AppTest) -> Iterator[tuple[str, list[Any]]]:
    """Everything that is drawn, by the number of the chart and the table's name."""
    for place, chart in enumerate(page.get("vega_lite_chart")):
        for data in chart.proto.datasets:
            table = pa.ipc.open_stream(data.data.data).read_all().to_pandas()
            yield f"{place} {data.name}", _table({name: table[name].to_numpy() for name in table.columns}, len(table))
    for chart in page.get("plotly_chart"):
        traces = json.loads(chart.proto.spec)["data"]
        for kind in sorted({trace["type"] for trace in traces}):
            alike = [trace for trace in traces if trace["type"] == kind]
            columns = {axis: np.concatenate([_decoded(trace[axis]).ravel() for trace in alike]) for axis in "xyz"}
            yield f"{len(alike)} {kind}", _table(columns, len(columns["z"]))
    for part in _components(page, "optlab_numbers"):
        columns = {name: np.array(list(_flat(values))) for name, values in part["numbers"].items()}
        yield "numbers", _table(columns, len(part["losses"]))


def _table(columns: Mapping[str, Array], rows: int) -> list[Any]:
    """Rows, the columns' names, mean and root mean square of those with fractions one after the other, and labels."""
    sizes = [_size(values) for values in columns.values() if values.dtype.kind == "f"]
    words = [_words(columns[name]) for name in WORDS if name in columns]
    return [rows, " ".join(columns), sizes, *filter(None, words)]


def _words(values: Array) -> str:
    return _begun(" / ".join(sorted(set(map(str, values)) - {""})), MOST_LABELS)


def _decoded(values: Any) -> Array:
    """Numbers as Plotly sends them: in bytes, or one by one."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
    return np.array([math.nan if value is None else value for value in values], dtype=float)


def _flat(values: Any) -> Iterator[float]:
    if isinstance(values, list):
        for value in values:
            yield from _flat(value)
    elif isinstance(values, int | float):
        yield float(values)


def _size(values: Array) -> list[float]:
    """Mean and root mean square of the finite numbers."""
    finite = values[np.isfinite(values)].astype(float)
    largest = np.abs(finite).max(initial=0.0)  # taken out before squares, which might be beyond all numbers
    if largest == 0.0:
        return [0, 0]
    shares = finite / largest
    return [_short(largest * shares.mean()), _short(largest * np.sqrt(np.mean(shares**2)))]


def _short(number: float) -> float:
    rounded = float(f"{number:.{DIGITS}g}")
    return int(rounded) if rounded.is_integer() else rounded


# -------------------------------------------------------------------- comparing


def differences(recorded: Any, found: Any, path: str = "") -> list[str]:
    """Where ``found`` is not what was recorded, a line each."""
    if recorded is None:
        return []
    if isinstance(recorded, str) and isinstance(found, str):
        return [] if same_words(recorded, found) else [f"{path}: {recorded!r} was {found!r}"]
    if isinstance(recorded, dict) and isinstance(found, dict):
        missing = [f"{path}: {name!r} on one side only" for name in recorded.keys() ^ found.keys()]
        both = [name for name in recorded if name in found]
        return missing + [line for name in both for line in differences(recorded[name], found[name], f"{path}/{name}")]
    if is_size(recorded) and is_size(found):
        return [] if same_size(recorded, found) else [f"{path}: {recorded} was {found}"]
    if isinstance(recorded, list) and isinstance(found, list) and len(recorded) == len(found):
        pairs = enumerate(zip(recorded, found, strict=True))
        return [line for place, (left, right) in pairs for line in differences(left, right, f"{path}[{place}]")]
    return [] if recorded == found else [f"{path}: {recorded!r} was {found!r}"]


def is_size(value: Any) -> bool:
    """Whether this is what is kept of a column: mean and root mean square."""
    numbers = isinstance(value, list) and len(value) == 2
    return numbers and all(isinstance(number, int | float | None) for number in value)


def same_size(recorded: list[float | None], found: list[float], near: float = NEAR) -> bool:
    """Whether the numbers that are recorded are the same, but for a millionth of the larger."""
    scale = max((abs(number) for number in [*recorded, *found] if number is not None), default=0.0)
    pairs = zip(recorded, found, strict=True)
    return all(left is None or abs(left - right) <= near * scale for left, right in pairs)


def same_words(recorded: str, found: str) -> bool:
    """Whether words are the same and numbers too: whole ones exactly, others within one unit of the last figure.

    >>> same_words("loss 0.125 at step 20", "loss 0.126 at step 20"), same_words("step 20", "step 21")
    (True, False)
    """
    if NUMBER.split(recorded) != NUMBER.split(found):
        return False
    return all(map(_same_number, NUMBER.findall(recorded), NUMBER.findall(found)))


def _same_number(recorded: str, found: str) -> bool:
    if "?" in (recorded, found) or recorded == found:
        return recorded in ("?", found)
    if recorded.isdecimal() and found.isdecimal():
        return False
    left, right = (float(number.replace("−", "-")) for number in (recorded, found))
    digits, _, power = recorded.replace("−", "-").partition("e")
    unit = 10.0 ** (int(power or 0) - len(digits.partition(".")[2]))
    return abs(left - right) <= 1.001 * unit or max(left, right) < ROUNDING


def agreed(recorded: Any, others: list[Any]) -> Any:
    """What is common to recordings whose arithmetic differs in last bits: the rest becomes ``None`` and ``?``."""
    if isinstance(recorded, dict) and all(isinstance(o, dict) and o.keys() == recorded.keys() for o in others):
        return {name: agreed(value, [other[name] for other in others]) for name, value in recorded.items()}
    if isinstance(recorded, list) and all(isinstance(o, list) and len(o) == len(recorded) for o in others):
        if is_size(recorded) and all(map(is_size, others)):
            return _agreed_size(recorded, others)
        return [agreed(value, [other[place] for other in others]) for place, value in enumerate(recorded)]
    if isinstance(recorded, str) and all(NUMBER.split(o) == NUMBER.split(recorded) for o in others):
        return _agreed_text(recorded, others)
    return recorded if all(other == recorded for other in others) else None


def _agreed_size(recorded: list[float], others: list[list[float]]) -> list[float | None]:
    """The numbers that moved by far less than is allowed."""
    mean, size = recorded
    alone: list[list[float | None]] = [[mean, None], [None, size]]
    known = [all(same_size(only, other, NEAR / 10) for other in others) for only in alone]
    return [number if same else None for number, same in zip(recorded, known, strict=True)]


def _agreed_text(recorded: str, others: list[str]) -> str:
    numbers = NUMBER.findall(recorded)
    known = [all(NUMBER.findall(other)[place] == number for other in others) for place, number in enumerate(numbers)]
    masked = iter(number if same else "?" for number, same in zip(numbers, known, strict=True))
    return NUMBER.sub(lambda _: next(masked), recorded)
