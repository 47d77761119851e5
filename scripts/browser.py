"""Finds a Chromium for the tests in a browser, or installs one where that can be done."""

import os
import shutil
import subprocess

from console import Failure, quietly, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def find_or_install(python):
    """The path of a browser, or none and why."""
    if chosen := os.environ.get("CHROMIUM"):
        return (chosen, "") if shutil.which(chosen) else ("", f"CHROMIUM={chosen} is no program")
    tried = (_on_path, _playwrights_own, _download, _debian)
    return next(((found, "") for attempt in tried if (found := attempt(python))), ("", NOT_FOUND))


NOT_FOUND = "no Chromium was found and none could be installed; install one, or name it in CHROMIUM"


def _on_path(python=None):
    return next(filter(None, map(shutil.which, NAMES)), "")


def _playwrights_own(python):
    done = subprocess.run([python, "-c", OWN], capture_output=True, text=True)
    path = done.stdout.strip()
    return path if path and _starts(path) else ""


def _starts(path):
    # A browser that was downloaded may lack the system's libraries.
    try:
        return subprocess.run([path, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def _download(python):
    install = [python, "-m", "playwright", "install", "chromium"]
    if _attempt("Downloading Chromium", [install], seconds=180):
        return _playwrights_own(python)
    return ""


def _debian(python):
    return _on_path() if install_of_debian("chromium", "Debian's Chromium") else ""


def install_of_debian(package, title):
    """Whether a package of Debian's could be installed; only root can, and only where there is apt-get."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    install = ["apt-get", "install", "-y", "--no-install-recommends", package]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return _attempt(f"Installing {title}", [["apt-get", "update"], install], 600, env=environment)


def _attempt(title, commands, seconds, **options):
    try:
        with step(title):
            for command in commands:
                quietly(command, f"{command[0]} failed.", timeout=seconds, **options)
    except (Failure, subprocess.TimeoutExpired):
        print(f"{title}: not possible here.", flush=True)
        return False
    return True
