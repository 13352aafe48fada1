"""What events are called in the log."""

from banshi.ledger.queries import EventRow

TITLES = {
    "account": {
        "issued": "发放账户",
        "reissued": "重新发放初始密码",
        "enabled": "恢复账户",
        "disabled": "停用账户",
        "second_factor_added": "启用动态口令",
        "second_factor_reset": "重置动态口令",
        "role_given": "授予角色",
        "role_ended": "收回角色",
        "transferred": "移交账户",
        "phone_replaced": "更换丢失的手机号",
        "password_recovered": "找回密码",
        "recovery_code_used": "使用恢复代码",
        "stand_in_named": "安排代理",
        "stand_in_ended": "结束代理",
        "password_changed": "修改密码",
        "details_given": "填写联系人和手机号",
        "settled": "完成首次登录",
        "signed_in": "登录",
        "signed_out": "退出",
    },
    "confirmation": {"asked": "提请确认", "confirmed": "确认", "refused": "驳回"},
    "plea": {"asked": "登录求助", "granted": "办理登录求助", "refused": "驳回登录求助"},
    "sign_in": {"sign_in_failed": "登录失败"},
    "phone": {"code_sent": "发送短信验证码"},
    "unit": {
        "added": "新增单位",
        "named": "指定填报单位",
        "naming_ended": "取消填报单位",
        "renewed": "更新单位信息",
        "closed": "注销单位",
        "reopened": "恢复单位",
        "change_planned": "登记单位变动",
        "change_called_off": "取消单位变动",
        "change_failed": "单位变动未能生效",
        "rename_done": "单位更名",
        "move_done": "调整上级单位",
        "close_done": "停用单位",
        "reopen_done": "恢复使用单位",
    },
    "case": {"opened": "新建办件", "attached": "上传附件", "detached": "删除附件", "moved": "办理"},
    "paper": {"issued": "签发证照文书", "signed": "加盖签章", "revoked": "撤销证照文书"},
    "looks": {"checked": "核验证照文书", "file_checked": "核验文件"},
    "catalogue": {
        "published": "发布事项",
        "codes_loaded": "载入代码表",
        "opening_set": "设置受理时间",
        "layouts_chosen": "选择打印模板",
    },
    "bulletin": {
        "announcement_published": "发布公告",
        "announcement_taken_down": "撤下公告",
        "faq_published": "发布常见问题",
        "faq_taken_down": "撤下常见问题",
        "guide_published": "发布办事指南",
        "manual_published": "发布下载资料",
        "manual_taken_down": "撤下下载资料",
    },
}


def title(row: EventRow) -> str:
    """An event in Chinese: what the move was called, or what its kind is."""
    kind = row.stream.partition(":")[0]
    return str(row.data.get("title") or TITLES.get(kind, {}).get(row.kind, row.kind))
