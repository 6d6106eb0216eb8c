from itertools import pairwise

import pytest

from optlab.charts.graph.layout import MOST_COLUMNS, TALLEST, placement_of

DIAMOND = [(), (0,), (0,), (1, 2)]
LONG_EDGE = [(), (0,), (1,), (2,), (0, 3)]


@pytest.mark.parametrize("inputs", [DIAMOND, LONG_EDGE, [(), (), (0, 1)], [()]])
def test_every_edge_goes_from_left_to_right_one_column_at_a_time(inputs):
    placement = placement_of(inputs)
    column = {item: number for number, items in enumerate(placement.columns) for item in items}
    assert {(part, user) for user, parts in enumerate(inputs) for part in parts} == set(placement.routes)
    for route in placement.routes.values():
        assert all(column[after] == column[before] + 1 for before, after in pairwise(route))


def test_an_input_stands_right_before_its_first_user():
    placement = placement_of([(), (0,), (), (1, 2)])
    assert [set(column) for column in placement.columns] == [{0}, {1, 2}, {3}]


def test_a_ladder_is_drawn_without_crossings():
    placement = placement_of([(), (), (), (0,), (1,), (2,), (3, 4, 5)])
    heights = {item: row for column in placement.columns for row, item in enumerate(column)}
    assert [heights[item + 3] for item in range(3)] == [heights[item] for item in range(3)]


def test_what_is_too_wide_or_too_tall_does_not_fit():
    chain = [(), *((number,) for number in range(MOST_COLUMNS))]
    assert not placement_of(chain).fits()
    assert placement_of(chain[:-1]).fits()
    many = [*[()] * 8, tuple(range(8))]
    assert not placement_of(many).fits()
    assert placement_of(many).fits(TALLEST)
