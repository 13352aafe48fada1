"""The virus scanner: clamd where `BANSHI_CLAMD` names one (a socket or host:port), and an honest mark where none is set."""

import io

import clamd
from django.conf import settings

from banshi.files.refusals import NotScanned

CLEAN, INFECTED, NOT_SCANNED = "未发现病毒", "有病毒", "未查毒"
TIMEOUT = 20


def verdict(data: bytes) -> str:
    """CLEAN, INFECTED or (where no scanner is set) NOT_SCANNED. Raises NotScanned when a scanner is set but cannot say."""
    if not settings.CLAMD:
        return NOT_SCANNED
    try:
        found, _ = _client().instream(io.BytesIO(data))["stream"]
    except (clamd.ClamdError, OSError, KeyError, TypeError, ValueError) as fault:
        raise NotScanned from fault
    if found == "OK":
        return CLEAN
    if found == "FOUND":
        return INFECTED
    raise NotScanned


def _client() -> clamd.ClamdUnixSocket:
    host, _, port = settings.CLAMD.rpartition(":")
    if host and port.isdecimal():
        return clamd.ClamdNetworkSocket(host, int(port), timeout=TIMEOUT)
    return clamd.ClamdUnixSocket(settings.CLAMD, timeout=TIMEOUT)
