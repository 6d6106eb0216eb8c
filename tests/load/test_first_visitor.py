"""The server opens its first page for nobody, so that the first visitor finds it computed."""

import time

from tests.serving import serving


def test_before_anybody_came_the_first_page_is_in_the_cache_and_no_session_is_left():
    with serving() as server:
        end = time.monotonic() + 60
        while server.cache[0] == 0 or server.sessions:
            assert time.monotonic() < end
            time.sleep(0.1)
        assert server.tracebacks == 0
