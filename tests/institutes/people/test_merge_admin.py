import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from institutes.models import Contact, Merge, NotDuplicates
from institutes.people import duplicates, merging
from tests.builders import attach, make_contact, make_organisation, make_release, make_user, publish
from tests.releases.desk import messages_of, sent_by, sign_in

pytestmark = pytest.mark.django_db

CONTACTS = reverse("admin:institutes_contact_changelist")
LIST = reverse("admin:institutes_contact_duplicates")
HISTORY = reverse("admin:institutes_merge_changelist")


@pytest.fixture
def manager(client):
    client.user = sign_in(client, "contacts")
    return client


@pytest.fixture
def pair():
    keep = make_contact("Durand", email="zoe.durand@imt.example", phones=("+33141113789",), languages=["fr"])
    drop = make_contact(
        "Durant",
        email="",
        phones=("+33612345678",),
        languages=["fr"],
        job_title_en="Director",
        organisation=make_organisation("The <Agency>"),
    )
    return keep, drop


def compare_url(keep, drop):
    return reverse("admin:institutes_contact_compare", args=[keep.pk, drop.pk])


def two_people_url(keep, drop):
    return reverse("admin:institutes_contact_two_people", args=[keep.pk, drop.pk])


def undo_url(merge):
    return reverse("admin:institutes_merge_undo", args=[merge.pk])


def page_of(response):
    assert response.status_code == 200
    return response.content.decode()


def form_of(client, url):
    return sent_by_first(client.get(url))


def sent_by_first(response):
    """The page has a second form after the one of the merge; its fields are of no interest."""
    content = response.content.decode().partition('<form id="two-people"')[0]
    response.content = content.encode()
    return sent_by(response)


def merge_through_page(client, keep, drop, **choices):
    return client.post(
        compare_url(keep, drop), form_of(client, compare_url(keep, drop)) | choices, follow=True
    )


class TestList:
    def test_pairs_are_listed_with_their_reasons_in_words(self, manager, pair):
        page = page_of(manager.get(LIST))
        assert "names one letter apart" in page
        assert "Zoé Durand" in page
        assert "Zoé Durant" in page
        assert "The &lt;Agency&gt;" in page
        assert compare_url(*pair) in page

    def test_without_a_pair_it_says_so(self, manager):
        assert "No two contacts look like one person." in page_of(manager.get(LIST))

    def test_the_button_on_the_list_of_contacts_says_how_many(self, manager, pair):
        assert f'<a href="{LIST}">Duplicates (1)</a>' in page_of(manager.get(CONTACTS))

    def test_where_counting_takes_long_the_button_stands_without_a_number(self, manager, pair, monkeypatch):
        monkeypatch.setattr(duplicates, "COUNTED_UP_TO", 1)
        assert f'<a href="{LIST}">Duplicates</a>' in page_of(manager.get(CONTACTS))

    def test_it_takes_as_many_queries_for_1_pair_as_for_a_page_of_them(self, manager, pair):
        with CaptureQueriesContext(connection) as one:
            manager.get(LIST)
        for number in range(60):
            organisation = make_organisation(f"Agency {number}")
            for _contact in range(2):
                make_contact(f"Name{chr(97 + number % 26) * 3}{number}", organisation=organisation)
        with CaptureQueriesContext(connection) as many:
            page = page_of(manager.get(LIST))
        assert len(many) == len(one)
        assert 'href="?page=2"' in page
        assert "Page 2 of 2" in page_of(manager.get(LIST, {"page": 2}))


