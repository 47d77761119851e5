"""Whatever order things happen in, what was typed or chosen is saved, or with the person who did so."""

import html
import json
import re

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from common.models import Presence, Session
from releases.models import Attachment, Release, Version
from releases.workflow import choices, drafts
from tests.builders import make_contact, make_release, make_user, submit
from tests.examples import examples
from tests.releases import desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]

PEOPLE = st.sampled_from(["anne", "luc"])
CAPTION = "caption_fr"
TEXTS = st.sampled_from(["body_fr", "title_en", CAPTION])
THEN = st.sampled_from(["go on", "autosave", "killed"])
LINES, DAY = "contact_lines", "issued_on"


class OpenForm:
    """What a browser does: keeps what is typed and chosen until it hears that it is saved."""

    def __init__(self, client, release):
        self.client, self.release = client, release
        self.typed: dict[str, str | list[str]] = {}
        # Days that a person has seen and replaced.
        self.replaced: set[str] = set()
        self.open()

    def open(self):
        """As after a crash, too: what was not saved is offered, and taken back."""
        page = self.client.get(desk.change_url(self.release))
        self.form = desk.sent_by(page)
        of_lines = re.search(r'data-lines="([^"]*)"', page.content.decode())[1]
        known = json.loads(self.form["initial_digests"])["digests"]
        self.opened = known | json.loads(html.unescape(of_lines))
        self.file = f"attachments:{self.form['attachments-0-id']}:"
        # What somebody else saved meanwhile is shown beside it and settled: both stay, of two days one's own.
        for name, mine in self.typed.items():
            self.typed[name] = self.settled(name, mine)

    def settled(self, name, mine):
        if name == DAY:
            self.replaced.add(self.form[DAY])
            return mine
        if name == LINES:
            return list(dict.fromkeys([*mine, *self.lines()]))
        return both(mine, written(self.release, name))

    def lines(self):
        """{key of a contact that is saved: number of its line}"""
        numbers = range(int(self.form[f"{LINES}-INITIAL_FORMS"]))
        return {self.form[f"{LINES}-{number}-contact"]: number for number in numbers}

    def shown(self, name):
        return self.typed.get(name, str(self.form.get(in_form(name), "")).replace("\r\n", "\n"))

    def type(self, name, word):
        self.typed[name] = both(self.shown(name), word)

    def choose_day(self, day):
        self.replaced.add(self.shown(DAY))
        self.typed[DAY] = day

    def add_contact(self, key):
        self.typed[LINES] = [*self.typed.get(LINES, self.lines()), key]

    def body(self):
        revision = int(str(self.form["opened_revision"]))
        return {"page": "a", "language": "fr", "revision": revision, "opened": self.opened}

    def post(self, typed):
        url = f"/admin/releases/release/{self.release.pk}/autosave/"
        typed = {self.file + name if name == CAPTION else name: value for name, value in typed.items()}
        chosen = {name: value for name, value in typed.items() if choices.is_name(name)}
        texts = {name: value for name, value in typed.items() if name not in chosen}
        sent = json.dumps(self.body() | {"texts": texts, "choices": chosen})
        return self.client.post(url, sent, content_type="application/json")

    def autosave(self, is_answer_lost):
        response = self.post(self.typed)
        if response.status_code != 200 or is_answer_lost:
            return
        answer = response.json()
        for name in answer["saved"]:
            self.opened[name] = answer["digests"][name]
            value = self.typed.pop(name.removeprefix(self.file))
            self.form |= self.as_saved(answer, name.removeprefix(self.file), value)
        if answer["conflicts"]:
            self.open()

    def as_saved(self, answer, name, value):
        if name == LINES:
            return self.lines_to_send(answer["lines"][LINES])
        if name != CAPTION:
            return {name: value}
        seen = json.loads(self.form["attachments-0-initial_digests"])
        seen["digests"][name] = answer["digests"][self.file + name]
        return {in_form(name): value, "attachments-0-initial_digests": json.dumps(seen)}

    def lines_to_send(self, rows):
        """Those that are saved have keys."""
        sent = {
            f"{LINES}-INITIAL_FORMS": str(sum("key" in row for row in rows)),
            f"{LINES}-TOTAL_FORMS": str(len(rows)),
        }
        for number, row in enumerate(rows):
            fields = {
                "contact": row["value"],
                "order": row.get("order", number + 1),
                "release": self.release.pk,
            }
            fields |= {"id": row.get("key", ""), "initial_digests": row.get("digests", "")}
            sent |= {f"{LINES}-{number}-{name}": str(value) for name, value in fields.items()}
        return sent

    def line(self, key):
        number = self.lines().get(key)
        if number is None:
            return {"value": key}
        names = {"key": "id", "order": "order", "digests": "initial_digests"}
        return {"value": key} | {
            name: self.form[f"{LINES}-{number}-{field}"] for name, field in names.items()
        }

    def save(self):
        sent = self.form | {in_form(name): value for name, value in self.typed.items() if name != LINES}
        if LINES in self.typed:
            new = [key for key in self.typed[LINES] if key not in self.lines()]
            sent |= self.lines_to_send([self.line(key) for key in (*self.lines(), *new)])
        response = self.client.post(desk.change_url(self.release), sent)
        if response.status_code == 302 and "/login/" not in response["Location"]:
            self.typed = {}
            self.open()
        elif response.status_code == 200:
            self.open()


