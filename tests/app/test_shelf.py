from concurrent.futures import ThreadPoolExecutor

from optlab.app.shelf import Shelf


def test_the_least_recently_used_go_first():
    shelf: Shelf[str] = Shelf(10)
    shelf.put("a", "A", 5)
    shelf.put("b", "B", 5)
    assert shelf.get("a") == "A"
    shelf.put("c", "C", 5)
    assert (shelf.get("a"), shelf.get("b"), shelf.get("c")) == ("A", None, "C")


def test_what_is_put_again_counts_once_and_what_is_too_large_is_not_kept():
    shelf: Shelf[int] = Shelf(10)
    for size in (3, 9, 2):
        shelf.put("a", size, size)
    assert shelf.size == 2
    shelf.put("a", 11, 11)
    assert shelf.get("a") is None
    assert shelf.size == 0


def test_many_threads_leave_it_within_its_bound():
    shelf: Shelf[int] = Shelf(100)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: (shelf.put(n % 37, n, n % 11), shelf.get(n % 13)), range(3000)))
    assert 0 <= shelf.size <= 100
