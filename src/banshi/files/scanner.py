"""The virus scanner: clamd where `BANSHI_CLAMD` names one (a socket's path or host:port), and an honest mark where none is set."""

import socket
import struct

from django.conf import settings

from banshi.files.refusals import NotScanned

CLEAN, INFECTED, NOT_SCANNED = "已查毒", "有病毒", "未查毒"
TIMEOUT = 20  # seconds
CHUNK = 64 * 1024
LONGEST_ANSWER = 1024


def verdict(data: bytes) -> str:
    """CLEAN, INFECTED, or NOT_SCANNED where no scanner is set. Raises NotScanned when a scanner is set but does not clearly say."""
    if not settings.CLAMD:
        return NOT_SCANNED
    try:
        answer = _ask(data)
    except OSError as fault:
        raise NotScanned from fault
    if answer == b"stream: OK\0":
        return CLEAN
    if answer.startswith(b"stream: ") and answer.endswith(b" FOUND\0"):
        return INFECTED
    raise NotScanned


def _ask(data: bytes) -> bytes:
    """clamd's INSTREAM: chunks with their length before them, an empty one at the end; one answer ended by a zero byte."""
    with _connected() as line:
        line.sendall(b"zINSTREAM\0")
        for at in range(0, len(data), CHUNK):
            chunk = data[at : at + CHUNK]
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        with line.makefile("rb") as answers:
            return answers.read(LONGEST_ANSWER)


def _connected() -> socket.socket:
    host, _, port = settings.CLAMD.rpartition(":")
    if host and port.isdecimal():
        return socket.create_connection((host, int(port)), TIMEOUT)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(TIMEOUT)
    line.connect(settings.CLAMD)
    return line