class TestCompare:
    def test_differing_fields_are_asked_and_equal_ones_are_not(self, manager, pair):
        form = manager.get(compare_url(*pair)).context["form"]
        assert [line.field.name for line in form.different()] == [
            "last_name",
            "job_title_en",
            "organisation",
            "email",
            "phone_numbers",
        ]
        assert [line.label for line in form.equal()][:1] == ["first name"]

    def test_the_difference_is_said_in_words(self, manager, pair):
        page = page_of(manager.get(compare_url(*pair)))
        for note in ("different", "only on the contact that stays", "only on the other contact"):
            assert f'<span class="choice-note">{note}</span>' in page

    def test_gaps_are_proposed_to_be_filled_and_numbers_to_be_united(self, manager, pair):
        assert (
            form_of(manager, compare_url(*pair)).items()
            >= {
                "last_name": "keep",
                "job_title_en": "drop",
                "organisation": "drop",
                "email": "keep",
                "phone_numbers": "both",
            }.items()
        )

    def test_it_says_how_many_published_releases_show_each_contact(self, manager, pair):
        release = attach(make_release(), pair[1])
        publish(release, "fr")
        publish(release, "en")
        publish(attach(make_release(title_fr="A", slug_fr="a"), make_contact("Petit")), "fr")
        page = page_of(manager.get(compare_url(*pair)))
        assert "Shown in 0 published releases" in page
        assert "Shown in 1 published release." in page

    def test_a_contact_merged_into_another_still_counts_its_published_releases(self, manager, pair):
        publish(attach(make_release(), pair[1]), "fr")
        merging.merge(*pair, {}, manager.user)
        other = make_contact("Durande")
        assert "Shown in 1 published release." in page_of(manager.get(compare_url(pair[0], other)))

    @pytest.mark.parametrize("keys", [(1, 999), (999, 1)])
    def test_a_contact_that_is_gone_is_not_found(self, manager, pair, keys):
        url = reverse("admin:institutes_contact_compare", args=keys)
        assert manager.get(url).status_code == 404
        assert manager.post(url).status_code == 404


class TestMerge:
    def test_the_chosen_fields_are_merged_and_the_result_can_be_undone_from_the_message(self, manager, pair):
        keep, drop = pair
        response = merge_through_page(manager, keep, drop, last_name="drop")
        keep.refresh_from_db()
        assert (keep.last_name, keep.job_title_en, str(keep.organisation)) == (
            "Durant",
            "Director",
            "The <Agency>",
        )
        assert len(keep.numbers) == 2
        [message] = messages_of(response)
        assert message.startswith("Zoé Durant now has a single contact.")
        assert f'href="{undo_url(Merge.objects.get())}"' in message

    def test_a_name_with_markup_does_no_harm_in_the_message(self, manager, pair):
        keep, drop = pair
        Contact.objects.filter(pk=keep.pk).update(last_name="<b>Durand")
        [message] = messages_of(merge_through_page(manager, keep, drop))
        assert "&lt;b&gt;Durand" in message

    def test_a_contact_that_changed_meanwhile_is_shown_again(self, manager, pair):
        data = form_of(manager, compare_url(*pair))
        Contact.objects.filter(pk=pair[1].pk).update(first_name="Chloé")
        response = manager.post(compare_url(*pair), data)
        assert "has changed since you opened this page" in page_of(response)
        assert response.context["form"]["first_name"]
        assert manager.post(compare_url(*pair), sent_by_first(response)).status_code == 302

    def test_a_missing_choice_is_asked_for(self, manager, pair):
        data = form_of(manager, compare_url(*pair))
        del data["last_name"]
        assert "errorlist" in page_of(manager.post(compare_url(*pair), data))
        assert not Merge.objects.exists()

    @pytest.mark.parametrize("answer", ["both", "", "kept"])
    def test_an_answer_that_is_not_offered_is_refused(self, manager, pair, answer):
        data = form_of(manager, compare_url(*pair)) | {"last_name": answer}
        assert "errorlist" in page_of(manager.post(compare_url(*pair), data))

    def test_two_ticked_contacts_are_compared(self, manager, pair):
        data = {"action": "merge_ticked", "_selected_action": [contact.pk for contact in pair]}
        assert manager.post(CONTACTS, data).url == compare_url(*pair)

    @pytest.mark.parametrize("ticked", [1, 3])
    def test_any_other_number_of_ticked_contacts_is_refused_in_words(self, manager, pair, ticked):
        contacts = [*pair, make_contact("Petit")][:ticked]
        data = {"action": "merge_ticked", "_selected_action": [contact.pk for contact in contacts]}
        assert messages_of(manager.post(CONTACTS, data, follow=True)) == [
            "Tick exactly two contacts to merge them."
        ]


class TestTwoPeople:
    def test_the_pair_is_proposed_no_more_until_somebody_looks_again(self, manager, pair):
        manager.post(two_people_url(*reversed(pair)))
        assert NotDuplicates.objects.values_list("first", "second", "decided_by").get() == (
            pair[0].pk,
            pair[1].pk,
            "contacts",
        )
        assert "No two contacts look like one person." in page_of(manager.get(LIST))
        assert "contacts marked these as different people." in page_of(manager.get(compare_url(*pair)))
        manager.post(two_people_url(*pair))
        assert not NotDuplicates.objects.exists()

    def test_nobody_is_two_people_with_themselves(self, manager, pair):
        manager.post(two_people_url(pair[0], pair[0]))
        assert not NotDuplicates.objects.exists()

    def test_a_link_does_not_decide(self, manager, pair):
        assert manager.get(two_people_url(*pair)).status_code == 405


