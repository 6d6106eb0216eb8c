from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest

from optlab.app.serving.shared_cache import CACHE, SharedCache, cached, key_bytes
from optlab.picture.subject import Subject


def test_the_least_recently_used_go_first():
    cache: SharedCache[str] = SharedCache(10)
    cache.put("a", "A", 5)
    cache.put("b", "B", 5)
    assert cache.get("a") == "A"
    cache.put("c", "C", 5)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == ("A", None, "C")


def test_what_is_put_again_counts_once_and_what_is_too_large_is_not_kept():
    cache: SharedCache[int] = SharedCache(10)
    for size in (3, 9, 2):
        cache.put("a", size, size)
    assert cache.size == 2
    cache.put("a", 11, 11)
    assert cache.get("a") is None
    assert cache.size == 0


def test_many_threads_leave_it_within_its_bound():
    cache: SharedCache[int] = SharedCache(100)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: (cache.put(n % 37, n, n % 11), cache.get(n % 13)), range(3000)))
    assert 0 <= cache.size <= 100


def test_what_is_asked_for_by_many_at_once_is_made_once():
    cache: SharedCache[str] = SharedCache(10)
    made = []
    begun = Barrier(8)

    def ask(_: int) -> str:
        begun.wait()
        return cache.remember("a", lambda: made.append(1) or sleep(0.05) or "A", len)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {"A"}
    assert len(made) == 1


def test_a_maker_that_fails_leaves_the_work_to_the_next():
    cache: SharedCache[str] = SharedCache(10)
    with pytest.raises(ZeroDivisionError):
        cache.remember("a", lambda: str(1 // 0), len)
    assert cache.remember("a", lambda: "A", len) == "A"


def test_what_was_not_used_for_a_while_is_forgotten():
    now = [0.0]
    cache: SharedCache[str] = SharedCache(10, clock=lambda: now[0])
    for key in "ab":
        cache.put(key, key, 1)
    now[0] = 7.0
    assert cache.get("a") == "a"
    now[0] = 12.0
    cache.forget(10.0)
    assert (cache.get("a"), cache.get("b"), cache.size) == ("a", None, 1)


def test_keys_count_too_so_that_many_long_ones_push_out_what_is_old():
    """1,500 packed rows with 380 kB behind their end took a gigabyte while the cache counted 127 MB."""

    @cached(lambda _: 8)
    def length(text: str) -> int:
        return len(text)

    texts = [f"{number}" + "x" * 1_000_000 for number in range(3)]
    CACHE.forget(0.0)  # full, it would push out others
    before = CACHE.size
    assert [length(text) for text in texts] == [1_000_001] * 3
    assert CACHE.size - before >= 3_000_000
    CACHE.forget(0.0)


def test_a_key_counts_with_all_its_parts():
    subject = Subject(formula="x" * 500, rows="y" * 100_000)
    assert 100_500 < key_bytes(("a", subject, (1.0, 2.0))) < 103_000
