"""What is served is what the README's command serves: the settings that ship, and no switch of a test's own."""

import shlex
import tomllib

from tests.serving import QUIET, ROOT, serving

README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_the_tests_serve_with_the_words_of_the_readme_and_a_port():
    line = next(line for line in README.splitlines() if line.startswith("python3") and "streamlit run" in line)
    words = shlex.split(line)[-3:]
    with serving() as server:
        assert words[0].endswith("streamlit")
        assert [*server.process.args][2:5] == ["streamlit", *words[1:]]
        assert [word for word in server.process.args[5:] if word.startswith("--")] == [
            "--server.port",
            "--server.address",
        ]


def test_the_environment_of_the_tests_only_keeps_a_browser_from_opening():
    assert list(QUIET) == ["STREAMLIT_SERVER_HEADLESS"]


def test_no_folder_is_watched_for_visitors_and_one_flag_reloads_for_developers():
    assert SETTINGS["server"]["fileWatcherType"] == "none"
    assert SETTINGS["server"]["runOnSave"] is True
