"""读者之家（演示）, another platform beside the demo world: it lets in who has signed in there. To the site it speaks as any platform
does, by this house's own client of OpenID Connect; it keeps nobody any longer than it runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import HTTPServer, ThreadingHTTPServer

from django.conf import settings

from banshi.carriers.platforms import may_be_told
from banshi.jobs.demo_readers import HOST, Readers
from banshi.jobs.demo_reading import Reading
from banshi.ledger.tokens import new_token
from banshi.lib import home
from banshi.lib.actor import SYSTEM
from banshi.people.sso import platforms
from banshi.people.sso.platforms import Asked, Handed

TITLE = "读者之家（演示）"


@contextmanager
def served(port: int) -> Iterator[HTTPServer]:
    """The platform at that port of this machine, registered for as long as it is there. Raises OSError for a port that is taken."""
    address = f"http://{HOST}:{port}/"
    readers = Readers(address, hears=may_be_told(address))
    with (
        ThreadingHTTPServer((HOST, port), partial(Reading, readers)) as server,
        _registered(readers) as handed,
        _speaking_as(handed),
    ):
        yield server


@contextmanager
def _registered(readers: Readers) -> Iterator[Handed]:
    """As the system administrator would, and ended afterwards; one that a crash left behind is ended before. All runs are one platform."""
    _end()
    asked = Asked(
        name=TITLE,
        starts_at=readers.address,
        returns=(readers.back,),
        scopes=("profile",),
        signs_out_at=f"{readers.address}signed-out" if readers.hears else "",
    )
    try:
        yield _register(asked)
    finally:
        _end()


def _register(asked: Asked) -> Handed:
    for row in platforms.listed(SYSTEM):
        if row.name == TITLE:
            return platforms.take_up(row.id, asked, token=new_token(), by=SYSTEM)
    return platforms.register(asked, token=new_token(), by=SYSTEM)


def _end() -> None:
    for row in platforms.listed(SYSTEM):
        if row.name == TITLE and not row.ended_at:
            platforms.end(row.id, by=SYSTEM)


@contextmanager
def _speaking_as(handed: Handed) -> Iterator[None]:
    """For this process the site is the provider that was set; the secret lies there no longer than it is good."""
    file = home.path("demo") / "platform_secret"
    file.touch(mode=0o600)
    try:
        file.write_text(handed.secret)
        settings.SSO_ISSUER, settings.SSO_CLIENT, settings.SSO_SECRET_FILE = settings.SITE_URL, handed.client, str(file)
        yield
    finally:
        file.unlink(missing_ok=True)
