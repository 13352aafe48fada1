"""What people call an entry of a list: its name, its code, or both. What names none or several is said with what may be meant. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property

from banshi.define import Field, Option
from banshi.lib.spelled import spelled

CodeList = Sequence[tuple[str, str]]  # code and full name of every entry, such as ("500103", "重庆市 渝中区")
CodeLists = Mapping[type[Field], CodeList]  # by the kind of field that picks from it
SHOWN = 5  # entries that are named at once
MOST_GUESSES = 300  # of a workbook: each takes its time


class Names:
    """The entries of one list, and everything they may be called. `said` are the entries as people read them, by value."""

    def __init__(self, called: Iterable[tuple[str, str, Sequence[str]]]) -> None:
        """Of each entry: its value, how it is said, and its names, the whole one first."""
        self.said: dict[str, str] = {}
        self._whole: dict[str, list[str]] = {}
        self._short: dict[str, list[str]] = {}
        self._guesses: dict[str, list[str]] = {}
        for value, said, (whole, *short) in called:
            self.said[value] = said
            for name in dict.fromkeys(spelled(each) for each in (value, said, *_with_code(value, [whole]))):
                self._whole.setdefault(name, []).append(value)
            for name in dict.fromkeys(spelled(each) for each in _with_code(value, short)):
                self._short.setdefault(name, []).append(value)

    def find(self, text: str) -> tuple[str, str]:
        """The value that is meant, and ""; or the text as it is, and what is wrong with it."""
        if text in self.said:
            return text, ""
        name = spelled(text)
        found = self._whole.get(name) or self._short.get(name) or []
        if len(found) == 1:
            return found[0], ""
        if found:
            return text, f"“{text}”有几个：{self._listed(found)}。请写全称或代码。"
        near = self._nearest(name)
        perhaps = f"，是不是：{self._listed(near)}" if near else ""
        return text, f"没有找到“{text[:40]}”{perhaps}。请从下拉列表选择，或者填写名称或代码。"

    def _listed(self, values: Sequence[str]) -> str:
        more = "等" if len(values) > SHOWN else ""
        return "、".join(self.said[value] for value in values[:SHOWN]) + more

    def _nearest(self, name: str) -> list[str]:
        """The entries that are called nearly so; the same name is looked for once."""
        if name not in self._guesses and len(self._guesses) < MOST_GUESSES:
            near = get_close_matches(name, self._guessed, 3, 0.5)
            self._guesses[name] = list(dict.fromkeys(value for each in near for value in self._guessed[each]))
        return self._guesses.get(name, [])

    @cached_property
    def _guessed(self) -> dict[str, list[str]]:
        return self._whole | self._short


def _with_code(value: str, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from (name, f"{value}{name}", f"{name}{value}", f"{name}({value})")


def of_options(options: Iterable[Option]) -> Names:
    """The options of a choice: “101 划拨” is also 101, and 划拨."""
    return Names((each.value, each.shown, _of_option(each)) for each in options)


def _of_option(option: Option) -> list[str]:
    own = option.shown.removeprefix(option.value).strip()
    return [option.shown, own] if own else [option.shown]


def of_codes(listed: CodeList) -> Names:
    """The entries of a code list: “湖南省 长沙市 岳麓区” is also 岳麓区, 长沙市岳麓区, 湖南省岳麓区."""
    return Names((code, f"{name}（{code}）", _of_code(name)) for code, name in listed)


def of_units(listed: CodeList) -> Names:
    """Units by their names and codes: “渝州建设有限公司（100000018）” is also 渝州建设有限公司, 100000018 and 10000001-8."""
    return Names((code, f"{name}（{code}）", [name, f"{code[:-1]}-{code[-1:]}"]) for code, name in listed)


def _of_code(name: str) -> list[str]:
    words = name.split()
    ends = [" ".join(words[at:]) for at in range(1, len(words))]
    return [name, *ends, *([f"{words[0]}{words[-1]}"] if len(words) > 2 else [])]
