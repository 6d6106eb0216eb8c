"""Cells to numbers: thousands, decimal signs, percent, currencies and units as people and programs write them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from optlab.errors import DataError

GAPS = frozenset(
    {"", "na", "n/a", "n.a.", "n.d.", "nan", "-nan", "<na>", "nat", "null", "none", "nil", "missing", "\\n"}
    | {"?", "-", "--", "---", "–", "—", ".", "..", "…", "...", "*"}
    | {"#n/a", "#na", "#null!", "#value!", "#div/0!", "#ref!", "#num!"}
    | {"inf", "-inf", "+inf", "infinity", "-infinity"}
)
"""What stands where there is no value, in small letters."""

LONGEST_NUMBER = 400
"""Characters: the longest number that has a value in double precision, and what may stand around it."""

SPACES = " \u00a0\u2007\u2009\u202f"
APOSTROPHES = "'\u2019\u02bc`\u00b4"
MINUS = str.maketrans("\u2212\u2012\u2013\ufe63\uff0d", "-----")

_CODES = r"USD|EUR|GBP|CHF|JPY|INR|CNY|SEK|NOK|DKK|PLN|BRL|Rs\.?|kr\.?|zł"
_CURRENCY = rf"(?:(?:US|A|C|CA|AU|NZ|HK|R|S)?\$|[€£¥₹₩₽₺₪฿₫₴]|(?:{_CODES})(?![A-Za-z]))"
_CELL = re.compile(
    rf"(?P<open>\()?(?P<sign>[+-]?)\s*(?P<before>{_CURRENCY})?\s*(?P<inner>[+-]?)"
    rf"(?P<digits>[0-9](?:[0-9.,]|[{SPACES}{APOSTROPHES}](?=[0-9]))*+|[.,][0-9]++)(?P<exponent>[eE][+-]?[0-9]+|[dD][+-][0-9]+)?"
    rf"(?P<after>\s*(?:%|‰|°[CF]?|{_CURRENCY})|\s+(?P<word>[A-Za-zµμΩ°][A-Za-zµμΩ°²³/·^0-9]{{0,11}}))?(?P<close>\))?"
)
_PLAIN = re.compile(r"-?[0-9]+(?:(\.)(?:[0-9]{1,2}|[0-9]{4,}))?")
_GROUPED = re.compile(rf"\d{{1,3}}(?:([{SPACES}{APOSTROPHES}])\d{{3}})(?:\1\d{{3}})*(?=[.,]|$)")
_POINT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")

POINT, COMMA = ".", ","
PLAIN = frozenset("0123456789.,")


class Shape(NamedTuple):
    """How a number is written: ``digits`` with their signs and exponent; ``decimal``: the sign that must stand before
    its decimals, empty where it tells none; ``either``: the one sign that may be decimal or stand at the thousands;
    ``grouped``: whether spaces or apostrophes stood at the thousands; ``unit``: what stood around it.
    """

    digits: str
    decimal: str
    either: str
    grouped: bool
    unit: str


def is_gap(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return len(cell) <= 12 and cell.casefold() in GAPS


def shape_of(cell: str) -> Shape | None:
    """How the number in a cell is written; None where there is none.

    >>> shape_of("$1,200.50"), shape_of("1,234"), shape_of("A12")
    (Shape(digits='1,200.50', decimal='.', either='', grouped=False, unit='$'), \
Shape(digits='1,234', decimal='', either=',', grouped=False, unit=''), None)
    """
    if len(cell) > LONGEST_NUMBER:
        return None
    if plain := _PLAIN.fullmatch(cell):  # most numbers by far
        return Shape(cell, plain[1] or "", "", False, "")
    match = _CELL.fullmatch(cell.translate(MINUS).strip(SPACES))
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["open"] and match["word"]):
        return None
    digits, grouped = _ungrouped(match["digits"])
    known = _decimal(digits, bool(match["exponent"]) or grouped) if set(digits) <= PLAIN else None
    units = [part.strip() for part in (match["before"], match["after"]) if part]
    signs = [match["sign"], match["inner"], "-" * bool(match["open"])]
    if known is None or len(units) > 1 or sum(map(bool, signs)) > 1:
        return None
    return Shape("".join(signs) + digits + (match["exponent"] or ""), *known, grouped, "".join(units))


def _ungrouped(digits: str) -> tuple[str, bool]:
    """The digits without spaces or apostrophes at their thousands, and whether some stood there."""
    match = _GROUPED.match(digits)
    if not match:
        return digits, False
    return digits[: match.end()].replace(match[1], "") + digits[match.end() :], True


def _decimal(digits: str, alone: bool) -> tuple[str, str] | None:
    """The decimal sign that the digits tell, and the sign that may be one; None for digits in no order.

    ``alone``: whether a single sign can only stand before decimals, because something else stands at the thousands.
    """
    commas, points = digits.count(COMMA), digits.count(POINT)
    if commas + points == 0:
        return "", ""
    if commas and points:
        sign = max(COMMA, POINT, key=digits.rfind)
        whole, decimals = digits.rsplit(sign, 1)
        groups = _COMMA_GROUPS if sign == POINT else _POINT_GROUPS
        return (sign, "") if groups.fullmatch(whole) and decimals.isdigit() else None
    if commas + points > 1:
        sign, groups = (POINT, _COMMA_GROUPS) if commas else (COMMA, _POINT_GROUPS)
        return (sign, "") if groups.fullmatch(digits) else None
    sign = COMMA if commas else POINT
    if digits.endswith(COMMA):
        return None
    return ("", sign) if _ONE_GROUP.fullmatch(digits) and not alone else (sign, "")


def decimals_of(shapes: Iterable[Shape]) -> set[str]:
    """The decimal signs that numbers tell without doubt."""
    return {shape.decimal for shape in shapes} - {""}


def decimal_sign(shapes: Sequence[Shape], elsewhere: set[str], separator: str) -> str | None:
    """The decimal sign of a column's numbers; None where nobody can know.

    What one number of the column tells holds for all of it.  Where every number might be either way (``1,234``), the
    other columns tell, then the separator: between commas a point is decimal and a comma in quotes stands at the
    thousands; between semicolons a comma is decimal, because such a file has them for the commas' sake, and a point
    might be either; between tabs and spaces a point is decimal, and a comma might be either.
    """
    own, either = decimals_of(shapes), {shape.either for shape in shapes} - {""}
    if len(own) > 1 or (not own and len(either) > 1):
        return None
    if own or not either:
        return next(iter(own), POINT)
    if len(elsewhere) == 1:
        return next(iter(elsewhere))
    if separator == COMMA:
        return POINT
    usual = COMMA if separator == ";" else POINT
    return usual if either == {usual} else None


def value_of(shape: Shape, decimal: str) -> float:
    """The number; DataError where it is too large for double precision."""
    digits = (
        shape.digits.replace(POINT if decimal == COMMA else COMMA, "").replace(COMMA, POINT).upper().replace("D", "E")
    )
    value = float(digits)
    if math.isinf(value):
        raise DataError(f"{shape.digits[:40]} is too large: numbers end at about 1.8e308", "write it in another unit")
    return value
