"""The address as a memory: what the page wrote, and where the visitor went."""

from types import SimpleNamespace

import pytest

from optlab.app.shared import address_bar


class Parameters(dict):
    """The part of ``st.query_params`` that is used."""

    def get_all(self, name):
        return self[name]

    def from_dict(self, given):
        self.clear()
        self.update(given)


@pytest.fixture
def browser(monkeypatch):
    """A browser's address, a session, and a clock that can be set."""
    found = SimpleNamespace(session_state={}, query_params=Parameters(), now=1000.0)
    monkeypatch.setattr(address_bar, "st", found)
    monkeypatch.setattr(address_bar.time, "monotonic", lambda: found.now)
    return found


def run(browser, steps=None, page="compare", whole=True):
    """One run of a page, at whose end it remembers its state; interrupted before that where it is not ``whole``."""
    moved = address_bar.elsewhere(page)
    if whole:
        address_bar.remember(page, {"n": [str(steps)]} if steps else address_bar.present())
    return moved


def test_what_the_page_wrote_itself_is_no_move_nor_is_an_older_address_until_the_browser_has_heard(browser):
    assert not run(browser, 100)
    assert not run(browser, 100)
    run(browser, 150)
    browser.query_params.from_dict({"n": ["100"]})
    assert not run(browser, 150)
    browser.query_params.from_dict({"n": ["100"]})
    browser.now += 2 * address_bar.LAG
    assert run(browser)


def test_back_and_forward_are_moves_even_if_the_page_was_interrupted_in_between(browser):
    for steps in (100, 150):
        run(browser, steps)
    browser.now += 2 * address_bar.LAG
    browser.query_params.from_dict({"n": ["100"]})
    assert run(browser, whole=False)
    browser.query_params.from_dict({"n": ["150"]})
    assert run(browser)


def test_another_page_without_a_word_in_the_address_is_as_it_was(browser):
    run(browser, 100)
    browser.query_params.clear()
    assert not run(browser, page="slopes")
    browser.query_params.clear()
    assert not run(browser, 100)
    browser.query_params.clear()
    run(browser, page="slopes")
    browser.query_params.from_dict({"n": ["300"]})
    assert run(browser)


@pytest.mark.parametrize("name", ["utm_source", "UTM_campaign", "fbclid", "gclid", "embed", "embed_options"])
def test_what_mailers_and_chats_add_to_a_link_is_passed_over(browser, name):
    browser.query_params.from_dict({"n": ["100"], name: ["x"]})
    assert address_bar.present() == {"n": ["100"]}