def in_form(name):
    return f"attachments-0-{name}" if name == CAPTION else name


def written(release, name):
    owner = Attachment if name == CAPTION else Release
    return getattr(owner.objects.get(**{"release" if name == CAPTION else "pk": release.pk}), name) or ""


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
        Attachment.objects.create(release=self.release, file="releases/none/none.png", mime_type="image/png")
        self.users = {name: make_user("writer", username=name) for name in ("anne", "luc")}
        self.clients = {name: Client() for name in self.users}
        for name in self.users:
            self.sign_in(name)
        self.forms = {name: OpenForm(client, self.release) for name, client in self.clients.items()}
        self.words: dict[str, set[str]] = {}
        self.days: set[str] = set()
        self.contacts: set[str] = set()
        self.number = 0

    def sign_in(self, who):
        self.clients[who].force_login(self.users[who])
        self.clients[who].cookies["django_language"] = "en"

    @rule(who=PEOPLE, name=TEXTS, then=THEN)
    def write(self, who, name, then):
        """Killed is the server after it has saved and before it answers."""
        self.number += 1
        word = f"{who}{self.number}"
        self.words.setdefault(name, set()).add(word)
        self.forms[who].type(name, word)
        self.go_on(who, then)

    @rule(who=PEOPLE, then=THEN)
    def choose_day(self, who, then):
        self.number += 1
        day = f"{2027 + self.number // 28}-03-{1 + self.number % 28:02}"
        self.days.add(day)
        self.forms[who].choose_day(day)
        self.go_on(who, then)

    @rule(who=PEOPLE, then=THEN)
    def add_contact(self, who, then):
        self.number += 1
        key = str(make_contact(f"Person{self.number}", phones=()).pk)
        self.contacts.add(key)
        self.forms[who].add_contact(key)
        self.go_on(who, then)

    def go_on(self, who, then):
        if then != "go on":
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
        for name, words in self.words.items():
            texts = [written(self.release, name), *(form.typed.get(name, "") for form in self.forms.values())]
            assert words <= set(" ".join(map(plain, texts)).split())

    @invariant()
    def no_choice_is_lost(self):
        """A day goes when somebody who has seen it chooses another."""
        if not hasattr(self, "forms"):
            return
        forms, saved = self.forms.values(), Release.objects.get(pk=self.release.pk)
        days = {str(saved.issued_on), *(form.typed.get(DAY) for form in forms)}
        assert self.days <= days.union(*(form.replaced for form in forms))
        keys = map(str, choices.keys(LINES, list(saved.contact_lines.all())))
        assert self.contacts <= {*keys}.union(*(form.typed.get(LINES, ()) for form in forms))

    @invariant()
    def the_last_version_is_what_is_saved(self):
        last = Version.objects.filter(release=getattr(self, "release", None)).first()
        if last:
            saved = Release.objects.get(pk=self.release.pk)
            assert {name: last.texts[name] for name in drafts.COLUMNS} == {
                name: getattr(saved, name) or "" for name in drafts.COLUMNS
            }
            assert last.lines["issued_on"] == (saved.issued_on and saved.issued_on.isoformat())
            assert last.lines["attachments"][0]["caption"]["fr"] == written(saved, CAPTION)
            lines = saved.contact_lines.values_list("contact_id", flat=True)
            assert [line["id"] for line in last.lines["contacts"]] == list(lines)

    def teardown(self):
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)
        translation.deactivate()
        assert not Presence.objects.exists()


Writing.TestCase.settings = settings(max_examples=examples(15), stateful_step_count=15)


def test_nothing_is_lost_in_any_order_of_typing_choosing_saving_killing_and_signing_out():
    Writing.TestCase().runTest()
