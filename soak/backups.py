"""R13: a backup taken while filing goes on restores to a working, verifiable service; its numbers go on and nothing is sent again."""

import os
import subprocess
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from django.db import transaction

from banshi.cases.models import Case
from banshi.files import actions as files
from banshi.ledger import actions as ledger
from banshi.ledger.models import Delivery as Row
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM
from soak.browser import Browser
from soak.figure import Figure, Sizes
from soak.filing import file_all, file_one
from soak.gateway import gateway
from soak.house import BANSHI, environment, site, wait
from soak.world import Person, make_world
from tests.harness.processes import a_new_home

LONGEST = 15 * 60  # seconds for the restore
MESSAGES = 20
ACKNOWLEDGED = 20  # cases reported before the backup begins
SEEN = 200


def backups(sizes: Sizes) -> Figure:
    """Files are kept and messages sent; filing goes on while a backup is taken; it is restored in a new home, opened, and filed in."""
    people = make_world().filers
    for number in range(sizes.files):
        files.keep_own(f"第 {number} 份".encode(), f"{number}.pdf", "pdf", by=SYSTEM)
    _send()
    with a_new_home() as new, TemporaryDirectory() as kept, gateway() as carrier:
        archive = Path(kept, "all.tar")
        with site(BANSHI_SMS_URL=carrier.url) as there:
            wait(lambda: not Row.objects.filter(to="sms", done_at=None).exists())
            before, saved = _backed_up(people, there.port, archive)
        sent = len(carrier.taken)
        restored = sum(_seconds(new, *words) for words in (("restore", str(archive)), ("verify",), ("scrub",)))
        with site(BANSHI_HOME=str(new), BANSHI_SMS_URL=carrier.url) as again:
            lost = _unseen(before, people, again.port)
            fresh = file_one(Browser(people[0].session, again.port), people[0], -1).ref
            sheets = new / "checkpoints"
            sealed = _size(sheets)
            wait(lambda: _size(sheets) > sealed)  # the worker has looked round
        counted = {
            "files": sizes.files,
            "cases": len(before),
            "backup_s": round(saved, 1),
            "restore_s": round(restored, 1),
            "lost": lost,
            "sent_again": len(carrier.taken) - sent,
            "number_goes_on": max(map(_number, before)) < _number(fresh) <= Case.objects.count() + 1,
        }
    ok = not lost and not counted["sent_again"] and restored <= LONGEST and counted["number_goes_on"]
    return Figure("R13", counted, bool(ok))


def _backed_up(people: list[Person], port: int, archive: Path) -> tuple[set[str], float]:
    """What was acknowledged before the backup began, and how many seconds it took, filing going on."""
    numbers, enough = count(), Event()
    with ThreadPoolExecutor(1) as aside:
        going_on = iter(lambda: None if enough.is_set() else next(numbers), None)
        filing = aside.submit(file_all, people, [port], going_on)
        try:
            wait(lambda: Case.objects.filter(state="waiting").count() >= ACKNOWLEDGED)
            before = set(Case.objects.filter(state="waiting").values_list("ref", flat=True))
            took = _seconds(Path(os.environ["BANSHI_HOME"]), "backup", str(archive))
        finally:
            enough.set()
        filing.result()
    return before, took


@transaction.atomic
def _send() -> None:
    texts = [{"phone": "13900000000", "text": f"第 {number} 条"} for number in range(MESSAGES)]
    ledger.append("soak:sms", "told", by=SYSTEM, data={}, deliveries=[Delivery("sms", each) for each in texts])


def _seconds(home: Path, *words: str) -> float:
    """How long a command took in that home. Raises CalledProcessError when it did not end well."""
    began = time.monotonic()
    subprocess.run([BANSHI, *words], env=environment(BANSHI_HOME=str(home)), check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def _unseen(refs: Iterable[str], people: list[Person], port: int) -> int:
    """How many of the cases nobody finds any more."""
    browsers = [Browser(each.session, port) for each in people]
    return sum(all(browser.get(f"/cases/{ref}/").status != SEEN for browser in browsers) for ref in refs)


def _number(ref: str) -> int:
    """The running number in a reference such as JSZ2026-0000042-7."""
    return int(ref.split("-")[1])


def _size(folder: Path) -> int:
    return sum(sheet.stat().st_size for sheet in folder.glob("*.jsonl"))
