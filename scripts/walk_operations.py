"""Walks docs/operations.md in an empty Debian: installs, publishes, backs up, restores on a second one.

Needs root, debootstrap, a Debian mirror, a package index, and the ports 80, 443, 5432 and 8000 free. What
the page says is run as it stands; only systemd and the certificate's authority have stand-ins, in walk/.
"""

import require_python  # noqa: F401

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from console import Failure, command, step

ROOT = Path(__file__).resolve().parent.parent
WALK = ROOT / "scripts" / "walk"
HOST = "press.example.test"
SKIPPED = ("# Not", "# Or")
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ANSWERS = "--no-input --username operator --email operator@example.org"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, help="a folder that debootstrap has made, to be copied")
    parser.add_argument(
        "--share", action="append", default=[], help="a path of this machine that pip or apt needs"
    )
    parser.add_argument("--suite", default="bookworm")
    options = parser.parse_args()
    with command(), tempfile.TemporaryDirectory(prefix="walk-") as folder:
        if os.geteuid() != 0 or not (options.base or shutil.which("debootstrap")):
            raise Failure("This needs root and debootstrap (Debian: apt-get install debootstrap).")
        first, second = (_machine(Path(folder) / name, options) for name in ("first", "second"))
        with step("Install, publish, back up"):
            _run(first, "first.sh", _blocks())
        shutil.copytree(first / "backup", second / "backup")
        shutil.copytree(first / "seen", second / "expected")
        with step("Install on an empty machine, restore, compare"):
            _run(second, "second.sh", _blocks())
        print("The page holds: what readers see after the restore is what they saw before.")


def _blocks():
    """The commands of each section, with what a person would type in place of <…>."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", page, flags=re.MULTILINE)
    blocks = {}
    for section in sections:
        title = section.partition("\n")[0]
        kept = [block for block in BLOCK.findall(section) if not block.startswith(SKIPPED)]
        text = "\n".join(kept).replace("press.example.org\n", f"{HOST}\n", 1)
        text = text.replace("<repository>", "/srv/repository.git")
        blocks[title] = text.replace("press createsuperuser", f"press createsuperuser {ANSWERS}")
    return blocks


def _machine(root, options):
    with step(f"An empty Debian in {root}"):
        if options.base:
            subprocess.run(["cp", "--archive", options.base, root], check=True)
        else:
            subprocess.run(
                ["debootstrap", "--variant=minbase", options.suite, root],
                check=True,
                stdout=subprocess.DEVNULL,
            )
        shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
        (root / "etc" / "hosts").write_text(f"127.0.0.1 localhost {HOST}\n")
        policy = root / "usr" / "sbin" / "policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        for name in ("systemctl", "certbot"):
            shutil.copy(WALK / name, root / "usr" / "local" / "bin" / name)
        subprocess.run(
            ["git", "clone", "--quiet", "--bare", ROOT, root / "srv" / "repository.git"], check=True
        )
        for shared in map(Path, options.share):
            _copy(shared, root / shared.relative_to("/"))
    return root


def _copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copy(source, target)


def _run(root, name, blocks):
    walk = root / "walk"
    walk.mkdir()
    for title, text in blocks.items():
        (walk / title.lower().replace(" ", "-")).write_text(text)
    for path in WALK.iterdir():
        shutil.copy(path, walk / path.name)
    inside = ["chroot", root, "/bin/bash", f"/walk/{name}"]
    log = walk / "log"
    with log.open("w") as output:
        # A process namespace of its own: whatever it starts ends with it.
        done = subprocess.run(
            ["unshare", "--mount", "--pid", "--fork", f"--mount-proc={root}/proc", *inside],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if done.returncode:
        print(log.read_text(errors="replace")[-4000:], file=sys.stderr)
        raise Failure(f"The page does not hold: {name} ended with {done.returncode}.")


if __name__ == "__main__":
    main()
