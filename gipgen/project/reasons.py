"""What the system says when a file cannot be read or written → words for people."""

from __future__ import annotations

import errno

from gipgen.words import Say

_OPEN = Say(
    "没有权限，或者文件正在 Word、WPS 等程序中打开", "no permission, or the file is open in Word or another program"
)
_WORDS = {
    errno.EACCES: _OPEN,
    errno.EPERM: _OPEN,
    errno.EROFS: Say("所在的磁盘只能读", "the disk is read-only"),
    errno.ENOSPC: Say("磁盘已满", "no space left on the disk"),
    errno.EISDIR: Say("同名的是一个文件夹", "a folder of that name is in its place"),
    errno.ENOTDIR: Say("路径中有一处是文件，不是文件夹", "a part of the path is a file, not a folder"),
    errno.ENOENT: Say("没有这个文件或文件夹", "no such file or folder"),
    errno.ENAMETOOLONG: Say("文件名太长", "the name is too long"),
    errno.ELOOP: Say("链接绕回了自己", "the link leads back to itself"),
    errno.ENXIO: Say("不是普通文件，而是管道、设备之类", "a pipe, a device or the like, not a file"),
    errno.EEXIST: Say("同名的文件已经有了", "a file of that name exists"),
}


def reason(error: OSError) -> Say:
    """Say why; a reason without words of ours stands as the system gives it."""
    own = error.strerror or str(error)
    return _WORDS.get(error.errno or 0, Say.same(own))
