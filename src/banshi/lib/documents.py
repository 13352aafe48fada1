"""Identity documents: the six kinds people prove themselves with (codes of GA/T 2000.156); how a number is kept, checked and shown."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from banshi.lib import codes

KINDS: Mapping[str, str] = {
    "111": "居民身份证",
    "114": "军官证",
    "414": "普通护照",
    "511": "台湾居民来往大陆通行证",
    "516": "港澳居民来往内地通行证",
    "553": "外国人永久居留身份证",
}
ONE_FOR_LIFE = frozenset({"111"})  # 公民身份号码 is unique and lifelong (居民身份证法 第三条)
# GB/T 2260: how the number of somebody from a province begins; 81 to 83 are 港澳台居民居住证. Counties come and go: none is asked for.
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_SHAPES: Mapping[str, tuple[str, str]] = {
    "114": (r"[一-鿿]{1,3}字第[0-9A-Z]{4,8}号?", "军官证号应与证件一致，例如“军字第2001988号”。"),
    "414": (r"(?=.*\d)[0-9A-Z]{5,15}", "护照号应为 5 至 15 位数字或大写字母。"),
    "511": (r"\d{8}", "台湾居民来往大陆通行证号应为 8 位数字（旧证 10 位）。"),
    "516": (r"[HMC]\d{8}", "港澳居民来往内地通行证号应为 H 或 M 加 8 位数字。"),
}
_OLD_RESIDENT, _RESIDENT = re.compile(r"[A-Z]{3}\d{12}", re.ASCII), re.compile(r"9\d{16}[\dX]", re.ASCII)
_LASTING = {
    "511": re.compile(r"(\d{8})\d{2}(?:[A-Z]|\([A-Z]\))?", re.ASCII),
    "516": re.compile(r"([HMC]\d{8})\d{2}", re.ASCII),
}
_OLD_CITIZEN = re.compile(r"\d{15}", re.ASCII)


def normal(kind: str, number: str) -> str:
    """The number as it is kept: one spelling for one person. A citizen's number of 15 digits, as it was until 1999, becomes the 18 of
    the same person; permits of before tell behind the lasting number how often they were issued, which is left out."""
    number = codes.normal(number)
    if kind == "111" and _OLD_CITIZEN.fullmatch(number):
        first = f"{number[:6]}19{number[6:]}"
        return first + codes.citizen_id_check(first)
    if kind in _LASTING and (old := _LASTING[kind].fullmatch(number)):
        return old[1]
    return number.removesuffix("号") if kind == "114" else number


def problem(kind: str, number: str, today: date) -> str:
    """What is wrong with a number of that kind, or ""."""
    if not number.strip():
        return "请填写证件号。"
    number = normal(kind, number)
    if kind in _SHAPES:
        shape, words = _SHAPES[kind]
        return "" if re.fullmatch(shape, number, re.ASCII) else words
    found: Callable[[str, date], str] | None = {"111": _citizen_problem, "553": _resident_problem}.get(kind)
    return found(number, today) if found else "请选择证件类型。"


def _citizen_problem(number: str, today: date) -> str:
    words = codes.citizen_id_problem(number, today)
    if words or _PROVINCE.match(number):
        return words
    return "公民身份号码开头的地区代码不存在，请对照证件核对。"


def _resident_problem(number: str, today: date) -> str:
    """Three letters and twelve digits as issued since 2017, or 18 characters with a check character as issued since 2023."""
    if _OLD_RESIDENT.fullmatch(number):
        return ""
    if not _RESIDENT.fullmatch(number):
        return "外国人永久居留身份证号应为 18 位，以 9 开头（旧证 3 个字母加 12 位数字）。"
    return "" if codes.citizen_id_check(number[:17]) == number[17] else "证件号的校验位不对，请对照证件核对。"


def masked(number: str) -> str:
    """35*************123, as pages show it; of a short number even less."""
    ends = (2, 3) if len(number) >= 8 else (1, 1)
    return number[: ends[0]] + "*" * max(len(number) - sum(ends), 3) + number[-ends[1] :]
