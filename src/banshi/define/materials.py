"""What is attached to a case: a list of materials, each a row with its files."""

from dataclasses import dataclass

from banshi.define.conditions import ALWAYS, Condition
from banshi.define.word import Word

FILE_KINDS = ("pdf", "doc", "docx", "jpg", "png", "zip", "rar", "xls", "xlsx")


@dataclass(frozen=True, kw_only=True)
class Material(Word):
    """One row of the list. It stands there where `when` holds, and must have a file (or a stated reason, where the list
    allows one) where `required` holds; `required=None` means “as applicable”. One that is `printed` is the filled form itself, which is
    printed here, stamped and attached."""

    key: str
    title: str
    when: Condition = ALWAYS
    required: Condition | None = ALWAYS
    hint: str = ""
    printed: bool = False


@dataclass(frozen=True, kw_only=True)
class MaterialList(Word):
    """The materials of a matter and what their files may be. `largest` is bytes per file. With `described`, each row also asks
    for 文号, 形成日期, 出文单位 and 份数; with `excusable`, a required row may stay empty for a stated reason. `code` is
    the number of the rule that asks for completeness, where the agency has given it one. `hint` stands at the head of the list; a file
    whose name holds one of the words in `never` is not taken at all."""

    title: str
    materials: tuple[Material, ...]
    kinds: tuple[str, ...] = ("pdf", "doc", "docx", "jpg")
    largest: int = 2 * 1024 * 1024
    described: bool = False
    excusable: bool = False
    code: str = ""
    hint: str = ""
    never: tuple[str, ...] = ()

    def material(self, key: str) -> Material | None:
        """The material of that key."""
        return next((material for material in self.materials if material.key == key), None)
