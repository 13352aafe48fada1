"""The house the tests run in: a throw-away home, shared by the parallel processes of one run, and the settings made for it.

Settings are read when Django starts, so this module is loaded before anything of ours.
"""

import atexit
import os
import shutil
import signal
import tempfile
from pathlib import Path

import django

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "main")
ROOT = Path(__file__).parents[2]


def _open() -> Path:
    """A new home, or the one that the first process of this run has made."""
    if (
        signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    ):  # a run begun in a shell's background; its programs would be deaf too
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if PROCESS == "main":
        os.environ["BANSHI_HOME"] = home = tempfile.mkdtemp(prefix="banshi-test-")
        atexit.register(shutil.rmtree, home)
    for setting in ("DATABASE_URL", "DATABASE_OWNER_URL", "BANSHI_TEST_SINK", "BANSHI_SITE_URL", "PORT"):
        os.environ.pop(setting, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "banshi.config.settings"
    Path(os.environ["BANSHI_HOME"], "static").mkdir(exist_ok=True)
    django.setup()
    return Path(os.environ["BANSHI_HOME"])


HOME = _open()
