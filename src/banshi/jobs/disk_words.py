"""What the operating system would not do with a file, in words: which one, why, and what to try."""

import errno

REASONS = {
    errno.ENOENT: "不存在",
    errno.EACCES: "没有读写的权限",
    errno.EPERM: "没有读写的权限",
    errno.EROFS: "在只读的磁盘上",
    errno.EISDIR: "是一个文件夹，不是文件",
    errno.ENOTDIR: "的路径里有一段不是文件夹",
}
FULL = (errno.ENOSPC, errno.EDQUOT)


def words(fault: OSError) -> str:
    """One sentence for whoever gave the command."""
    if fault.errno in FULL:
        return "磁盘空间不足，请清理或换一个位置。"
    return f"{fault.filename or '磁盘'} {REASONS.get(fault.errno or 0, '不能读写')}，请检查路径和权限。"
