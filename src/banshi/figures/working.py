"""The worker's side of exports: each call writes a part, the last one makes the workbook."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from banshi.figures import sources, spool
from banshi.figures.actions import stream
from banshi.figures.models import Export
from banshi.files import actions as files
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib import spreadsheets
from banshi.lib.actor import SYSTEM, Actor
from banshi.lib.refusals import NotFound, Refusal
from banshi.people import queries as people
from banshi.people.signing_in.sign_in import may_sign_in

NO_LONGER = "申请导出的账户已不能查看这些内容，没有导出。"


def go_on(payload: dict[str, Any], message_id: str) -> bool:
    """Writes the next rows of an export; True while there are more. What an earlier call has done is not done again, unless it is lost."""
    export = Export.objects.select_for_update().get(pk=payload["export"])
    if export.made_at or export.refused:
        return False
    if not spool.holds(export.pk, export.spooled):
        export.rows, export.after, export.spooled = 0, "", 0
    try:
        by = _asked_by(export)
        part = sources.part(by, export.pack, export.source, export.after)
    except Refusal:
        return _stop(export)
    export.spooled = spool.add(export.pk, part.rows, export.spooled)
    export.rows += len(part.rows)
    export.after = part.next
    if not part.next:
        _make(export, by)
    export.save()
    return bool(part.next)


def _asked_by(export: Export) -> Actor:
    """Who asked, as they are now. Raises a refusal once they may not sign in, or act for another unit."""
    account = people.own_account(export.account_id)
    if stop := may_sign_in(account, "session"):
        raise stop
    by = people.actor_for(account, unit=export.unit_id)
    if by.unit != export.unit_id:
        raise NotFound
    return by


def _stop(export: Export) -> bool:
    export.refused = NO_LONGER
    export.save()
    spool.drop(export.pk)
    return False


def _make(export: Export, by: Actor) -> None:
    """The workbook from all rows, kept for its asker, who is told."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        header = sources.header(export.pack, export.source)
        spreadsheets.save(path, header, spool.rows(export.pk), export.title, _about(export, by))
        kept = files.keep_own(path.read_bytes(), f"{export.title}.xlsx", "xlsx", by=SYSTEM)
    files.refer(kept.digest, stream(export), by=by)
    export.digest, export.size, export.made_at = kept.digest, kept.size, clock.now()
    data = {"name": export.title, "rows": export.rows, "digest": kept.digest}
    text = f"“{export.title}”已导出，共 {export.rows} 行，点这里下载，7 天内有效；也可以在【我的导出】下载。"
    told = Delivery("notices.tell", {"account": by.own_account, "text": text, "sms": False, "ref": stream(export)})
    ledger.append(stream(export), "exported", by=by, data=data, deliveries=[told])
    spool.drop(export.pk)


def _about(export: Export, by: Actor) -> list[tuple[str, str]]:
    """What the workbook shows, by whom and of when: it is passed on without its page (S19)."""
    made = f"{clock.now().astimezone(clock.CHINA):%Y-%m-%d %H:%M}"
    said = [(label, text) for label, text in export.source["said"]]
    rows = ("行数", f"{export.rows} 行")
    return [("内容", export.title), *said, rows, ("导出单位", by.unit_name), ("导出人", by.name), ("导出时间", made)]
