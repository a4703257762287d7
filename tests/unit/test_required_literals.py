"""What every match of an expression must hold."""

import pytest

from analysis.required_literals import required_literals


@pytest.mark.parametrize(
    ("expression", "required"),
    [
        (r"\b(?:vi|jeg) lover\b", {" lover"}),
        (r"\b(borger|klient)en\b", {"borger", "klient"}),
        (r"Åben\s+dør", {"åben"}),
        (r"(?:abc)?def", {"def"}),
        (r"(abc|\d+)", set()),
        (r"[!?]{3,}", set()),
        (r"(abc){2,}", {"abc"}),
        (r"ab", set()),
        (r"(?<=xyz)abcd", {"abcd"}),
        (r"\p{L}+", set()),
    ],
)
def test_required_literals(expression, required):
    assert required_literals(expression) == required
