"""Names of entries, in archives of any kind."""

import unicodedata

from banshi.files.inspecting.unfit import Unfit
from banshi.files.names import display_name, ending

# fmt: off
PROGRAMS = frozenset({
    "exe", "dll", "com", "scr", "pif", "cpl", "sys", "msi", "msp", "msc", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs",
    "wsf", "wsh", "hta", "jar", "lnk", "url", "reg", "inf", "chm", "apk", "app", "dmg", "sh", "py", "php", "swf",
    "html", "htm", "xhtml", "shtml", "svg", "mht", "mhtml",
    "docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm", "ppam",
})
# Archives that cannot be looked into here.
CLOSED = frozenset({"7z", "tar", "gz", "tgz", "bz2", "xz", "zst", "cab", "arj", "lzh", "ace", "iso", "img", "vhd", "vhdx"})
# fmt: on


def check_name(name: str) -> None:
    """Raises Unfit when a name leads out of the folder it is unpacked into, or hides something."""
    parts = name.replace("\\", "/").split("/")
    if parts[0] == "" or ".." in parts or ":" in name or any(unicodedata.category(c) == "Cc" for c in name):
        raise Unfit("压缩包里有不合规的文件名")


def check_program(name: str) -> None:
    """Raises Unfit when somebody who opens the entry would run something, or when nobody can look into it."""
    if ending(name) in PROGRAMS:
        raise Unfit(f"压缩包里有不能上传的文件“{display_name(name)}”")
    if ending(name) in CLOSED:
        raise Unfit(f"压缩包里的“{display_name(name)}”打不开，请解开后再上传")
