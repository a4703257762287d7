"""Where Chromium is. `python -m tests.browser.chromium` says so, and installs it where it may."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
MISSING = (
    "Browserprøverne kræver Chromium. Debian og Ubuntu: sudo apt-get install chromium. macOS: installér Google Chrome. "
    "Ligger den et andet sted, så sæt CHROMIUM til dens sti."
)


def find() -> str | None:
    """The path of a Chromium or Chrome on this machine; CHROMIUM in the environment comes first."""
    candidates = (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), MACOS)
    return next((path for path in candidates if path and os.path.exists(path)), None)


def chromium() -> str:
    """The path of Chromium. Raises RuntimeError, with what to install, where there is none."""
    if path := find():
        return path
    raise RuntimeError(MISSING)


def install() -> None:
    """Debian's package, where this user may install one; elsewhere nothing happens."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], env=quiet, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    if not find():
        install()
    sys.exit(None if find() else MISSING)
