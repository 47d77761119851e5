"""What the first page of the desk shows: each app registers its own blocks when it starts.

A block is a function from the request to what this person may see of it.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.http import HttpRequest

from .day_words import day_in_words


@dataclass(frozen=True)
class Task:
    """Something that waits for this person: what, what is to know about it, and the next step."""

    title: str
    verb: str
    address: str
    facts: list[str] = field(default_factory=list)
    # Of the title; "" where it is that of the desk.
    language: str = ""
    remark: str = ""
    # Its button is the dark one.
    comes_first: bool = False


@dataclass(frozen=True)
class Dated:
    """Something that goes or went live at a moment."""

    at: datetime.datetime
    title: str
    address: str
    language: str
    in_languages: list[str]
    # Beside the hour.
    note: str = ""
    # Its code and its words; without one, it is as one expects.
    state: tuple[str, str] | None = None

    @property
    def day(self) -> str:
        return day_in_words(self.at)


class Link(NamedTuple):
    label: str
    address: str


class Calendar(NamedTuple):
    name: str
    rows: list[Dated]
    # What is said where there are no rows, and what to do.
    empty: str
    # To those that are not shown.
    whole: Link | None = None


# A link where there are more than are shown, to the list of them all.
Tasks = Callable[[HttpRequest], Iterable[Task | Link]]
Calendars = Callable[[HttpRequest], Iterable[Calendar]]
Links = Callable[[HttpRequest], Iterable[Link]]

_tasks: list[Tasks] = []
_calendars: list[Calendars] = []
_acts: list[Links] = []


def register(
    *, tasks: Iterable[Tasks] = (), calendars: Iterable[Calendars] = (), acts: Iterable[Links] = ()
) -> None:
    """In the order in which the page shows them; of the acts, which begin something, it shows the last."""
    _tasks.extend(tasks)
    _calendars.extend(calendars)
    _acts.extend(acts)


def context_for(request: HttpRequest) -> dict[str, Any]:
    found = [task for tasks in _tasks for task in tasks(request)]
    return {
        "tasks": [task for task in found if isinstance(task, Task)],
        "more": [link for link in found if isinstance(link, Link)],
        "calendars": [calendar for found in _calendars for calendar in found(request)],
        # Of the apps above first: who writes releases begins one, who keeps contacts a contact.
        "act": next((act for found in reversed(_acts) for act in found(request)), None),
    }
