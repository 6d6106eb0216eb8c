"""What to teach: a picture, a question about it, and the truth that the program computes from the picture itself.

>>> from optlab import lessons
>>> cliff = lessons.get("cliff")
>>> cliff.title, cliff.truth().value
('The cliff', 'Bold')
"""

from __future__ import annotations

from optlab.lessons.answers import Answer, Ghost, ghost_of, read_answer, text_of
from optlab.lessons.judging import Judgement, judge
from optlab.lessons.lesson import SECTIONS, Lesson, Notes, Truth
from optlab.lessons.pictured import Pictured, before, pictured
from optlab.lessons.question import Choice, Choose, Click, Item, Number, Order, Question, Sketch
from optlab.lessons.reading import read
from optlab.lessons.shipped import Course, courses, get, names

__all__ = [
    "SECTIONS",
    "Answer",
    "Choice",
    "Choose",
    "Click",
    "Course",
    "Ghost",
    "Item",
    "Judgement",
    "Lesson",
    "Notes",
    "Number",
    "Order",
    "Pictured",
    "Question",
    "Sketch",
    "Truth",
    "before",
    "courses",
    "get",
    "ghost_of",
    "judge",
    "names",
    "pictured",
    "read",
    "read_answer",
    "text_of",
]
