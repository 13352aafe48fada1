"""The entry of the web server. A thread is taken only once a request has come whole, and given back before its answer leaves, so that
slow senders and slow readers cost a connection each and nobody else's time (S21, R14)."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import unquote_to_bytes

from banshi.config.wsgi import application as wsgi

THREADS = 4  # of each process; each holds one connection to the database
PATIENCE = 30  # seconds without a byte before a sender has gone
IN_MEMORY = 1024 * 1024  # bytes; longer bodies wait on disk
PIECE = 256 * 1024
LARGEST = 120 * 1024 * 1024  # bytes of a body: a ZIP of scans is the largest thing anybody sends
WAITING = 200  # requests of a process that may wait for a thread; whoever comes then is asked to come again (R14)

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Body = SpooledTemporaryFile[bytes]
_threads = ThreadPoolExecutor(THREADS)
_inside: set[object] = set()


class Silent(Exception):
    """The sender has gone, or gone silent."""


class Refused(Exception):
    """An answer before anything of ours is asked: status, words, one more header."""


TOO_LONG = Refused(413, "内容太大：一次最多发送 120 MB。请分几次发送。", (b"connection", b"close"))
NO_ROOM = Refused(503, "系统存储空间不足，内容没有提交。请稍后再试，或联系管理员。", (b"retry-after", b"60"))
TOO_MANY = Refused(503, "现在办理的人很多，您的内容没有提交。请稍等几秒再试。", (b"retry-after", b"5"))


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """One request: its body, its answer from a thread, and out."""
    with SpooledTemporaryFile(IN_MEMORY) as body, SpooledTemporaryFile(IN_MEMORY) as answer:
        try:
            length = await _whole(receive, body)
            start = await _in_a_thread(scope, body, length, answer)
        except Silent:
            return
        except Refused as refused:
            start = _said(refused, answer)
        await send({"type": "http.response.start", **start})
        more = True
        while more:
            piece = answer.read(PIECE)
            more = len(piece) == PIECE
            await send({"type": "http.response.body", "body": piece, "more_body": more})


async def _in_a_thread(scope: Scope, body: Body, length: int, answer: Body) -> dict[str, Any]:
    """The site's answer. Raises Refused when too many wait already."""
    if len(_inside) >= WAITING:
        raise TOO_MANY
    waiter = object()
    _inside.add(waiter)
    try:
        return await asyncio.get_running_loop().run_in_executor(_threads, _answered, scope, body, length, answer)
    finally:
        _inside.discard(waiter)


def _said(refused: Refused, answer: Body) -> dict[str, Any]:
    status, words, header = refused.args
    answer.write(words.encode())
    answer.seek(0)
    return {"status": status, "headers": [(b"content-type", b"text/plain; charset=utf-8"), header]}


async def _whole(receive: Receive, body: Body) -> int:
    """The body on our side, and its length. Raises Silent and Refused."""
    more = True
    while more:
        try:
            async with asyncio.timeout(PATIENCE):
                message = await receive()
        except TimeoutError:
            raise Silent from None
        if message["type"] == "http.disconnect":
            raise Silent
        if body.tell() + len(message.get("body", b"")) > LARGEST:
            raise TOO_LONG
        _keep(message.get("body", b""), body)
        more = message.get("more_body", False)
    length = body.tell()
    body.seek(0)
    return length


def _keep(piece: bytes, body: Body) -> None:
    """Raises Refused when the disk is full (R5)."""
    try:
        body.write(piece)
    except OSError as full:
        raise NO_ROOM from full


def _answered(scope: Scope, body: Body, length: int, answer: Body) -> dict[str, Any]:
    """Runs the site in this thread. The answer's status and headers are returned, its content is in `answer`."""
    start: dict[str, Any] = {}

    def begin(status: str, headers: Iterable[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
        start["status"] = int(status.split()[0])
        start["headers"] = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return answer.write

    parts = wsgi(_environ(scope, body, length), begin)
    try:
        answer.writelines(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    answer.seek(0)
    return start


def _environ(scope: Scope, body: Body, length: int) -> dict[str, Any]:
    """The request as WSGI has it (PEP 3333). However it was cut for the way, its length is what has come."""
    path = unquote_to_bytes(scope["raw_path"]) if scope.get("raw_path") else scope["path"].encode()
    server, client = scope.get("server") or ("localhost", 0), scope.get("client") or ("", 0)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": str(client[0]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    return environ | _headers(scope["headers"]) | {"CONTENT_LENGTH": str(length)}


def _headers(given: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by their CGI names; one that came twice is one list, cookies with their own comma."""
    found: dict[str, str] = {}
    for name, value in given:
        key = name.decode("latin-1").upper().replace("-", "_")
        if "_" in name.decode("latin-1"):
            continue  # a_b would pass for a-b, which a proxy may have set
        key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
        text, comma = value.decode("latin-1"), "; " if key == "HTTP_COOKIE" else ","
        found[key] = f"{found[key]}{comma}{text}" if key in found else text
    return found
