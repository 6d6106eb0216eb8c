import pytest

from optlab.lessons import Choice, Choose, Click, Ghost, Item, Number, Order, Sketch, ghost_of, read_answer, text_of
from optlab.lessons.faults import LessonError

pytestmark = pytest.mark.quick
CHOOSE = Choose("?", {}, (Choice("a, b", "A", ""), Choice("c~d", "C", "")))
NUMBER = Number("?", {}, 1.0, 1e6, 2.0, log=True)
CLICK = Click("?", {}, 0.1)
ORDER = Order("?", {}, (Item("GD", "descent"), Item("Adam", "Adam"), Item("Heavy ball", "momentum")), "")
SKETCH = Sketch("?", {}, "loss", 0.1, 10.0, 20, 0.1)


@pytest.mark.parametrize(
    ("question", "answer", "text"),
    [
        (CHOOSE, "a, b", "a, b"),
        (CHOOSE, "c~d", "c~d"),
        (NUMBER, 87.0, "87"),
        (NUMBER, 123456.0, "1.2346e+05"),
        (CLICK, (-1.5, 2e-9), "-1.5,2e-09"),
        (ORDER, ("Adam", "Heavy ball", "GD"), "Adam,Heavy ball,GD"),
        (SKETCH, ((0.0, 1.0), (20.0, 0.5)), "0,1;20,0.5"),
    ],
    ids=str,
)
def test_an_answer_survives_its_text_to_five_digits(question, answer, text):
    assert text_of(question, answer) == text
    again = read_answer(question, text)
    assert again == (pytest.approx(answer, rel=1e-4) if isinstance(answer, float) else answer)


@pytest.mark.parametrize(
    ("question", "text", "wanted"),
    [
        (CHOOSE, "e", "one of a, b, c~d"),
        (CHOOSE, "", "one of"),
        *((NUMBER, text, "from 1 to 1e\\+06") for text in ("", "0.5", "2e6", "nan", "inf", "many", "1,2")),
        *((CLICK, text, "a point") for text in ("1", "1,2,3", "1,inf", "x,y", ";")),
        *((ORDER, text, "each once") for text in ("GD,Adam", "GD,Adam,Adam", "GD,Adam,Heavy ball,GD", "")),
        *((SKETCH, text, "from step 0 to 20") for text in ("0,1", "0,1;21,1", "-1,1;5,1", "5,1;5,2", "0,nan;1,1", "")),
        (SKETCH, ";".join(f"{step / 10},1" for step in range(62)), "2 to 60 points"),
        (CHOOSE, "x" * 2_001, "one of"),
    ],
    ids=str,
)
def test_what_cannot_be_an_answer_is_named_with_what_can(question, text, wanted):
    with pytest.raises(LessonError, match=wanted):
        read_answer(question, text)


def test_a_point_and_a_curve_can_be_drawn_and_nothing_else():
    assert ghost_of(CLICK, (1.0, 2.0)) == Ghost(point=(1.0, 2.0))
    assert ghost_of(SKETCH, ((0.0, 1.0), (5.0, 2.0))) == Ghost(curve=((0.0, 1.0), (5.0, 2.0)))
    assert ghost_of(NUMBER, 3.0) == ghost_of(CHOOSE, "a, b") == Ghost()
