"""What may be uploaded, and how that is said."""

from dataclasses import dataclass

NAMES = {
    "pdf": "PDF", "doc": "Word", "docx": "Word", "jpg": "JPG", "png": "PNG", "zip": "ZIP", "rar": "RAR", "xls": "Excel", "xlsx": "Excel",
}  # fmt: skip
EXTENSIONS = {kind: kind for kind in NAMES} | {"jpeg": "jpg"}


@dataclass(frozen=True)
class Limits:
    """Which kinds are taken, and how many bytes a file may have."""

    kinds: tuple[str, ...]
    largest: int

    def in_words(self) -> str:
        """Such as “可上传 PDF、Word、JPG，每个不超过 2 MB”."""
        names = dict.fromkeys(NAMES[kind] for kind in self.kinds)
        return f"可上传 {'、'.join(names)}，每个不超过 {self.largest / 1024 / 1024:g} MB"
