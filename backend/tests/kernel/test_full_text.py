"""What people type becomes a query."""

import pytest

from groundwork.kernel.full_text import SearchText


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("laptop", "'laptop':*"),
        ("oak desk", "'oak' & 'desk':*"),
        ("oak desk ", "'oak' & 'desk'"),
        ("a", "'a'"),
        ('"standing desk" oak', "('standing' <-> 'desk') & 'oak':*"),
        ("lamp -brass", "'lamp' & !('brass')"),
        ("usb-c", "'usb' & 'c'"),
        ("it's & (that) | !x:*", "'it' & 's' & 'that' & 'x'"),
        ("' OR 1=1 --", "'OR' & '1' & '1'"),
        ("Müller straße", "'Müller' & 'straße':*"),
        ("!!! --- ''", ""),
        ("", ""),
    ],
)
def test_what_is_typed_becomes_a_query(typed, query):
    assert SearchText.of(typed).query == query


def test_of_many_words_the_first_dozen_count():
    assert len(SearchText.of("word " * 500).words) == 12


def test_words_that_must_not_be_there_are_not_wanted():
    assert SearchText.of('lamp -brass -"old thing"').words == ("lamp",)
