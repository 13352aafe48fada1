"""Filing over HTTP the way people do: open, fill in, attach a photo, report; what got no answer is tried again with the same token."""

import io
import random
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image

from banshi.ledger.tokens import new_token
from soak.browser import Answer, Browser
from soak.world import Person

ANSWERS = {"born_on": "1990-05-01", "wants_post": "否", "books": "3"}
FOUND, OVERTAKEN = 302, 409


@dataclass(frozen=True)
class Filed:
    """An acknowledged filing: the number it was given here, its reference, the digest of its photo, and how often somebody tried."""

    number: int
    ref: str
    photo: str
    tries: int


class Unexpected(RuntimeError):
    """An answer nobody should get."""


def photo(number: int, side: int = 16) -> bytes:
    """A picture nobody else has; three bytes a point."""
    stream = io.BytesIO()
    noise = random.Random(number).randbytes(3 * side * side)  # noqa: S311 (a picture, no secret)
    Image.frombytes("RGB", (side, side), noise).save(stream, "png")
    return stream.getvalue()


def reader(number: int) -> str:
    """The name in a filing, by which it is known again."""
    return f"读者{number}"


def open_case(browser: Browser, person: Person) -> str:
    """Opens a case and returns its reference."""
    form = {"unit": person.code, "confirmed": "1", "token": new_token()}
    return _found(browser.post("/s/library_card/start/apply/", form)).location.split("/")[2]


def fill_in(browser: Browser, ref: str, number: int) -> None:
    """Saves the answers. Who saved them already, and did not hear of it, is told that the draft has changed."""
    typed = ANSWERS | {"reader_name": reader(number)}
    form = typed | {f"{key}/sent": "1" for key in typed} | {"draft_version": "1"}
    answer = browser.post(f"/cases/{ref}/form/", form)
    if not (answer.status == OVERTAKEN and answer.tries > 1):
        _found(answer)


def attach(browser: Browser, ref: str, number: int, content: bytes) -> Answer:
    """Attaches a photo; after a try without an answer the page is looked at first."""
    name = f"photo-{number}.png"

    def there() -> Answer | None:
        page = browser.get(f"/cases/{ref}/materials/")
        return Answer(FOUND, "") if name.encode() in page.body else None

    return browser.upload(f"/cases/{ref}/materials/photo/attach/", name, content, done=there)


def report(browser: Browser, ref: str, token: str) -> Answer:
    """Reports."""
    return _found(browser.post(f"/cases/{ref}/moves/report/", {"version": "1", "token": token}))


def file_one(browser: Browser, person: Person, number: int) -> Filed:
    """One filing from beginning to end."""
    before, content = browser.asked, photo(number)
    ref = open_case(browser, person)
    fill_in(browser, ref, number)
    _found(attach(browser, ref, number, content))
    report(browser, ref, new_token())
    return Filed(number, ref, sha256(content).hexdigest(), browser.asked - before)


def file_all(people: Sequence[Person], ports: Sequence[int], numbers: Iterator[int]) -> list[Filed]:
    """Everybody files at once, as long as there are numbers; all that was acknowledged."""

    def work(person: Person) -> list[Filed]:
        browser = Browser(person.session, *ports)
        return [file_one(browser, person, number) for number in numbers]

    with ThreadPoolExecutor(len(people)) as crowd:
        return [filed for each in [crowd.submit(work, person) for person in people] for filed in each.result()]


def _found(answer: Answer) -> Answer:
    if answer.status != FOUND or "sign-in" in answer.location:
        raise Unexpected(f"{answer.asked}: {answer.status} {answer.location} {_said(answer)}")
    return answer


def _said(answer: Answer) -> str:
    """What an alert on the page says."""
    return "".join(re.findall(r'role="alert">([^<]+)', answer.body.decode(errors="replace")))
