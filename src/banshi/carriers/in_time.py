"""A whole exchange over HTTP within one time: a system that sends a byte now and then is as slow as one that says nothing."""

from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from socket import socket
from time import monotonic
from typing import Any
from urllib.request import HTTPHandler, HTTPSHandler, Request


def _left(until: float) -> float:
    """How many seconds are left. Raises TimeoutError, an OSError."""
    if (seconds := until - monotonic()) <= 0:
        raise TimeoutError
    return seconds


class _Coming(RawIOBase):
    """What comes through a socket, for as long in all as the socket would have waited for one byte."""

    def __init__(self, sock: socket, raw: RawIOBase) -> None:
        self.sock, self.raw = sock, raw
        self.until = monotonic() + (sock.gettimeout() or 0)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Raises TimeoutError."""
        self.sock.settimeout(_left(self.until))
        return self.raw.readinto(buffer)

    def close(self) -> None:
        """The socket, too."""
        self.raw.close()
        super().close()


class _Answer(HTTPResponse):
    def __init__(self, sock: socket, *given: Any, **more: Any) -> None:
        super().__init__(sock, *given, **more)
        self.fp = BufferedReader(_Coming(sock, self.fp.detach()))


class _Connection(HTTPConnection):
    """`timeout` begins with connecting; what is left of it is for what comes after."""

    response_class = _Answer

    def connect(self) -> None:
        self.until = monotonic() + (self.timeout or 0)
        super().connect()
        self.sock.settimeout(_left(self.until))

    def getresponse(self) -> HTTPResponse:
        self.sock.settimeout(_left(self.until))
        return super().getresponse()


class _Secure(HTTPSConnection, _Connection):
    """In this order the handshake comes after `_Connection.connect`."""


class InTime(HTTPHandler, HTTPSHandler):
    """Takes the timeout of a request for the time of all of it, from connecting to the last byte of the answer that is read. Only finding
    the address of a name is the machine's own matter, and of several addresses each is tried so long."""

    def http_open(self, request: Request) -> HTTPResponse:
        """Raises OSError."""
        return self.do_open(_Connection, request)

    def https_open(self, request: Request) -> HTTPResponse:
        """Raises OSError."""
        return self.do_open(_Secure, request)
