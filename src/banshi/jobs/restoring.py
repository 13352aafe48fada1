"""A backup becomes a working installation again: in an empty home, with an empty database, and proved before anybody may use it."""

import json
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from banshi.files import store
from banshi.jobs import dumping, locking
from banshi.jobs.backup import DATABASE, FORMAT, LOCKED, MANIFEST, SECRETS
from banshi.ledger.verify import Proof, prove
from banshi.lib import home

MEMBER = re.compile(
    "|".join(
        (*map(re.escape, (MANIFEST, DATABASE, SECRETS, LOCKED)), r"checkpoints/\d{6}\.jsonl", "files/[0-9a-f]{64}")
    )
)


class Unusable(Exception):
    """This archive cannot be restored here; the words say why and what to do."""


@dataclass(frozen=True)
class Restored:
    """What came back: the moment of the backup (ISO 8601), how many contents, those it lacked, and the proof of the ledger."""

    at: str
    contents: int
    damaged: tuple[str, ...]
    proof: Proof


def restore(archive: Path, passphrase: bytes) -> Restored:
    """Looks at every byte first and changes nothing until all is well. Raises Unusable, or DumpFailed with nothing changed."""
    _refuse_what_is_not_empty()
    with _unpacked(archive) as folder:
        about = _checked(folder)
        secrets = _secrets(folder, passphrase)
        dumping.load(folder / DATABASE)
        contents = _move_in(folder, secrets)
    return Restored(about["at"], contents, tuple(about["damaged"]), prove())


def _refuse_what_is_not_empty() -> None:
    if connection.introspection.table_names():
        raise Unusable("数据库不是空的：恢复只能进入一个新的数据库，请换一个空的 BANSHI_HOME（或 DATABASE_URL）再试。")
    for name in ("files", "checkpoints"):
        if any(home.path(name).iterdir()):
            raise Unusable(f"{home.path(name)} 里已有内容：恢复只能进入一个空的 BANSHI_HOME，请换一个再试。")


@contextmanager
def _unpacked(archive: Path) -> Iterator[Path]:
    folder = home.path("restoring")
    try:
        with tarfile.open(archive, "r:") as tar:
            for member in tar:
                if not (member.isreg() and MEMBER.fullmatch(member.name)):
                    raise Unusable(
                        f"{archive} 里有不认识的内容“{member.name}”：它不是 banshi backup 生成的，请换一份备份。"
                    )
                tar.extract(member, folder, filter="data")
        yield folder
    except tarfile.TarError as why:
        raise Unusable(f"{archive} 不是完整的备份，可能没有传完：请重新复制，或换一份备份。") from why
    finally:
        shutil.rmtree(folder)


def _checked(folder: Path) -> dict[str, Any]:
    """The manifest, when every part is there and as it was."""
    if not (folder / MANIFEST).exists():
        raise Unusable("备份不完整，缺少清单：请重新复制，或换一份备份。")
    about: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
    if about["format"] != FORMAT:
        raise Unusable(f"备份是第 {about['format']} 种格式，本程序认识第 {FORMAT} 种：请用生成它的版本恢复。")
    known = {".".join(each) for each in MigrationLoader(None).disk_migrations}
    if newer := set(about["migrations"]) - known:
        raise Unusable(f"备份来自更新的版本（例如 {min(newer)}）：请先升级程序，再恢复。")
    for name, digest in about["digests"].items():
        if not (folder / name).exists() or _digest(folder / name) != digest:
            raise Unusable(f"备份已损坏，“{name}”与清单不符：请重新复制，或换一份备份。")
    return about


def _secrets(folder: Path, passphrase: bytes) -> dict[str, bytes]:
    if not (folder / LOCKED).exists():
        plain = (folder / SECRETS).read_bytes()
    elif not passphrase:
        raise Unusable("备份中的密钥有口令保护：请用 --passphrase-file 指明口令文件。")
    else:
        try:
            plain = locking.unlocked((folder / LOCKED).read_bytes(), passphrase)
        except ValueError as why:
            raise Unusable("口令不对，打不开备份中的密钥：请核对口令文件。") from why
    return {name: bytes.fromhex(value) for name, value in json.loads(plain).items()}


def _move_in(folder: Path, secrets: dict[str, bytes]) -> int:
    """Everything is on this disk already; names change, nothing is copied."""
    for name, value in secrets.items():
        file = home.path("secrets") / name
        file.touch(0o600)
        file.write_bytes(value)
    for sheet in folder.glob("checkpoints/*"):
        sheet.rename(home.path("checkpoints") / sheet.name)
    contents = list(folder.glob("files/*"))
    for content in contents:
        place = store.place(content.name)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        content.rename(place)
    return len(contents)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
