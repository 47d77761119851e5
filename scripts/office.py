"""Finds LibreOffice for the tests that open our spreadsheets in it, or installs it where that can be done."""

import shutil

from browser import install_of_debian

NOT_FOUND = "no LibreOffice was found and none could be installed; install libreoffice-calc"


def find_or_install():
    """Nothing when it is there, else why it is not."""
    if _on_path() or (install_of_debian("libreoffice-calc", "LibreOffice") and _on_path()):
        return ""
    return NOT_FOUND


def _on_path():
    return shutil.which("soffice") or shutil.which("libreoffice")