class TestHistory:
    def test_merges_are_listed_with_who_and_whether_undone(self, manager, pair):
        done = merging.merge(*pair, {}, manager.user)
        page = page_of(manager.get(HISTORY))
        assert "Zoé Durant" in page
        assert undo_url(done) in page
        response = manager.post(undo_url(done), follow=True)
        assert messages_of(response) == ["Two contacts again: Zoé Durand and Zoé Durant."]
        page = page_of(manager.get(HISTORY))
        assert "Undone by contacts" in page
        assert undo_url(done) not in page

    def test_the_page_before_an_undo_says_what_it_does(self, manager, pair):
        attach(make_release(), pair[1])
        done = merging.merge(*pair, {}, manager.user)
        page = page_of(manager.get(undo_url(done)))
        assert "merged the contact Zoé Durant into Zoé Durand" in page
        assert "What was moved to the kept contact, in releases and institutes, is moved back" in page

    def test_a_refusal_is_shown_with_its_reasons(self, manager, pair):
        done = merging.merge(*pair, {}, manager.user)
        Contact.objects.filter(pk=pair[0].pk).update(job_title_en="Other")
        page = page_of(manager.post(undo_url(done)))
        assert "Changed since the merge: job title (English)." in page

    def test_nobody_edits_it(self, client, pair):
        sign_in(client, "admin")
        done = merging.merge(*pair, {}, make_user("contacts"))
        for name in ("change", "delete"):
            url = reverse(f"admin:institutes_merge_{name}", args=[done.pk])
            assert client.post(url, {"post": "yes"}).status_code == 403
        assert client.get(reverse("admin:institutes_merge_add")).status_code == 403


ROLES = ("", "writer", "translator", "publisher", "contacts", "admin")
MAY_MERGE = ("contacts", "admin")


class TestPermissions:
    @pytest.fixture
    def addresses(self, pair):
        done = merging.merge(
            make_contact("Petit"), make_contact("Petiot"), {}, make_user("admin", username="a")
        )
        change = reverse("admin:institutes_merge_change", args=[done.pk])
        return [LIST, compare_url(*pair), two_people_url(*pair), HISTORY, change, undo_url(done)]

    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_every_address_answers_those_who_may_merge_and_nobody_else(self, client, addresses, role, method):
        sign_in(client, role)
        for address in addresses:
            refused = getattr(client, method)(address).status_code == 403
            # Reading is all that anybody may do with a merge's own page.
            expected = role not in MAY_MERGE or (method == "post" and address.endswith("/change/"))
            assert refused == expected, address

    @pytest.mark.parametrize("role", [role for role in ROLES if role not in MAY_MERGE])
    def test_a_crafted_request_changes_nothing(self, client, pair, role):
        sign_in(client, "contacts", username="x")
        data = form_of(client, compare_url(*pair))
        sign_in(client, role)
        client.post(compare_url(*pair), data)
        client.post(two_people_url(*pair))
        client.post(
            CONTACTS, {"action": "merge_ticked", "_selected_action": [contact.pk for contact in pair]}
        )
        assert Contact.objects.filter(pk__in=[contact.pk for contact in pair]).count() == 2
        assert not NotDuplicates.objects.exists()

    def test_a_crafted_undo_changes_nothing(self, client, pair):
        done = merging.merge(*pair, {}, make_user("contacts"))
        sign_in(client, "publisher")
        client.post(undo_url(done))
        done.refresh_from_db()
        assert done.undone_at is None

    @pytest.mark.parametrize("role", ["writer", "contacts"])
    def test_who_may_not_sees_no_button_no_action_and_no_history(self, client, pair, role):
        sign_in(client, role)
        shown = role == "contacts"
        page = page_of(client.get(CONTACTS))
        assert (LIST in page) == shown
        assert ('value="merge_ticked"' in page) == shown
        assert (HISTORY in client.get(LIST).content.decode()) == shown

    def test_the_permission_to_change_contacts_is_not_enough(self, client, pair):
        user = sign_in(client, "")
        for codename in ("view_contact", "add_contact", "change_contact"):
            user.user_permissions.add(Permission.objects.get(codename=codename))
        assert client.get(LIST).status_code == 403
        assert client.post(compare_url(*pair)).status_code == 403

    def test_who_is_not_signed_in_is_asked_to(self, client, pair):
        for address in (LIST, compare_url(*pair), HISTORY):
            assert client.get(address).url.startswith(reverse("admin:login"))
