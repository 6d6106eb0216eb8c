"""Two replicas behind nginx; skipped where there is no nginx, unless OPTLAB_NGINX=required."""

import os
import time
import urllib.error
import urllib.request

import pytest

from tests.load.acts import unfold
from tests.load.balancer import balancing, nginx
from tests.load.conftest import outcome_of
from tests.load.picture import differences, picture
from tests.load.session import Session, SessionError
from tests.serving import serving


@pytest.fixture(scope="module")
def replicas():
    if nginx() is None:
        reason = "no nginx was found on this machine"
        if os.environ.get("OPTLAB_NGINX") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with serving() as one, serving() as other:
        for replica in (one, other):
            await_first_page(replica)
        yield one, other


def await_first_page(replica, seconds=60.0):
    """Return when the server's own first visitor has come and gone."""
    end = time.monotonic() + seconds
    while replica.sessions or not replica.cache[0]:
        assert time.monotonic() < end, "the server did not open its first page"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def address(replicas):
    with balancing([replica.port for replica in replicas]) as found:
        yield found


def status(address, cookie=""):
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": cookie}), timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_nginx_answers_for_the_health_of_the_replicas_and_hides_their_metrics(address):
    assert status(f"{address}/_stcore/health") == 200
    assert status(f"{address}/_stcore/metrics") == 404


def test_an_address_of_eight_thousand_characters_passes(address):
    assert status(f"{address}/?e={'x%2B' * 2_000}1") == 200


def test_a_browser_stays_with_its_replica(address, replicas):
    async def opened():
        async with Session(address) as first:
            await first.load()
            before = [replica.sessions for replica in replicas]
            async with Session(address, cookies=first.cookies) as second:
                await second.load()
                return before, [replica.sessions for replica in replicas]

    before, after = outcome_of(opened())
    assert sorted(before) == [0, 1]
    assert after == [2 * count for count in before]


def test_when_a_replica_is_killed_the_same_address_shows_the_same_picture_from_the_other(address, replicas):
    async def told():
        async with Session(address) as session:
            await session.load()
            await unfold(session)
            for key, value in (
                ("run3.rate_control", 0.005),
                ("formula", "(x - 1)^2 + 4y^2"),
                ("seed", 7),
                ("steps", 150),
            ):
                await session.change(key, value)
            before = picture(session.page)
            next(replica for replica in replicas if replica.sessions).kill()
            with pytest.raises(SessionError, match="closed"):
                await session.change("seed", 8)
        async with Session(address, before.query, session.cookies) as again:
            await again.load()
            await unfold(again)
            return before, picture(again.page)

    before, after = outcome_of(told())
    assert before.values["seed"] == 7
    assert differences(before, after) == []
