"""Looking into a file before it is taken: is it what its name says, whole, and free of anything that acts by itself?

Strangers' files are opened by large libraries, so that happens in a process of its own: with little memory and time, without writing a
byte, knowing nothing of the house. Whatever that process does but say “fit” means that the file is not taken.
"""

import json
import logging
import subprocess
import sys
from typing import NamedTuple

PATIENCE = 30  # seconds, on a busy machine
UNREADABLE = "文件已损坏或结构异常，打不开，请另存一份"
log = logging.getLogger(__name__)


class Findings(NamedTuple):
    """Why a file is not taken, or ""; and whether something in it could not be looked into."""

    objection: str
    unseen: bool = False


def findings(data: bytes, kind: str) -> Findings:
    """What the look found. `kind` is what the file's name says; the content has to agree."""
    command = [sys.executable, "-I", "-X", "utf8", "-m", __name__, kind]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=True, env={})
        return Findings(**json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError, TypeError) as fault:
        log.warning("a %s of %d bytes could not be inspected: %s", kind, len(data), _last_words(fault))
        return Findings(UNREADABLE)


def _last_words(fault: Exception) -> str:
    said = getattr(fault, "stderr", None) or b""
    return said.decode(errors="replace").strip().rpartition("\n")[2] or str(fault)
