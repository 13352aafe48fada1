"""Publishing texts and taking them down. Every function is an event in the stream of the pack's bulletin, with the whole text."""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction

from banshi.bulletin import queries, rules
from banshi.bulletin.models import Announcement, Chat, Edition, Faq, Manual, Text
from banshi.bulletin.refusals import TextOvertaken
from banshi.define import Problem
from banshi.files import actions as files
from banshi.files.actions import Kept
from banshi.ledger import actions as ledger
from banshi.ledger.clock import Now
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid, NotFound

Typed = Mapping[str, Any]
Upload = tuple[BinaryIO, str]  # the stream and the name it came with


def publish_announcement(
    pack: str, typed: Typed, *, by: Actor, token: str, number: int | None = None, version: int = 0
) -> int:
    """Publishes an announcement, or the next version of that `number`, seen in that `version`. Returns the number.

    Raises Invalid with every problem at its cell, and TextOvertaken when it was changed since.
    """
    return _publish(Announcement, pack, rules.announcement(typed), number, version, by, token)


def take_down_announcement(pack: str, number: int, *, by: Actor) -> None:
    """Takes an announcement down. Raises NotFound."""
    _take_down(Announcement, pack, number, by)


def publish_faq(pack: str, typed: Typed, *, by: Actor, token: str, number: int | None = None, version: int = 0) -> int:
    """Publishes a 常见问题; as `publish_announcement`."""
    return _publish(Faq, pack, rules.faq(typed), number, version, by, token)


def take_down_faq(pack: str, number: int, *, by: Actor) -> None:
    """Takes a 常见问题 down. Raises NotFound."""
    _take_down(Faq, pack, number, by)


def publish_manual(
    pack: str, typed: Typed, file: Upload | None, picture: Upload | None, *, by: Actor, token: str
) -> int:
    """Offers a manual to be saved, with its picture where there is one. Returns its number.

    Raises Invalid (no name, no file) and what `files` refuses, with the limits in words.
    """
    rules.must_edit(by)
    values = rules.manual(typed)
    if file is None:
        raise Invalid(
            "没有发布，请按提示修改。", [Problem("file", f"请选择手册文件：{rules.FILE.in_words()}。", "error")]
        )
    kept = files.keep(*file, limits=rules.FILE, by=by)
    cover = files.keep(*picture, limits=rules.PICTURE, by=by) if picture else None
    return _publish(Manual, pack, values | _stored(kept, cover), None, 0, by, token)


def take_down_manual(pack: str, number: int, *, by: Actor) -> None:
    """Takes a manual down. Raises NotFound."""
    _take_down(Manual, pack, number, by)


def publish_chat(pack: str, typed: Typed, picture: Upload | None, *, by: Actor, token: str) -> int:
    """Shows a 咨询群 with its QR code on the home. Returns its number.

    Raises Invalid (no name, no words, no picture) and what `files` refuses, with the limits in words.
    """
    rules.must_edit(by)
    values = rules.chat(typed)
    if picture is None:
        words = f"请选择二维码图片：{rules.PICTURE.in_words()}。"
        raise Invalid("没有发布，请按提示修改。", [Problem("picture", words, "error")])
    kept = files.keep(*picture, limits=rules.PICTURE, by=by)
    return _publish(Chat, pack, values | {"picture": kept.digest, "picture_kind": kept.kind}, None, 0, by, token)


def take_down_chat(pack: str, number: int, *, by: Actor) -> None:
    """Takes a 咨询群 down. Raises NotFound."""
    _take_down(Chat, pack, number, by)


def _stored(kept: Kept, cover: Kept | None) -> dict[str, Any]:
    return {
        "name": kept.name,
        "kind": kept.kind,
        "size": kept.size,
        "digest": kept.digest,
        "picture": cover.digest if cover else "",
        "picture_kind": cover.kind if cover else "",
    }


