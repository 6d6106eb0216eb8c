"""What surrounds the pages, without a browser."""

import asyncio
import base64
import hashlib
import json
import tomllib
import weakref
from importlib import resources
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from optlab.app.serving import memory_tuning
from optlab.app.serving.first_view import FRAMES, FirstView
from optlab.app.serving.server import let_sessions_go, lifespan, middleware, routes, security_headers
from optlab.app.serving.shared_cache import CACHE


def answer(app, kind="http", path="/"):
    """What an ASGI application sends for one request, asked through the middleware."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    wrapped = middleware()[0]
    scope = {"type": kind, "path": path, "method": "GET", "headers": [], "query_string": b""}
    asyncio.run(wrapped.cls(app, *wrapped.args, **wrapped.kwargs)(scope, receive, send))
    return sent


def saying(*messages):
    async def app(scope, receive, send):
        for message in messages:
            await send(message)

    return app


def test_an_answer_gets_the_headers_and_keeps_its_own():
    own = [(b"x-content-type-options", b"mine"), (b"content-type", b"text/plain")]
    start = {"type": "http.response.start", "status": 200, "headers": own}
    made = dict(answer(saying(start))[0]["headers"])
    assert made[b"x-content-type-options"] == b"mine"
    assert made[b"referrer-policy"] == b"no-referrer"
    assert b"script-src 'self'" in made[b"content-security-policy"]


def test_websockets_pass_untouched():
    accept = {"type": "websocket.accept", "headers": []}
    assert answer(saying(accept), "websocket") == [{"type": "websocket.accept", "headers": []}]


def test_of_the_scripts_in_the_page_only_streamlits_own_may_run():
    policy = security_headers()["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts
    page = resources.files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8")
    for script in (part.split("</script>")[0] for part in page.split("<script>")[1:]):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in scripts


def test_nothing_is_fetched_from_elsewhere_and_any_page_may_frame_the_app():
    policy = security_headers()["Content-Security-Policy"]
    assert "http" not in policy
    assert "*" not in policy
    assert "frame-ancestors" not in policy


def test_the_cache_says_how_full_it_is():
    CACHE.put("test_server", "value", 1000)
    route = next(route for route in routes() if route.path == "/cache")
    assert route.path == "/cache"
    body = json.loads(answer(route.app, path="/cache")[1]["body"])
    assert 1000 <= body["bytes"] <= body["capacity"] == CACHE.capacity
    assert body["results"] >= 1


async def nobody_comes():
    """In place of the server's own first visitor."""
    raise RuntimeError("there is no page")


def test_while_the_server_runs_memory_is_tidied(monkeypatch):
    tidied = Event()
    monkeypatch.setattr(memory_tuning, "ROUND", 0.001)
    monkeypatch.setattr(memory_tuning, "settle", lambda: None)
    monkeypatch.setattr(memory_tuning, "tidy", tidied.set)
    monkeypatch.setattr("optlab.app.serving.server.let_sessions_go", lambda: None)
    monkeypatch.setattr("optlab.app.serving.server.open_first_page", nobody_comes)

    async def served():
        async with lifespan()(None):
            return await asyncio.to_thread(tidied.wait, 60)

    assert asyncio.run(served())


class Session:
    id = "expired"


def test_sessions_to_which_nobody_can_return_are_dropped(monkeypatch):
    storage = MemorySessionStorage(ttl_seconds=-1)
    manager = WebsocketSessionManager(storage, None, None, None)
    monkeypatch.setattr(st.runtime, "get_instance", lambda: SimpleNamespace(_session_mgr=manager))
    session = Session()
    storage.save(SimpleNamespace(session=session))
    kept = weakref.ref(session)
    del session
    assert kept() is not None
    let_sessions_go()
    assert kept() is None


def test_the_public_page_tells_no_error_details_sends_no_statistics_and_takes_small_files_only():
    config = tomllib.loads((Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["client"]["showErrorDetails"] == "none"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["maxUploadSize"] == 1
    assert not config.get("server", {}).get("enableStaticServing")


PAGE = b"<html><head></head><body><div id='root'></div></body></html>"


def seen(content_type, method="GET", status=200):
    """Headers and body of an answer in two parts, asked through the middleware of the first view."""
    headers = [(b"content-type", content_type.encode()), (b"content-length", b"%d" % len(PAGE)), (b"etag", b"old")]
    sent = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
        await send({"type": "http.response.body", "body": PAGE[20:]})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": "/", "headers": []}
    asyncio.run(FirstView(app)(scope, None, send))
    return dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent)


def test_the_page_comes_with_its_first_view_and_its_true_length():
    headers, body = seen("text/html; charset=utf-8")
    assert body.startswith(b"<html><head><style>")
    assert body.endswith(FRAMES.encode() + b"</body></html>")
    assert headers[b"content-length"] == b"%d" % len(body)
    assert b"etag" not in headers


@pytest.mark.parametrize(
    ("content_type", "method", "status"),
    [("text/javascript", "GET", 200), ("text/html", "HEAD", 200), ("text/html", "GET", 404)],
)
def test_whatever_else_is_answered_passes_untouched(content_type, method, status):
    headers, body = seen(content_type, method, status)
    assert body == PAGE
    assert headers[b"etag"] == b"old"


def test_streamlits_own_page_has_the_places_for_the_first_view_once():
    page = resources.files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8")
    assert (page.count("</head>"), page.count("</body>")) == (1, 1)
