"""A process that is killed at every statement of a merge or of its undo, one after the other.

`python -m tests.institutes.people.kill merge <kept> <removed> <user>` or `… undo <merge> <user>`; prints, as
JSON, the state of the database before, and for each attempt what happened and the state after it.
"""

import hashlib
import json
import os
import signal
import sys

import django
from django.db import connection

django.setup()

from django.contrib.auth.models import User

from institutes.models import Contact, Merge, NotDuplicates, PhoneNumber
from institutes.people import merging
from institutes.people.references import foreign_keys
from tests.builders import rows
from tests.processes import fork


def attempt(act, deadly):
    """In a process of its own: SIGKILL before the statement of that number, or at the commit."""
    child = fork()
    if child == 0:
        _die_at(deadly)
        act()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _die_at(deadly):
    reached = 0

    def step():
        nonlocal reached
        reached += 1
        if reached == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute, *args):
        step()
        return execute(*args)

    connection.ensure_connection()
    connection.execute_wrappers.append(statement)
    commit = connection._commit

    def commit_or_die():
        step()
        commit()
        step()

    connection._commit = commit_or_die


def state():
    models = [Contact, PhoneNumber, NotDuplicates, *dict.fromkeys(field.model for field in foreign_keys())]
    record = repr([(model._meta.label, rows(model)) for model in models])
    return hashlib.sha256(record.encode()).hexdigest()


def act_of(name, *keys):
    by = User.objects.get(pk=keys[-1])
    if name == "undo":
        done = Merge.objects.get(pk=keys[0])
        return lambda: merging.undo(done, by)
    keep, drop = (Contact.objects.get(pk=key) for key in keys[:2])
    return lambda: merging.merge(keep, drop, {"email": "drop"}, by)


def main(name, *keys):
    act, attempts = act_of(name, *keys), []
    before = state()
    while not attempts or attempts[-1]["killed"]:
        killed = attempt(act, len(attempts) + 1)
        attempts.append({"killed": killed, "state": state()})
        if attempts[-1]["state"] != before:
            break
    print(json.dumps({"before": before, "attempts": attempts}))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
