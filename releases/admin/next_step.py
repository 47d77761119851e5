"""Of all that can be done with a release, the one act that comes next: it has the dark button of the page."""

from typing import NamedTuple

from django.utils.functional import Promise

from common import languages

from ..workflow.transitions import SUBMIT, may
from .together import TOGETHER


class Step(NamedTuple):
    name: str  # of a transition
    language: str  # a code, or “together”
    label: str | Promise
    of: str = ""  # the name of the language

    @property
    def value(self) -> str:
        return f"{self.name}:{self.language}"


# The names of transitions that bring a text nearer to its readers, the last first.
ONWARD = ("approve", "submit")


def all_steps(panels: list[dict], together: list[dict]) -> list[Step]:
    """First what all languages are ready for."""
    return [
        *(Step(act["name"], TOGETHER, act["label"]) for act in together),
        *(
            Step(transition.name, panel["code"], transition.label, panel["name"])
            for panel in panels
            for transition in panel["transitions"]
        ),
    ]


def choose(steps: list[Step]) -> Step | None:
    onward = [step for name in ONWARD for step in steps if step.name == name]
    return next((step for step in onward if step.language == TOGETHER), next(iter(onward), None))


def of_page(steps: list[Step], panels: list[dict], user) -> Step | None:
    """While the other languages have no text, all are submitted that have one when the button is pressed."""
    step = choose(steps)
    number = sum(panel["has_text"] for panel in panels)
    is_first = number == 1 and step and step.label == SUBMIT.label
    return (of_new(user) or step) if is_first or not number else step


def of_new(user) -> Step | None:
    """Of a release that is not saved yet, every language that has a text by then."""
    if not all(may(user, SUBMIT, code) for code in languages.LANGUAGES):
        return None
    return Step(SUBMIT.name, TOGETHER, SUBMIT.label)
