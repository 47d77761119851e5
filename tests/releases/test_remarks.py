"""Remarks on a release: who writes, answers and resolves them, and where they are told of."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from common.exceptions import Refused
from releases import workflow
from releases.admin.remark_rows import shown
from releases.models import DeletedDraft, Remark
from releases.models.remark import LONGEST_QUOTATION, LONGEST_TEXT
from releases.workflow import remarks
from tests.builders import make_release, make_user, submit
from tests.releases import desk

pytestmark = pytest.mark.django_db

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def release():
    return make_release()


@pytest.fixture
def publisher():
    return make_user("publisher", username="luc", first_name="Luc", last_name="Moreau")


@pytest.fixture
def remark(release, publisher):
    return remarks.write(
        release, publisher, "Which year?", language="fr", field="title", quotation="neuf écoles"
    )


def make_reader(user):
    """Who may see releases, and nothing else."""
    user.groups.clear()
    user.user_permissions.add(Permission.objects.get(codename="view_release"))
    return User.objects.get(pk=user.pk)


def page_url(release):
    return reverse("admin:releases_release_remarks", args=[release.pk])


def reply_url(remark):
    return reverse("admin:releases_release_reply", args=[remark.release_id, remark.pk])


def act_url(remark, act):
    return reverse("admin:releases_release_remark_act", args=[remark.release_id, remark.pk, act])


class TestRules:
    def test_a_remark_says_who_and_where(self, remark):
        assert (remark.actor_name, remark.language, remark.field) == ("Luc Moreau", "fr", "title")
        assert remark.quotation == "neuf écoles"

    def test_a_reply_to_a_reply_stands_below_the_first_remark(self, release, remark, publisher):
        first = remarks.reply(remark, publisher, "2026.")
        remarks.reply(first, publisher, "Thank you.")
        [thread] = remarks.threads(release)
        assert [reply.text for reply in thread.replies] == ["2026.", "Thank you."]

    def test_open_remarks_come_before_resolved_ones(self, release, remark, publisher):
        remarks.write(release, publisher, "Second")
        remarks.resolve(remark, publisher)
        assert [thread.first.text for thread in remarks.threads(release)] == ["Second", "Which year?"]
        assert remarks.threads(release)[1].first.resolved_by_name == "Luc Moreau"

    def test_a_resolved_remark_is_reopened_before_it_is_answered(self, remark, publisher):
        remarks.resolve(remark, publisher)
        with pytest.raises(Refused, match="Rouvrez-la"):
            remarks.reply(remark, publisher, "Still?")
        remarks.reopen(remark, publisher)
        assert remarks.reply(remark, publisher, "Still?").reply_to == remark

    @pytest.mark.parametrize("text", ["", " \u200b\n", "a" * (LONGEST_TEXT + 1)])
    def test_a_remark_says_something_of_bounded_length(self, release, publisher, text):
        with pytest.raises(Refused):
            remarks.write(release, publisher, text)

    @pytest.mark.parametrize(
        "about", [{"language": "xx"}, {"language": "fr", "field": "pk"}, {"field": "title"}]
    )
    def test_it_is_about_a_text_that_exists(self, release, publisher, about):
        with pytest.raises(Refused):
            remarks.write(release, publisher, "No.", **about)

    def test_a_long_quotation_is_cut_off(self, release, publisher):
        quoted = remarks.write(release, publisher, "Long", quotation="mot\n" * 200).quotation
        assert len(quoted) <= LONGEST_QUOTATION
        assert quoted.startswith("mot mot")
        assert quoted.endswith("…")

    def test_a_release_has_a_bounded_number_of_them(self, release, remark, publisher, monkeypatch):
        monkeypatch.setattr(remarks, "MOST", 1)
        with pytest.raises(Refused, match="autant de remarques"):
            remarks.reply(remark, publisher, "One more")

    def test_who_neither_writes_nor_decides_only_reads(self, remark):
        user = make_reader(make_user("writer"))
        for act in (remarks.resolve, remarks.reopen):
            with pytest.raises(Refused):
                act(remark, user)
        with pytest.raises(Refused):
            remarks.write(remark.release, user, "No.")

    def test_a_translator_may_answer_on_the_source(self, remark):
        assert remarks.reply(remark, make_user("translator"), "Seen.").text == "Seen."


class TestReturns:
    def test_what_a_return_says_is_a_remark_on_that_language(self, release, publisher):
        submit(release)
        workflow.return_to_author(release, "fr", publisher, remark="Say who speaks.")
        [remark] = release.remarks.all()
        assert (remark.text, remark.language, remark.field, remark.is_return) == (
            "Say who speaks.",
            "fr",
            "",
            True,
        )

    def test_a_refused_return_leaves_none(self, release, publisher):
        with pytest.raises(Refused):
            workflow.return_to_author(release, "fr", publisher, remark="Not in review")
        assert not Remark.objects.exists()


class TestDeletedDrafts:
    def test_remarks_come_back_with_a_recovered_draft(self, release, remark, publisher):
        reply = remarks.reply(remark, publisher, "2026.")
        draft = workflow.deleted.delete(release, publisher)
        assert set(draft.remarks.all()) == {remark, reply}
        recovered, _lost = workflow.deleted.recover(DeletedDraft.objects.get(), publisher)
        assert [thread.first for thread in remarks.threads(recovered)] == [remark]

    def test_they_go_with_a_draft_that_is_forgotten(self, release, remark, publisher):
        workflow.deleted.delete(release, publisher).delete()
        assert not Remark.objects.exists()


class TestForm:
    def test_the_bar_and_the_side_tell_of_open_ones(self, client, release, remark, publisher):
        remarks.resolve(remarks.write(release, publisher, "Done"), publisher)
        desk.sign_in(client)
        page = client.get(desk.change_url(release)).content.decode()
        assert ">1 remark<" in page
        assert "1 resolved remark" in page
        assert "«\u00a0neuf écoles\u00a0»" in page
        assert 'href="#id_title_fr" data-leads-to-field>Title – Français' in page

    def test_all_are_read_in_one_query(self, release, remark, publisher, django_assert_num_queries):
        remarks.reply(remark, publisher, "2026.")
        remarks.write(release, publisher, "Second", language="en")
        with django_assert_num_queries(1):
            shown(release, User(is_superuser=True))

    def test_a_viewer_reads_without_buttons(self, client, release, remark):
        make_reader(desk.sign_in(client))
        page = client.get(desk.change_url(release)).content.decode()
        assert "Which year?" in page
        assert "remark-ask" not in page

    def test_html_in_a_remark_is_shown_as_text(self, client, release, publisher):
        remarks.write(release, publisher, "<b>bold</b>", quotation="<i>")
        desk.sign_in(client)
        page = client.get(desk.change_url(release)).content.decode()
        assert "&lt;b&gt;bold" in page
        assert "<b>bold" not in page


class TestPages:
    def test_a_remark_is_written_without_script(self, client, release):
        desk.sign_in(client)
        page = client.get(page_url(release), {"about": "title_fr"})
        assert "Title – Français" in page.content.decode()
        done = client.post(
            page_url(release), {"about": "title_fr", "quotation": "neuf", "text": "Which year?"}
        )
        assert done.url == page_url(release)
        assert desk.messages_to_come(done) == ["The remark is written."]
        remark = Remark.objects.get()
        assert (remark.language, remark.field, remark.quotation) == ("fr", "title", "neuf")

    def test_an_unknown_place_is_the_whole_release(self, client, release):
        desk.sign_in(client)
        client.post(page_url(release), {"about": "pk", "text": "Which year?"})
        assert Remark.objects.get().language == ""

    def test_a_refused_remark_keeps_what_was_typed(self, client, release):
        desk.sign_in(client)
        page = client.post(page_url(release), {"about": "title_fr", "quotation": "neuf", "text": "a" * 2001})
        assert page.status_code == 200
        assert "a" * 2001 in page.content.decode()
        page = client.post(page_url(release), {"about": "title_fr", "quotation": "neuf", "text": ""})
        assert "Write what you have to say." in page.content.decode()
        assert not Remark.objects.exists()

    def test_it_is_answered_resolved_and_reopened(self, client, remark):
        desk.sign_in(client)
        assert "Reply to Luc Moreau" in client.get(reply_url(remark)).content.decode()
        client.post(reply_url(remark), {"text": "2026."})
        assert remark.replies.get().text == "2026."
        client.post(act_url(remark, "resolve"))
        remark.refresh_from_db()
        assert remark.resolved_at
        client.post(act_url(remark, "reopen"))
        remark.refresh_from_db()
        assert not remark.resolved_at

    def test_a_script_is_sent_what_has_changed(self, client, release):
        desk.sign_in(client)
        sent = {"about": "body_en", "text": "Which year?"}
        answer = client.post(page_url(release), sent, headers=SCRIPT).json()
        assert "Which year?" in answer["section"]
        assert "1 remark" in answer["count"]
        assert answer["said"] == "The remark is written."
        refused = client.post(page_url(release), {**sent, "text": ""}, headers=SCRIPT).json()
        assert refused == {"reasons": ["Write what you have to say."]}

    def test_who_may_not_write_is_refused(self, client, release, remark):
        make_reader(desk.sign_in(client))
        assert client.get(page_url(release)).status_code == 200
        for url in (page_url(release), reply_url(remark), act_url(remark, "resolve")):
            assert client.post(url, {"text": "No."}).status_code == 403
        assert Remark.objects.count() == 1

    def test_a_remark_of_another_release_is_not_found(self, client, remark):
        desk.sign_in(client)
        other = make_release(slug_fr="b", slug_en="b")
        for name, more in (("reply", []), ("remark_act", ["resolve"])):
            url = reverse(f"admin:releases_release_{name}", args=[other.pk, remark.pk, *more])
            assert client.post(url, {"text": "No."}).status_code == 404
        assert client.post(act_url(remark, "delete")).status_code == 404

    def test_a_forged_post_is_refused(self, remark):
        client = Client(enforce_csrf_checks=True)
        desk.sign_in(client)
        assert client.post(act_url(remark, "resolve")).status_code == 403

    def test_the_page_of_approval_lists_what_is_open(self, client, release, remark):
        submit(release)
        desk.sign_in(client, "publisher")
        page = client.get(desk.transition_url(release, "approve")).content.decode()
        assert "Which year?" in page
        assert "Open remarks" in page


class TestFirstPage:
    def waiting(self, client, user):
        client.force_login(user)
        tasks = client.get(desk.FIRST).context["tasks"]
        return [task.remark for task in tasks if task.verb == "Answer the remark"]

    @pytest.fixture
    def writer(self, client, release):
        writer = desk.sign_in(client, "writer", username="anne")
        workflow.log(release, "edited", writer)
        return writer

    def test_whoever_wrote_the_release_is_told(self, client, writer, remark):
        assert self.waiting(client, writer) == ["Which year?"]
        assert self.waiting(client, make_user("writer", username="other")) == []

    def test_the_last_word_says_whose_turn_it_is(self, client, writer, remark, publisher):
        remarks.reply(remark, writer, "2026.")
        assert self.waiting(client, writer) == []
        assert self.waiting(client, publisher) == ["2026."]

    def test_what_is_resolved_waits_for_nobody(self, client, writer, remark):
        remarks.resolve(remark, writer)
        assert self.waiting(client, writer) == []

    def test_a_return_is_told_once(self, client, writer, release, publisher):
        workflow.submit(release, "fr", writer)
        workflow.return_to_author(release, "fr", publisher, remark="Say who speaks.")
        client.force_login(writer)
        told = [task.remark for task in client.get(desk.FIRST).context["tasks"]]
        assert told.count("Say who speaks.") == 1

    def test_twenty_are_shown(self, client, writer, release, publisher):
        for number in range(22):
            remarks.write(release, publisher, str(number))
        assert len(self.waiting(client, writer)) == 20
