"""What an inspection says when a file is not fit to be taken."""


class Unfit(Exception):
    """Not fit; the text says why, in words for the person who uploads it."""


DISGUISED = "内容与扩展名不符"
LOCKED = "文件设置了密码，请去掉密码"
MACROS = "文档里有宏或控件，请另存为不含宏的文档"
EMBEDDED = "文档里嵌有别的文件，请去掉，或者单独上传"
APPENDED = "文件末尾附带了别的内容，请用看图或阅读软件另存一份"
FETCHING = "文档打开时会读取别处的内容，请断开链接后另存"
PROGRAM = "是可以运行的程序"
DOCTYPE = "文档里有 DOCTYPE 声明，请用办公软件另存一份"
