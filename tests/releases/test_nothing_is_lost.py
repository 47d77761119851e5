"""Whatever order things happen in, every word that was typed is saved, or with the person who typed it."""

import json

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from common.models import Presence, Session
from releases.models import Release, Version
from releases.workflow import drafts
from tests.builders import make_release, make_user, submit
from tests.examples import examples
from tests.releases import desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]

PEOPLE = st.sampled_from(["anne", "luc"])
TEXTS = st.sampled_from(["body_fr", "title_en"])


class OpenForm:
    """What a browser does: keeps what is typed until it hears that it is saved."""

    def __init__(self, client, release):
        self.client, self.release = client, release
        self.typed: dict[str, str] = {}
        self.open()

    def open(self):
        """As after a crash, too: what was typed and not saved is offered, and taken back."""
        self.form = desk.sent_by(self.client.get(desk.change_url(self.release)))
        self.opened = json.loads(self.form["initial_digests"])["digests"]
        # What somebody else saved meanwhile is shown beside it and settled: both stay.
        saved = Release.objects.get(pk=self.release.pk)
        for name, words in self.typed.items():
            self.typed[name] = both(words, getattr(saved, name))

    def shown(self, name):
        return self.typed.get(name, str(self.form.get(name, "")).replace("\r\n", "\n"))

    def type(self, name, word):
        self.typed[name] = both(self.shown(name), word)

    def body(self):
        revision = int(str(self.form["opened_revision"]))
        return {"page": "a", "language": "fr", "revision": revision, "opened": self.opened}

    def post(self, texts):
        url = f"/admin/releases/release/{self.release.pk}/autosave/"
        sent = json.dumps(self.body() | {"texts": texts})
        return self.client.post(url, sent, content_type="application/json")

    def autosave(self, is_answer_lost):
        response = self.post(self.typed)
        if response.status_code != 200 or is_answer_lost:
            return
        answer = response.json()
        for name in answer["saved"]:
            self.opened[name] = answer["digests"][name]
            self.form[name] = self.typed.pop(name)
        if answer["conflicts"]:
            self.open()

    def save(self):
        response = self.client.post(desk.change_url(self.release), self.form | self.typed)
        if response.status_code == 302 and "/login/" not in response["Location"]:
            self.typed = {}
            self.open()
        elif response.status_code == 200:
            self.open()


def both(one, other):
    """As a person joins two versions: the words of either."""
    words = dict.fromkeys(plain(one).split()) | dict.fromkeys(plain(other).split())
    return f"<p>{' '.join(words)}</p>" if "<p>" in one + other else " ".join(words)


def plain(text):
    return text.replace("<p>", " ").replace("</p>", " ")


class Writing(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.release = make_release(body_fr="<p>Body</p>")
        self.users = {name: make_user("writer", username=name) for name in ("anne", "luc")}
        self.clients = {name: Client() for name in self.users}
        for name in self.users:
            self.sign_in(name)
        self.forms = {name: OpenForm(client, self.release) for name, client in self.clients.items()}
        self.words: dict[str, set[str]] = {}
        self.number = 0

    def sign_in(self, who):
        self.clients[who].force_login(self.users[who])
        self.clients[who].cookies["django_language"] = "en"

    @rule(who=PEOPLE, name=TEXTS, then=st.sampled_from(["type on", "autosave", "killed"]))
    def write(self, who, name, then):
        """Killed is the server after it has saved and before it answers."""
        self.number += 1
        word = f"{who}{self.number}"
        self.words.setdefault(name, set()).add(word)
        self.forms[who].type(name, word)
        if then != "type on":
            self.forms[who].autosave(is_answer_lost=then == "killed")

    @rule(who=PEOPLE, act=st.sampled_from(["save", "open", "sign_out", "submit"]))
    def happen(self, who, act):
        """`open`: the browser dies, or the tab is closed, and the form is opened anew."""
        if act in ("save", "open"):
            getattr(self.forms[who], act)()
        else:
            getattr(self, act)(who)

    def sign_out(self, who):
        Session.objects.filter(account=str(self.users[who].pk)).delete()
        self.forms[who].autosave(is_answer_lost=False)
        self.forms[who].save()
        self.sign_in(who)

    def submit(self, _who):
        release = Release.objects.get(pk=self.release.pk)
        if release.status_in("en") == "draft":
            submit(release, "en")

    @invariant()
    def no_word_is_lost(self):
        if not hasattr(self, "forms"):
            return
        saved = Release.objects.get(pk=self.release.pk)
        for name, words in self.words.items():
            texts = [getattr(saved, name), *(form.typed.get(name, "") for form in self.forms.values())]
            assert words <= set(" ".join(map(plain, texts)).split())

    @invariant()
    def the_last_version_is_what_is_saved(self):
        last = Version.objects.filter(release=getattr(self, "release", None)).first()
        if last:
            saved = Release.objects.get(pk=self.release.pk)
            assert {name: last.texts[name] for name in drafts.COLUMNS} == {
                name: getattr(saved, name) or "" for name in drafts.COLUMNS
            }

    def teardown(self):
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)
        translation.deactivate()
        assert not Presence.objects.exists()


Writing.TestCase.settings = settings(max_examples=examples(10), stateful_step_count=15)


def test_no_word_is_lost_in_any_order_of_typing_saving_killing_and_signing_out():
    Writing.TestCase().runTest()
