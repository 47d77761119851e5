import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Permission, User

from common.account_backend import AccountBackend
from tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    user = make_user("writer")
    user.user_permissions.add(Permission.objects.get(codename="add_topic"))
    return User.objects.get(pk=user.pk)


def test_an_account_has_its_own_permissions_and_those_of_its_groups_from_one_query(
    account, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert account.has_perms(["releases.add_topic", "releases.change_release"])
        assert not account.has_perm("auth.change_user")
    assert account.get_all_permissions() == ModelBackend().get_all_permissions(
        User.objects.get(pk=account.pk)
    )


def test_an_administrator_has_every_permission():
    admin = make_user("admin")
    assert len(admin.get_all_permissions()) == Permission.objects.count()


def test_nobody_without_an_active_account_has_any(account):
    account.is_active = False
    assert AccountBackend().get_all_permissions(account) == set()
    assert AccountBackend().get_all_permissions(AnonymousUser()) == set()
