"""A backup becomes a working installation again: in an empty home, with an empty database, and proved before anybody may use it."""

import os
import re
import shutil
import tarfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from banshi.files import store
from banshi.jobs import dumping, locking, manifest
from banshi.jobs.empty_home import UNDER_WAY
from banshi.jobs.manifest import DATABASE, FORMAT, LOCKED, MANIFEST, SEAL, SECRETS, Manifest
from banshi.ledger.clock import CHINA
from banshi.ledger.verify import Proof, prove
from banshi.lib import home

NAMES = (MANIFEST, SEAL, DATABASE, SECRETS, LOCKED)
MEMBER = re.compile("|".join((*map(re.escape, NAMES), r"checkpoints/\d{6}\.jsonl", "files/[0-9a-f]{64}")))


class Unusable(Exception):
    """This archive cannot be restored here; the words say why and what to do."""


@dataclass(frozen=True)
class Restored:
    """What came back: the moment of the backup, how many contents, those it lacked, and the proof of the ledger."""

    at: datetime
    contents: int
    damaged: tuple[str, ...]
    proof: Proof


def restore(archive: Path, passphrase: bytes) -> Restored:
    """Reads and checks every byte before anything moves in. Raises Unusable, DumpFailed or OSError with the database still empty; what
    then lies in the home is for whoever called to take away."""
    if connection.introspection.table_names():
        raise Unusable("数据库不是空的：恢复只能进入一个新的数据库，请换一个空的 DATABASE_URL 再试。")
    folder = home.path(UNDER_WAY)
    about, secrets = opened(archive, folder, passphrase)
    contents = _move_in(folder, secrets)
    dumping.load(folder / DATABASE)
    os.sync()
    shutil.rmtree(folder)
    return Restored(datetime.fromisoformat(about.at).astimezone(CHINA), contents, about.damaged, prove())


def opened(archive: Path, folder: Path, passphrase: bytes) -> tuple[Manifest, dict[str, bytes]]:
    """Unpacks into that folder and says what is there: the manifest and the secrets. Raises Unusable for whatever is not as `take` left
    it: damaged, cut short, changed, locked with another passphrase, or from another version."""
    _unpack(archive, folder)
    about = _checked(folder, passphrase)
    return about, _secrets(folder, passphrase)


def _unpack(archive: Path, folder: Path) -> None:
    try:
        with tarfile.open(archive, "r:") as tar:
            for member in tar:
                if not (member.isreg() and MEMBER.fullmatch(member.name)):
                    raise Unusable(
                        f"{archive} 里有不认识的内容：它不是 banshi backup 生成的，或者已经损坏，请换一份备份。"
                    )
                tar.extract(member, folder, filter="data")
    except (tarfile.TarError, ValueError) as why:
        raise Unusable(f"{archive} 不是完整的备份，可能没有传完：请重新复制，或换一份备份。") from why


def _checked(folder: Path, passphrase: bytes) -> Manifest:
    """The manifest, when every part is there and as it was, and nothing else is."""
    about = _manifest(folder, passphrase)
    known = {".".join(each) for each in MigrationLoader(None).disk_migrations}
    if newer := set(about.migrations) - known:
        raise Unusable(f"备份来自更新的版本（例如 {min(newer)}）：请先升级程序，再恢复。")
    there = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()} - {MANIFEST, SEAL}
    for name in sorted({DATABASE} | there | about.digests.keys()):
        if name not in there or _digest(folder / name) != about.digests.get(name):
            raise Unusable(f"备份已损坏，“{name}”与清单不符：请重新复制，或换一份备份。")
    return about


def _manifest(folder: Path, passphrase: bytes) -> Manifest:
    """Believed only under its seal."""
    if not all((folder / name).exists() for name in (MANIFEST, SEAL)):
        raise Unusable("备份不完整，缺少清单，或者由更早的版本生成：请重新复制，或换一份备份。")
    _compare_with_the_lock(folder, passphrase)
    raw = (folder / MANIFEST).read_bytes()
    if not locking.holds((folder / SEAL).read_bytes(), raw, passphrase):
        reason, first = ("口令不对，或者", "请核对口令文件，再") if passphrase else ("", "请")
        raise Unusable(f"{reason}备份的清单已损坏、被人改过：{first}重新复制，或换一份备份。")
    try:
        return manifest.read(raw)
    except manifest.OtherFormat as other:
        raise Unusable(f"备份是第 {other} 种格式，本程序认识第 {FORMAT} 种：请用生成它的版本恢复。") from other
    except ValueError as why:
        raise Unusable("备份的清单不是 banshi backup 写的：请换一份备份。") from why


def _compare_with_the_lock(folder: Path, passphrase: bytes) -> None:
    """Who expects a locked backup must not be given an open one: that anybody could have written."""
    locked, open_ = ((folder / name).exists() for name in (LOCKED, SECRETS))
    if locked == open_:
        raise Unusable("备份不完整，缺少密钥：请重新复制，或换一份备份。")
    if locked and not passphrase:
        raise Unusable("备份中的密钥有口令保护：请用 --passphrase-file 指明口令文件。")
    if open_ and passphrase:
        raise Unusable("这份备份没有用口令加密，谁都可能改过它：确认它是自己做的，再去掉 --passphrase-file 执行一次。")


def _secrets(folder: Path, passphrase: bytes) -> dict[str, bytes]:
    try:
        if passphrase:
            return locking.named(locking.unlocked((folder / LOCKED).read_bytes(), passphrase))
        return locking.named((folder / SECRETS).read_bytes())
    except ValueError as why:
        raise Unusable("备份里的密钥不是 banshi backup 写的：请换一份备份。") from why


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
