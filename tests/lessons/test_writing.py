import tomllib

import pytest

from optlab import lessons
from optlab.lessons.writing import text_of, written


@pytest.mark.parametrize("name", lessons.names())
def test_a_lesson_survives_its_file(name):
    lesson = lessons.get(name)
    assert lessons.read(text_of(lesson), name) == lesson


@pytest.mark.quick
@pytest.mark.parametrize(
    "text", ["", "a\nb\t\x00\x7f\u2028", '"""', "'''", "\\", '"]\n[question]', "{x}", "<script>", "Größe 🏔", "# no"]
)
def test_any_text_stands_as_a_key_and_as_a_value(text):
    table = {"title": text, "inner": {"by": {"words": {text: [text, 1, 2.5, True]}}, "rows": [{"text": text}]}}
    assert tomllib.loads(written(table)) == table