@transaction.atomic
def publish_guide(pack: str, text: str, *, by: Actor, after: int, token: str) -> int:
    """Publishes an edition of the guide after the edition `after` that was on the page, and returns its number.

    Raises Invalid without a text, and TextOvertaken when another edition has come between.
    """
    text = rules.guide(text)
    once = ledger.once(token, by, f"guide of {pack}")
    if once.receipt:
        return int(once.receipt["number"])
    number = _edition(pack, text, by, after)
    once.keep({"number": number})
    return number


@transaction.atomic
def restore_guide(pack: str, number: int, *, by: Actor) -> int:
    """Publishes an earlier edition once more (0: the pack's own guide, also as later versions of the pack write it). Raises NotFound."""
    earlier = queries.edition(by, pack, number) if number else None
    return _edition(pack, earlier.text if earlier else "", by, queries.last_edition(pack), restored=number)


def _edition(pack: str, text: str, by: Actor, after: int, **more: int) -> int:
    rules.must_edit(by)
    queries.known(pack)
    try:
        with transaction.atomic():
            Edition.objects.create(pack=pack, number=after + 1, text=text, author=by.name)
    except IntegrityError:
        raise TextOvertaken from None
    ledger.append(_stream(pack), "guide_published", by=by, data={"number": after + 1, "said": text} | more)
    return after + 1


def _publish(
    kind: type[Text], pack: str, values: dict[str, Any], number: int | None, version: int, by: Actor, token: str
) -> int:
    rules.must_edit(by)
    purpose = f"{_word(kind)} {number} of {pack}"
    return keep(kind, pack, values, by=by, token=token, purpose=purpose, number=number, version=version)


@transaction.atomic
def keep(
    kind: type[Text],
    pack: str,
    values: dict[str, Any],
    *,
    by: Actor,
    token: str,
    purpose: str,
    number: int | None = None,
    version: int = 0,
    deliveries: Sequence[Delivery] = (),
) -> int:
    """Publishes what was checked before, tells of it, and returns its number. Who may is the caller's to know, and what the token was given
    for."""
    once = ledger.once(token, by, purpose)
    if once.receipt:
        return int(once.receipt["number"])
    row = _changed(kind, pack, values, number, version) if number else _added(kind, pack, values)
    if not number:  # none that has files is published anew
        for digest in row.kept:
            files.refer(digest, _owner(row), by=by)
    told = {"number": row.pk, "said": values}
    ledger.append(_stream(pack), f"{_word(kind)}_published", by=by, data=told, deliveries=deliveries)
    once.keep({"number": row.pk})
    return int(row.pk)


def _added(kind: type[Text], pack: str, values: dict[str, Any]) -> Text:
    queries.known(pack)
    added: Text = kind._default_manager.create(pack=pack, **values)
    return added


def _changed(kind: type[Text], pack: str, values: dict[str, Any], number: int, version: int) -> Text:
    row: Text = queries.standing(kind, pack, number)
    seen = kind._default_manager.filter(pk=number, version=version, removed_at=None)
    if not seen.update(version=version + 1, changed_at=Now(), **values):
        raise TextOvertaken
    return row


@transaction.atomic
def _take_down(kind: type[Text], pack: str, number: int, by: Actor) -> None:
    rules.must_edit(by)
    row: Text = queries.standing(kind, pack, number)
    if not kind._default_manager.filter(pk=row.pk, removed_at=None).update(removed_at=Now()):
        raise NotFound
    for digest in row.kept:
        files.unrefer(digest, _owner(row), by=by)
    ledger.append(_stream(pack), f"{_word(kind)}_taken_down", by=by, data={"number": number})


def _stream(pack: str) -> str:
    return f"bulletin:{pack}"


def _word(kind: type[Text]) -> str:
    return kind.__name__.lower()


def _owner(row: Text) -> str:
    """What the files of a text are kept for."""
    return f"{_word(type(row))}:{row.pk}"
