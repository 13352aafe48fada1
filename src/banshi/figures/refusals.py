"""What figures refuse."""

from banshi.lib.refusals import Conflict


class TooManyExports(Conflict):
    """Somebody asks for more while much is still being made for them."""

    words = "您还有几份导出正在生成，请等它们完成后再导出。"
