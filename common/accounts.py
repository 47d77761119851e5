from django.contrib.auth.models import AbstractUser


def name_of(user: AbstractUser) -> str:
    """For a log, which outlives the account."""
    return user.get_full_name() or user.get_username()
