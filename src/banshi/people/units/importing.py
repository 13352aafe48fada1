"""A list of units from a workbook: every row is checked, every mistake is named at its row, and nothing is imported by halves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from banshi.lib import codes, spreadsheets
from banshi.lib.refusals import Invalid
from banshi.lib.text import visible
from banshi.people.models import Organisation, TreeNode
from banshi.people.units import trees

COLUMNS = ("单位名称", "组织机构代码", "统一社会信用代码", "上级单位代码", "级次", "监管机构代码", "是否参股")
CELLS = ("name", "code", "uscc", "parent", "tier", "regulator", "investee")
"""The same, as a form names them."""
EXAMPLE = ("渝州示例实业有限公司（示例行，不导入）", "10000000X", "", "10000001-8", "2", "", "否")
NO_PARENT = "请填写上级单位代码。只有最上面的管理机构不填，一个办事系统有一个。"
MOST = 20_000  # a province at once: some seven seconds
DEEPEST = 50  # an index keeps no path of thousands


@dataclass(frozen=True)
class Line:
    """One row of the list, codes as they are kept; `number` is its row in the workbook, `typed` what stood there."""

    number: int
    typed: tuple[str, ...]
    name: str
    code: str
    uscc: str
    parent: str
    tier: str
    regulator: str
    investee: str = ""


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a row."""

    number: int
    column: str
    words: str


class ImportRefused(Invalid):
    """Nothing was imported. `lines` and `mistakes` are what to show and to give back."""

    def __init__(self, lines: Sequence[Line], mistakes: Sequence[Mistake]) -> None:
        super().__init__(f"有 {len({each.number for each in mistakes})} 行需要修改，没有导入任何单位。")
        self.lines, self.mistakes = tuple(lines), tuple(mistakes)


def template() -> bytes:
    """The workbook to fill in."""
    return spreadsheets.write(COLUMNS, [EXAMPLE], "单位")


def lines(content: bytes) -> list[Line]:
    """The rows of a filled-in template, without its example. Raises Invalid when it is none."""
    try:
        header, *rows = spreadsheets.read(content) or [[]]
    except spreadsheets.Unreadable as fault:
        raise Invalid(str(fault)) from fault
    if tuple(header[: len(COLUMNS)]) != COLUMNS:
        raise Invalid(f"第一行应为：{'、'.join(COLUMNS)}。请用下载的模板填写。")
    if len(rows) > MOST:
        raise Invalid(f"一次最多导入 {MOST} 个单位，请分成几个文件。")
    listed = [_line(number, row) for number, row in enumerate(rows, start=2) if any(row) and row[0] != EXAMPLE[0]]
    if not listed:
        raise Invalid("表里还没有单位，请从第二行开始填写。")
    return listed


def line(typed: Mapping[str, str]) -> Line:
    """One unit as a form has it."""
    return _line(1, [typed.get(cell, "") for cell in CELLS])


def _line(number: int, row: Sequence[str]) -> Line:
    typed = tuple([*row, *[""] * len(COLUMNS)][: len(COLUMNS)])
    return Line(number, typed, typed[0].strip(), *map(codes.normal, typed[1:]))


def with_mistakes(refused: ImportRefused) -> bytes:
    """The workbook as it came, with a column that says what is wrong with each row."""
    said: dict[int, list[str]] = {}
    for each in refused.mistakes:
        said.setdefault(each.number, []).append(f"{each.column}：{each.words}")
    rows = [(*line.typed, "；".join(said.get(line.number, []))) for line in refused.lines]
    return spreadsheets.write((*COLUMNS, "错误"), rows, "单位")


