"""Check digits of the codes people and enterprises carry.

Every `*_problem` function takes a code as typed and returns "" when it is right, else words that say what is wrong.
"""

import re
from datetime import date

_ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "-‐‑‒–—−－ \u3000\t"))
_NORMAL = {code: _DASHES.get(half, half) for code, half in _FULL_WIDTH.items()} | _DASHES

MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(-\d{1,6})?", re.ASCII)


def normal(code: str) -> str:
    """The code as it is kept: half-width, capitals, without hyphens or spaces."""
    return code.translate(_NORMAL).upper()


def org_code_check(first8: str) -> str:
    """The ninth character of an organisation code (GB 11714, MOD 11 over 0-9A-Z)."""
    rest = 11 - sum(_ORG_ALPHABET.index(c) * w for c, w in zip(first8, _ORG_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def org_code_problem(code: str) -> str:
    """组织机构代码, 8 characters and a check character (GB 11714); a hyphen and small letters are forgiven."""
    code = normal(code)
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        return "组织机构代码应为 9 位数字或大写字母（可带“-”）。"
    return "" if org_code_check(code[:8]) == code[8] else "组织机构代码的校验位不对，请对照证件核对。"


def uscc_check(first17: str) -> str:
    """The eighteenth character of a unified social credit code (GB 32100-2015, MOD 31)."""
    total = sum(_USCC_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first17))
    return _USCC_ALPHABET[(31 - total % 31) % 31]


def uscc_problem(code: str) -> str:
    """统一社会信用代码, 18 characters with the organisation code inside (GB 32100-2015)."""
    code = normal(code)
    if len(code) != 18 or any(c not in _USCC_ALPHABET for c in code):
        return "统一社会信用代码应为 18 位数字或大写字母，不含 I、O、S、V、Z。"
    if uscc_check(code[:17]) != code[17]:
        return "统一社会信用代码的校验位不对，请对照营业执照核对。"
    return "统一社会信用代码第 9 至 17 位不是有效的组织机构代码。" if org_code_problem(code[8:17]) else ""


def citizen_id_check(first17: str) -> str:
    """The last character of a citizen ID number (GB 11643-1999, MOD 11-2)."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(first17, _ID_WEIGHTS, strict=True)) % 11]


def unit_code_problem(code: str) -> str:
    """Either of the two: what is longer than a 组织机构代码 is a 统一社会信用代码."""
    return uscc_problem(code) if len(normal(code)) > 9 else org_code_problem(code)


def citizen_id_problem(code: str, today: date) -> str:
    """公民身份号码, 18 characters with a real date of birth not after `today` (GB 11643-1999)."""
    code = normal(code)
    if not re.fullmatch(r"\d{17}[\dX]", code, re.ASCII):
        return "公民身份号码应为 18 位，最后一位可以是 X。"
    try:
        born = date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        return "公民身份号码中的出生日期不存在。"
    if born > today:
        return "公民身份号码中的出生日期晚于今天。"
    return "" if citizen_id_check(code[:17]) == code[17] else "公民身份号码的校验位不对，请对照证件核对。"


def mobile(phone: str) -> str:
    """A mobile number as it is kept, however it is typed: half-width, without hyphens, spaces and +86; "" for what is none."""
    bare = normal(phone).removeprefix("+86")
    return bare if MOBILE.fullmatch(bare) else ""


def normal_phone(phone: str) -> str:
    """A phone number as it is kept: a `mobile` number, or a land line half-width and without spaces."""
    return mobile(phone) or "".join(phone.translate(_FULL_WIDTH).split())


def phone_problem(phone: str) -> str:
    """A mobile number, or a land line as 区号-号码."""
    phone = normal_phone(phone)
    if MOBILE.fullmatch(phone) or LANDLINE.fullmatch(phone):
        return ""
    return "请填写 11 位手机号，或“区号-号码”形式的座机，例如 023-67890000。"


def iso7064_check(digits: str) -> str:
    """The check digit of a string of digits by ISO 7064 MOD 11,10 (GB/T 17710-2008)."""
    rest = 10
    for digit in digits:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return str((11 - rest) % 10)
