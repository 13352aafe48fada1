"""What else an event says, in the log's words."""

from banshi.cases.corrections.rules import KINDS, VERDICTS
from banshi.define import SEATS

# These say once more what the title and the state say, by their keys.
SAID_ALREADY = frozenset({"title", "move", "from", "to", "version", "cell", "correction", "begins_at"})

# What an event says besides; a word that is missing here stands as it was written.
LABELS = {
    "ref": "办件编号",
    "action": "申请事项",
    "case": "办件",
    "matter": "事项",
    "revision": "版本",
    "subject": "单位",
    "unit": "单位",
    "parent": "上级单位",
    "files": "填报单位",
    "tree": "隶属关系",
    "name": "名称",
    "code": "代码",
    "state": "状态",
    "desk": "转到",
    "opinion": "意见",
    "reason": "原因",
    "place": "位置",
    "settled": "核对结果",
    "corrections": "补正项",
    "replies": "补正项的答复",
    "reopened": "要重新核对的补正项",
    "why": "从哪里审核起",
    "words": "说明",
    "flaws": "不符之处",
    "material": "材料",
    "digest": "摘要",
    "number": "编号",
    "kind": "种类",
    "layout": "模板",
    "layouts": "模板",
    "paper": "证照文书",
    "verdict": "核验结果",
    "username": "用户名",
    "roles": "角色",
    "role": "角色",
    "phone": "手机号",
    "purpose": "用途",
    "said": "内容",
    "on": "生效日期",
    "pack": "办事系统",
    "since": "开始日期",
    "until": "结束日期",
    "stopped": "暂停受理",
    "record": "登记事实",
    "absent": "代谁",
    "whom": "人员",
    "seat": "分工",
    "first": "第一个人员，任单位管理员",
    "holder": "承办账户",
    "account": "账户",
    "platform": "平台",
    "scopes": "告知的信息",
    "addresses": "回调地址",
    "signs_out_at": "退出通知地址",
    "key": "密钥编号",
    "beginning": "密钥开头",
    "entries": "条数",
    "rows": "行数",
    "changed": "改正项数",
    "revoked": "撤销的证照",
    "units": "单位数",
    "come": "新列入",
    "moved": "调整上级",
    "gone": "不再列入",
    "owed": "未报",
    "returned": "退回",
    "reported": "审核中",
    "passed": "通过",
}
VALUES = {
    "genuine": "真实有效",
    "replaced": "已换发",
    "revoked": "已撤销",
    "altered": "被改动过",
    "unknown": "没有查到",
    "new_device": "新设备验证",
    "recovery": "找回密码",
    "plea": "登录求助",
    "dispute": "证件申诉",
    "renewal": "身份信息变更",
    "email": "邮箱",
    "register": "注册账户",
    **SEATS,
    **KINDS,
    **VERDICTS,
}


def label(key: str) -> str:
    """What stands before a value an event says."""
    return LABELS.get(key, key)


def text(value: object) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(text, value))
    if isinstance(value, dict):
        return " ".join(text(each) for each in value.values() if each)
    return VALUES.get(str(value), str(value))
