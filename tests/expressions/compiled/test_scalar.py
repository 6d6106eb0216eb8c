"""The only generated code: what may stand in it."""

import re

from optlab.expressions import Compiled, parse
from optlab.expressions.compiled.scalar import NAMESPACE, source_of


def test_no_name_that_a_user_typed_occurs_in_generated_code():
    formula = parse("malicious1*exp(system) + import2^getcwd3 - λ/print_me", ["system", "print_me"])
    source = source_of(Compiled(formula.graph, [formula.output], formula.names).tape)
    words = set(re.findall(r"[^\W\d]\w*", re.sub(r"\d[\w.]*e[-+]?\d+", "", source)))
    values = {word for word in words if re.fullmatch(r"v\d+", word)}
    assert words - values <= {"def", "function", "return", "if", "else", "float", "abs", *NAMESPACE}
