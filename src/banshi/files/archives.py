"""Archives: listed and counted while they inflate, never unpacked to disk; RAR is listed only."""

import io
import zipfile
import zlib

import rarfile

MOST_ENTRIES = 1000
MOST_BYTES = 100 * 1024 * 1024
MOST_RATIO = 100
PROGRAMS = {
    "exe", "dll", "com", "scr", "pif", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "msi", "msp", "jar", "lnk",
    "reg", "cpl", "html", "htm", "xhtml", "svg", "sh", "docm", "xlsm", "pptm", "dotm", "xltm", "iso", "img", "apk",
}  # fmt: skip
INNER = {"zip", "rar", "7z", "tar", "gz", "bz2", "xz", "cab"}


def zip_objection(data: bytes, main: str = "") -> str:
    """Why a ZIP (or an Office file, whose main part is `main`) is not taken, or ""."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if why := _listing(names) or _placed(entries) or _office(archive, names, main):
                return why
            return _inflated(archive, entries, len(data))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        return "压缩包已损坏，打不开"


def rar_objection(data: bytes) -> str:
    """Why a RAR is not taken, or "". Only its list of names is read."""
    try:
        with rarfile.RarFile(io.BytesIO(data)) as archive:
            if archive.needs_password():
                return "压缩包设置了密码，请去掉密码后再上传"
            entries = archive.infolist()
    except rarfile.Error:
        return "压缩包已损坏，打不开"
    size = sum(entry.file_size or 0 for entry in entries)
    if size > MOST_BYTES or size > MOST_RATIO * len(data) + 1024 * 1024:
        return "压缩包解开后太大"
    return _listing([entry.filename for entry in entries]) or ("" if entries else "压缩包是空的")


def _listing(names: list[str]) -> str:
    if len(names) > MOST_ENTRIES:
        return f"压缩包里的文件超过 {MOST_ENTRIES} 个"
    for name in names:
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name or "\0" in name:
            return "压缩包里有不合规的路径"
        ending = name.rpartition(".")[2].lower()
        if ending in PROGRAMS:
            return f"压缩包里有不能上传的文件“{name[-40:]}”"
        if ending in INNER:
            return "压缩包里还有压缩包，请解开后再上传"
    return ""


def _placed(entries: list[zipfile.ZipInfo]) -> str:
    """Encrypted entries cannot be looked into; overlapping ones are a bomb (each inflates the same bytes)."""
    if any(entry.flag_bits & 1 for entry in entries):
        return "压缩包设置了密码，请去掉密码后再上传"
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for first, second in zip(ordered, ordered[1:], strict=False):
        if first.header_offset + 30 + len(first.filename.encode()) + first.compress_size > second.header_offset:
            return "压缩包的结构不正常"
    return ""


def _inflated(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], size: int) -> str:
    """Counts while inflating, whatever the headers promise."""
    total = 0
    for entry in entries:
        with archive.open(entry) as stream:
            while part := stream.read(64 * 1024):
                total += len(part)
                if total > MOST_BYTES or total > MOST_RATIO * size + 1024 * 1024:
                    return "压缩包解开后太大"
    return ""


def _office(archive: zipfile.ZipFile, names: list[str], main: str) -> str:
    """An Office file has its main part, no macros, and asks for nothing outside itself but links one may click."""
    if not main:
        return ""
    if main not in names or "[Content_Types].xml" not in names:
        return "文件内容与扩展名不符"
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "文档含有宏，请另存为不含宏的文档后再上传"
    for name in names:
        if name.endswith(".rels") and archive.getinfo(name).file_size < 1024 * 1024:
            if _fetches(archive.read(name)):
                return "文档引用了外部内容，请断开链接后再上传"
    return ""


def _fetches(relations: bytes) -> bool:
    """True when a relation other than a hyperlink points outside."""
    return any(
        b'TargetMode="External"' in part and b"/hyperlink" not in part for part in relations.split(b"<Relationship ")
    )
