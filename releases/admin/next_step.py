"""Of all that can be done with a release, the one act that comes next: it has the dark button of the page."""

import json
from typing import NamedTuple

from django.utils.functional import Promise

from common import languages

from ..workflow.transitions import SUBMIT, may
from .submit_labels import SUBMITS
from .together import ACTS, TOGETHER


class Step(NamedTuple):
    name: str  # of a transition
    language: str  # a code, or “together”
    label: str | Promise
    of: str = ""  # the name of the language

    @property
    def value(self) -> str:
        return f"{self.name}:{self.language}"

    @property
    def is_submission(self) -> bool:
        """The first one; one anew has a label of its own."""
        return self.name == SUBMIT.name and (self.language == TOGETHER or self.label == SUBMIT.label)

    @property
    def in_bar(self) -> str:
        if self.is_submission and self.language in SUBMITS:
            return str(SUBMITS[self.language])
        return f"{self.label} – {self.of}" if self.of else str(self.label)


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
    """While one language is finished and the others are only begun, it is submitted alone."""
    step = choose(steps)
    if not any(panel["has_text"] for panel in panels):
        return of_new(user)
    finished = [panel["code"] for panel in panels if panel["is_finished"]]
    if step and step.is_submission and step.language == TOGETHER and len(finished) == 1:
        return next(each for each in steps if each.value == f"{SUBMIT.name}:{finished[0]}")
    return step


def of_new(user) -> Step | None:
    """Of a release without a text, every language that has one by then."""
    if not all(may(user, SUBMIT, code) for code in languages.LANGUAGES):
        return None
    return Step(SUBMIT.name, TOGETHER, SUBMIT.label)


def each_of_new(user) -> list[Step]:
    return [
        Step(SUBMIT.name, code, SUBMIT.label, languages.own_name(code))
        for code in languages.LANGUAGES
        if may(user, SUBMIT, code)
    ]


def submissions(panels: list[dict], user) -> str:
    """For js/write_next_step.js: {language: label} of what the next step may submit once it has a text."""
    waiting = {panel["code"]: SUBMIT in panel["transitions"] or not panel["has_text"] for panel in panels}
    codes = [code for code in languages.LANGUAGES if waiting.get(code, True) and may(user, SUBMIT, code)]
    labels = {code: str(SUBMITS[code]) for code in codes if code in SUBMITS}
    return json.dumps(labels | {TOGETHER: str(ACTS[SUBMIT.name].label)})
