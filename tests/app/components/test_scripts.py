from importlib import resources

import pytest

SCRIPTS = [
    file
    for package in (
        "optlab.app.components",
        "optlab.app.compare",
        "optlab.app.slopes",
        "optlab.app.chain_rule",
        "optlab.app.views.runs",
        "optlab.app.views.graph",
    )
    for file in resources.files(package).iterdir()
    if file.name.endswith(".js")
]
MARKUP = ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "new Function", "createContextual")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_no_text_is_read_as_markup_or_code_in_the_browser(script):
    code = script.read_text(encoding="utf-8")
    assert not [word for word in MARKUP if word in code]


def test_the_scripts_are_there():
    assert {"player.js", "verdicts.js", "reconnection.js"} <= {script.name for script in SCRIPTS}
