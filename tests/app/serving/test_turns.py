from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from optlab.app.serving.turns import Turns, job

FOR_EVER = 1e6


def begin(turns, done):
    with turns.turn():
        done.set()


def fail(turns, pool, done):
    with turns.turn():
        pool.submit(begin, turns, done)
        assert not done.wait(0.05)
        raise ZeroDivisionError


def test_a_turn_begins_when_the_one_before_is_over_whatever_went_wrong_in_it():
    turns, done = Turns(FOR_EVER), Event()
    with ThreadPoolExecutor() as pool:
        with pytest.raises(ZeroDivisionError):
            fail(turns, pool, done)
        assert done.wait(60)


def test_a_turn_that_lasts_too_long_keeps_nobody_waiting():
    turns, done = Turns(0.01), Event()
    with ThreadPoolExecutor() as pool, turns.turn():
        pool.submit(begin, turns, done)
        assert done.wait(60)


def test_who_leaves_its_turn_keeps_nobody_waiting_and_may_do_so_twice():
    turns, done = Turns(FOR_EVER), Event()
    with ThreadPoolExecutor() as pool, turns.turn():
        turns.leave()
        turns.leave()
        pool.submit(begin, turns, done)
        assert done.wait(60)


def test_a_second_large_job_waits_and_may_give_up_and_small_ones_do_not_wait():
    waited = Event()
    with job(True, lambda: None), ThreadPoolExecutor() as pool:
        pool.submit(small).result()
        with pytest.raises(InterruptedError):
            pool.submit(impatient, waited).result()
    assert waited.is_set()
    with job(True, lambda: None):
        pass


def test_a_large_job_leaves_the_turn_to_others(monkeypatch):
    reruns, done = Turns(FOR_EVER), Event()
    monkeypatch.setattr("optlab.app.serving.turns.RERUNS", reruns)
    with ThreadPoolExecutor() as pool, reruns.turn(), job(True, lambda: None):
        pool.submit(begin, reruns, done)
        assert done.wait(60)


def small() -> None:
    with job(False, lambda: None):
        pass


def impatient(waited: Event) -> None:
    def give_up() -> None:
        waited.set()
        raise InterruptedError

    with job(True, give_up):
        pass


def test_a_turn_inside_a_turn_begins_at_once_and_ends_with_the_outer_one():
    turns, done = Turns(FOR_EVER), Event()
    with ThreadPoolExecutor() as pool:
        with turns.turn():
            with turns.turn():
                pass
            pool.submit(begin, turns, done)
            assert not done.wait(0.05)
        assert done.wait(60)
