from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from optlab.app.turns import turn


def test_a_second_large_job_waits_and_may_give_up_and_small_ones_do_not_wait():
    waited = Event()
    with turn(True, lambda: None), ThreadPoolExecutor() as pool:
        pool.submit(small).result()
        with pytest.raises(InterruptedError):
            pool.submit(impatient, waited).result()
    assert waited.is_set()
    with turn(True, lambda: None):
        pass


def small() -> None:
    with turn(False, lambda: None):
        pass


def impatient(waited: Event) -> None:
    def give_up() -> None:
        waited.set()
        raise InterruptedError

    with turn(True, give_up):
        pass
