"""Texts of Django that the desk shows and that its French writes with straight apostrophes or plain blanks.

Named here, they are in our catalogue, which comes before Django's.
"""

from django.utils.translation import gettext_noop as _

TEXTS = [
    _("Add another %(verbose_name)s"),
    _("Add link"),
    _("Breadcrumbs"),
    # French: no “de école” in these, and no article, which would be “un” or “une”.
    _("Add %s"),
    _("View %s"),
    _("Change %s"),
    _("Add %(name)s"),
    _("Add another %(model)s"),
    _("Change selected %(model)s"),
    _("Delete selected %(model)s"),
    _("View selected %(model)s"),
    _("Select %s to change"),
    _("Select %s to view"),
    _("Changed {fields} for {name} “{object}”."),
    _("The {name} “{obj}” was added successfully."),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    _("The %(name)s “%(obj)s” was deleted successfully."),
    _(
        'Are you sure you want to delete the %(object_name)s "%(escaped_object)s"? All of the following '
        "related items will be deleted:"
    ),
    _(
        "Deleting the %(object_name)s '%(escaped_object)s' would require deleting the following protected "
        "related objects:"
    ),
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
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _("Toggle theme (current theme: auto)"),
    _("Toggle theme (current theme: dark)"),
    _("Toggle theme (current theme: light)"),
    _(
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still "
        "be able to authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    _("File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s."),
]

# Of its scripts, whose catalogue is another one.
SCRIPT_TEXTS = [
    # French: no “disponible(s)”.
    _("Available %s"),
    _("Chosen %s"),
]
