"""Texts of Django that the desk shows and that its French writes with straight apostrophes or plain blanks.

Named here, they are in our catalogue, which comes before Django's.
"""

from django.utils.translation import gettext_noop as _

TEXTS = [
    _("Add another %(verbose_name)s"),
    _("Add link"),
    _("Breadcrumbs"),
    # French: no “de école” in these three.
    _("Add %s"),
    _("View %s"),
    _("Change %s"),
    _("Changed {fields} for {name} “{object}”."),
    _("Designates whether the user can log into this admin site."),
    _("Disable password-based authentication"),
    _("Enable password-based authentication"),
    _("Enable password-based authentication for this user by setting a password."),
    _("Password-based authentication was disabled."),
    _(
        "Please enter the correct %(username)s and password for a staff account. Note that both fields may "
        "be case-sensitive."
    ),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _("The {name} “{obj}” was added successfully."),
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _("Toggle theme (current theme: auto)"),
    _("Toggle theme (current theme: dark)"),
    _("Toggle theme (current theme: light)"),
    _("View selected %(model)s"),
    _(
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still "
        "be able to authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    _("File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s."),
]
