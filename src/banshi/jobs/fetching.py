"""Damaged contents come back from a backup. A content is named by its SHA-256, so nothing but the right bytes can take its place."""

import tarfile
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from banshi.files import store
from banshi.jobs.restoring import Unusable


def put_back(archive: Path, digests: Collection[str]) -> set[str]:
    """Puts those that the archive has whole into the store, and says which. Needs no passphrase. Raises Unusable, OSError."""
    wanted = {f"files/{digest}": digest for digest in digests}
    back: set[str] = set()
    try:
        with tarfile.open(archive, "r:") as tar:
            for member in tar:
                part = tar.extractfile(member) if member.name in wanted else None
                if part and sha256(data := part.read()).hexdigest() == wanted[member.name]:
                    store.put(data, wanted[member.name])
                    back.add(wanted[member.name])
    except (tarfile.TarError, ValueError) as why:
        raise Unusable(f"{archive} 不是完整的备份，可能没有传完：请换一份备份。") from why
    return back
