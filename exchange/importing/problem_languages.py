"""What is said of a row, in every language: who reads it may not be who had the file checked."""

from collections.abc import Callable

from django.utils.translation import get_language, override

from common.languages import LANGUAGES

# {"column": key, "problem": sentence, "in": {other language: the same sentence}}
Problem = dict


def in_each_language(say: Callable[[], list[Problem]]) -> list[Problem]:
    """What `say` returns, with what it returns in the other languages."""
    found = say()
    if found:
        for language in other_languages():
            with override(language):
                add_language(found, say())
    return found


def other_languages() -> list[str]:
    return [code for code in LANGUAGES if code != get_language()]


def add_language(problems: list[Problem], same: list[Problem]) -> None:
    """`same` says the same in the language of now."""
    if len(same) == len(problems):
        for one, other in zip(problems, same, strict=True):
            one.setdefault("in", {})[get_language()] = other["problem"]


def sentence_of(problem: Problem) -> str:
    """For who reads it now; what was said before the other languages were kept is shown as it is."""
    return problem.get("in", {}).get(get_language(), problem["problem"])
