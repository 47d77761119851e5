import sys
from contextlib import suppress
from time import thread_time

import pytest
from django.core.exceptions import ValidationError

from releases.texts.bounds import MAX_DEPTH, MAX_LENGTH, too_deep
from releases.texts.richtext import clean_html

FLAT = {
    "quotes": "<blockquote><p>x</p></blockquote>",
    "lists without ends": "<ul><li>x<li>y</ul>",
    "paragraphs without ends": "<p>x",
    "cells without ends": "<table><tr><td>x<td><b>y</b></table>",
    "line breaks and pictures": '<br><img src="x"><hr>',
    "marks": "<p><b>x<i>y</i></b> z</p>",
    "signs": "1 < 2 > 3 &lt; 4",
    "wrong ends": "</p></b></td>",
}
NESTED = {
    "quotes": "<blockquote>",
    "lists": "<ul><li>",
    "marks": "<b>",
    "marks that paragraphs open again": "<p><b>x</p>",
    "marks that cells keep from their end": "<i><table><td></i></table>",
    "marks ended by others": "<i></b>",
    "tables in cells": "<table><tr><td>",
    "capitals": "<DIV>",
    "unknown": "<x>",
}


@pytest.mark.parametrize("piece", FLAT.values(), ids=FLAT)
def test_a_long_text_is_not_deep(piece):
    assert not too_deep(piece * 500)


@pytest.mark.parametrize("piece", NESTED.values(), ids=NESTED)
def test_whatever_a_browser_would_nest_is_deep(piece):
    assert too_deep(piece * (MAX_DEPTH + 1))


def test_the_bound_is_met_exactly():
    assert not too_deep("<div>" * MAX_DEPTH)
    assert too_deep("<div>" * (MAX_DEPTH + 1))


@pytest.mark.parametrize("piece", [*FLAT.values(), *NESTED.values(), "<", "<a", "<!--", "&"])
def test_twice_the_text_takes_about_twice_the_work(piece):
    """Counted in steps of the interpreter, which no busy machine changes."""
    once, twice = steps(too_deep, piece * 200), steps(too_deep, piece * 400)
    assert twice <= 2.2 * once + 100


LONG = ["\xa0", "&nbsp;", "&#160;", "« a » ; ! ? ", "<td>", "<a><p></a>", "&amp;", "é ", "<p>\u0338"]


@pytest.mark.parametrize("piece", LONG)
def test_the_longest_text_is_cleaned_in_a_moment(piece):
    started = thread_time()
    with suppress(ValidationError):
        clean_html(piece * (MAX_LENGTH // len(piece)))
    assert thread_time() - started < 2


@pytest.mark.parametrize("piece", ["<a><p></a>", "<p><a href='/fr/'>x</a>"])
def test_what_grows_while_it_is_completed_is_refused_at_once_and_not_at_the_next_save(piece):
    with pytest.raises(ValidationError, match=r"300\D*000"):
        clean_html(piece * (MAX_LENGTH // len(piece)))


def steps(function, *arguments):
    count = 0

    def trace(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count
