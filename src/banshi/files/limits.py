"""What may be uploaded, and how that is said."""

from dataclasses import dataclass

from banshi.lib.text import bare

NAMES = {
    "pdf": "PDF", "doc": "Word", "docx": "Word", "jpg": "JPG", "png": "PNG", "zip": "ZIP", "rar": "RAR", "xls": "Excel", "xlsx": "Excel",
}  # fmt: skip
EXTENSIONS = {kind: kind for kind in NAMES} | {"jpeg": "jpg"}


@dataclass(frozen=True)
class Limits:
    """Which kinds are taken, and how many bytes a file may have; one whose name holds a word of `never` is not taken."""

    kinds: tuple[str, ...]
    largest: int
    never: tuple[str, ...] = ()

    def in_words(self) -> str:
        """Such as “只接受 PDF、Word、JPG，每个不超过 2 MB”."""
        names = dict.fromkeys(self._named(kind) for kind in self.kinds)
        return f"只接受 {'、'.join(names)}，每个不超过 {self._largest()}"

    def unwanted(self, name: str) -> str:
        """The word in a file's name for which it is not taken, whatever unseen stands between its characters; "" when there is none."""
        read = bare(name)
        return next((word for word in self.never if word in read), "")

    def _named(self, kind: str) -> str:
        """Word and Excel stand for their old and new format together; where one alone is taken, it is named."""
        whole = all(each in self.kinds for each, name in NAMES.items() if name == NAMES[kind])
        return NAMES[kind] if whole else f"{NAMES[kind]}（.{kind}）"

    def _largest(self) -> str:
        megabytes = self.largest / 1024 / 1024
        return f"{megabytes:g} MB" if megabytes >= 1 else f"{self.largest / 1024:g} KB"