class Checked:
    """A list held against the tree as it stands: which units are new and in which order, which are there already, what is wrong."""

    def __init__(self, listed: Sequence[Line], tree: str) -> None:
        self.listed, self.tree = listed, tree
        named = {code for line in listed for code in (line.code, line.parent, line.regulator) if code.isprintable()}
        found = Organisation.objects.filter(code__in=named)
        self.known = dict(found.values_list("code", "pk"))
        placed = TreeNode.objects.filter(tree=tree, until=None, organisation__in=self.known.values())
        self.paths = dict(placed.filter(organisation__closed_at=None).values_list("organisation__code", "path"))
        self.paths[""] = ""  # above the agency at the root is nobody
        self.agency = None if trees.has_agency(tree) else next((line for line in listed if not line.parent), None)
        self.there = [line for line in listed if line.code in self.known]
        self.new = [line for line in listed if line.code not in self.known]
        self._held = {line.code for line in self.new if line.investee == "是"}
        self._held |= set(found.exclude(investor=None).values_list("code", flat=True))
        self._lines = {line.code: line for line in reversed(self.new)}
        self._tops = self._climbed()
        self.mistakes = tuple(mistake for line in self.new for mistake in self._mistakes(line))

    def from_above(self) -> list[Line]:
        """The new units, each after its parent."""
        return sorted(self.new, key=lambda line: self._climb(line)[1])

    def _mistakes(self, line: Line) -> Iterator[Mistake]:
        for column, words in (
            ("单位名称", self._name(line)),
            ("组织机构代码", codes.org_code_problem(line.code) or self._twice(line)),
            ("统一社会信用代码", self._uscc(line)),
            ("上级单位代码", self._parent(line)),
            ("级次", self._stated_tier(line)),
            ("监管机构代码", self._regulator(line)),
            ("是否参股", self._investee(line)),
        ):
            if words:
                yield Mistake(line.number, column, words)

    def _name(self, line: Line) -> str:
        if not line.name:
            return "请填写单位名称。"
        if len(line.name) > 100 or not line.name.isprintable() or visible(line.name) != line.name:
            return "最多 100 个字，不能有换行等控制字符和看不见的字符。"
        return ""

    def _twice(self, line: Line) -> str:
        first = self._lines[line.code]
        return "" if first is line else f"与第 {first.number} 行重复。"

    def _uscc(self, line: Line) -> str:
        if not line.uscc:
            return ""
        if words := codes.uscc_problem(line.uscc):
            return words
        return "" if line.uscc[8:17] == line.code else "第 9 至 17 位与组织机构代码不一致。"

    def _parent(self, line: Line) -> str:
        if not line.parent:
            return "" if line is self.agency else NO_PARENT
        if line.parent not in self._lines and line.parent not in self.paths:
            return "没有这个单位：系统里和这次要添加的单位里都没有，请核对代码。"
        if line.parent in self._held:
            return "这是参股企业，没有账户，不能审核下级单位的办件。请填它的出资企业。"
        top, steps = self._climb(line)
        if top in self._lines:
            return "上下级绕成了圈，请核对上级单位代码。"
        deep = trees.tier(self.paths[top]) + steps
        return f"按上级单位推算是第 {deep} 级，最多 {DEEPEST} 级，请核对上级单位代码。" if deep > DEEPEST else ""

    def _stated_tier(self, line: Line) -> str:
        if line.tier and not line.tier.isdecimal():
            return "请填数字：1 表示一级企业，2 表示二级，依次类推；也可以不填。"
        top, steps = self._climb(line)
        if not line.tier or top not in self.paths:
            return ""
        real = trees.tier(self.paths[top]) + steps
        return "" if line.tier == str(real) else f"按上级单位推算应为 {real} 级，请填数字 {real}。"

    def _regulator(self, line: Line) -> str:
        return "" if not line.regulator or line.regulator in self.known else "系统里没有这个监管机构。"

    def _investee(self, line: Line) -> str:
        if line.investee not in ("", "是", "否"):
            return "请填“是”或“否”，也可以不填。"
        top, steps = self._climb(line)
        first_level = top in self.paths and trees.tier(self.paths[top]) + steps < 2
        return "一级企业由自己填报，不能是参股企业。" if line.investee == "是" and first_level else ""

    def _climb(self, line: Line) -> tuple[str, int]:
        """The first superior that is not in the list, and how many steps above it is; in a circle, one that is in the list."""
        top, steps = self._tops.get(line.parent, (line.parent, 0))
        return top, steps + 1

    def _climbed(self) -> dict[str, tuple[str, int]]:
        """That of every code in the list. Nobody climbs twice over the same step: 5,000 rows may stand in one line, or in one circle."""
        found: dict[str, tuple[str, int]] = {}
        for code in self._lines:
            trail: dict[str, None] = {}
            while code in self._lines and code not in found and code not in trail:
                trail[code] = None
                code = self._lines[code].parent
            top, steps = found.get(code, (code, 0))
            for above, each in enumerate(reversed(trail), start=1):
                found[each] = (top, steps + above)
        return found
