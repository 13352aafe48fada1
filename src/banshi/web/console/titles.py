"""What events are called in the log, and what they are about."""

from banshi.catalogue import shelf
from banshi.ledger.queries import EventRow

FAMILIES = {
    "case": "办件",
    "import": "批量导入",
    "paper": "证照文书",
    "looks": "核验证照",
    "account": "账户",
    "handout": "批量发放账户",
    "sign_in": "登录",
    "phone": "手机号",
    "mailbox": "邮箱",
    "registration": "注册账户",
    "sign_up": "个人注册",
    "plea": "登录求助",
    "dispute": "证件申诉",
    "renewal": "身份信息变更",
    "confirmation": "待确认",
    "unit": "单位",
    "platform": "其他平台",
    "catalogue": "事项",
    "campaign": "填报期",
    "bulletin": "信息发布",
    "inquiry": "留言咨询",
    "files": "附件",
    "proofs": "日志",
    "export": "导出",
    "figures": "统计数字",
    "calendar": "工作日历",
}
TITLES = {
    "account": {
        "issued": "发放账户",
        "authorised": "授权账户",
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
        "signed_up": "激活注册的账户",
        "profile_saved": "修改个人信息",
        "phone_changed": "更换手机号",
        "mailbox_asked": "申请更换邮箱",
        "mailbox_changed": "更换邮箱",
        "closed_by_holder": "注销账户",
        "stopped_by_dispute": "因申诉停用账户",
        "merged": "并入本人的另一账户",
        "merged_in": "合并本人的另一账户",
        "subscribed": "开通事项",
        "unsubscribed": "解绑事项",
        "old_account_refused": "老账户核对不通过",
        "consent_given": "授权其他平台",
        "consent_taken_back": "取消对其他平台的授权",
        "platform_entered": "登录其他平台",
        "identity_linked": "关联外部身份",
        "identity_unlinked": "取消关联外部身份",
        "signed_in": "登录",
        "signed_out": "退出",
    },
    "handout": {"accounts_asked": "批量发放账户", "slips_downloaded": "下载密码单"},
    "confirmation": {"asked": "提请确认", "confirmed": "确认", "refused": "驳回"},
    "registration": {
        "asked": "注册账户",
        "phone_seen": "查看注册手机号",
        "granted": "授权注册账户",
        "refused": "驳回注册",
    },
    "sign_up": {"asked": "发送激活邮件"},
    "plea": {"asked": "登录求助", "granted": "办理登录求助", "refused": "驳回登录求助"},
    "dispute": {
        "asked": "填写证件申诉",
        "brought": "提出证件申诉",
        "answered": "说明证件申诉",
        "reminded": "提醒说明证件申诉",
        "document_seen": "查看申诉的证件",
        "granted": "办理证件申诉",
        "refused": "驳回证件申诉",
    },
    "renewal": {
        "asked": "申请变更身份信息",
        "withdrawn": "撤回身份信息变更",
        "document_seen": "查看变更的证件",
        "granted": "办理身份信息变更",
        "refused": "驳回身份信息变更",
    },
    "calendar": {"calendar_published": "发布工作日历"},
    "sign_in": {"sign_in_failed": "登录失败", "outside_disbelieved": "统一身份认证的回答核对不通过"},
    "phone": {"code_sent": "发送短信验证码"},
    "mailbox": {"link_sent": "发送找回密码的邮件"},
    "unit": {
        "added": "新增单位",
        "bound": "人员关联单位",
        "unbound": "解除人员关联",
        "seat_given": "调整人员分工",
        "administrator_named": "指定单位管理员",
        "administrator_ended": "不再担任单位管理员",
        "accounts_merged": "人员合并账户",
        "placed": "列入隶属关系",
        "named": "指定填报单位",
        "naming_ended": "取消填报单位",
        "renewed": "更新单位信息",
        "closed": "注销单位",
        "reopened": "恢复单位",
        "key_given": "发放接口密钥",
        "key_ended": "停用接口密钥",
        "change_planned": "登记单位变动",
        "change_called_off": "取消单位变动",
        "change_failed": "单位变动未能生效",
        "rename_done": "单位更名",
        "move_done": "调整上级单位",
        "close_done": "停用单位",
        "reopen_done": "恢复使用单位",
        "investee_done": "转为参股企业",
        "controlled_done": "转为控股企业",
    },
    "platform": {
        "platform_registered": "登记平台",
        "platform_secret_renewed": "更换平台密钥",
        "platform_hears_elsewhere": "更改退出通知地址",
        "platform_ended": "停用平台",
    },
    "case": {
        "opened": "新建办件",
        "attached": "上传附件",
        "detached": "删除附件",
        "taken_on": "接手",
        "released": "放回",
        "handed_over": "转办",
        "pinned": "记下补正项",
        "unpinned": "删除补正项",
        "ticked": "核对补正项",
        "moved": "办理",
        "term_told": "提醒时限",
    },
    "import": {
        "uploaded": "上传工作簿",
        "filing": "确认导入",
        "filed": "导入填报",
        "matching": "上传扫描件",
        "reporting": "全部上报",
    },
    "files": {"infected": "拒收带病毒的文件"},
    "paper": {"issued": "签发证照文书", "signed": "加盖签章", "revoked": "撤销证照文书"},
    "looks": {
        "checked": "核验证照文书",
        "file_checked": "核验文件",
        "progress_asked": "查询办理状态",
        "cases_read": "凭接口密钥读取办件",
        "case_read": "凭接口密钥读取一个办件",
    },
    "export": {"asked": "申请导出", "exported": "导出"},
    "figures": {"recounted": "重新计数"},
    "proofs": {"proof_asked": "申请核验日志", "proved": "核验日志"},
    "catalogue": {
        "published": "发布事项",
        "codes_loaded": "载入代码表",
        "opening_set": "设置受理时间",
        "layouts_chosen": "选择打印模板",
    },
    "campaign": {
        "campaign_opened": "开始填报期",
        "campaign_due_changed": "改截止日期",
        "campaign_closed": "结束填报期",
        "roster_changed": "应报单位随单位变动调整",
        "reminded": "催报",
        "handed_on": "转上级催报",
        "phones_seen": "查看联系人完整电话",
    },
    "inquiry": {"asked": "留言", "asked_on": "追问", "answered": "答复留言", "answer_due": "提醒答复"},
    "bulletin": {
        "announcement_published": "发布公告",
        "announcement_taken_down": "撤下公告",
        "faq_published": "发布常见问题",
        "faq_taken_down": "撤下常见问题",
        "guide_published": "发布办事指南",
        "manual_published": "发布下载资料",
        "manual_taken_down": "撤下下载资料",
        "chat_published": "发布咨询群",
        "chat_taken_down": "撤下咨询群",
        "consultation_published": "公开留言",
        "consultation_taken_down": "撤下公开的留言",
        "result_published": "公示结果",
        "result_corrected": "更正公示的结果",
        "result_withdrawn": "撤回公示的结果",
        "result_taken_down": "撤下公示的结果",
    },
}


def title(row: EventRow) -> str:
    """An event in Chinese: what the move was called, or what its kind is."""
    kind = row.stream.partition(":")[0]
    return str(row.data.get("title") or TITLES.get(kind, {}).get(row.kind, row.kind))


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What the log can be narrowed to: by what events are about, then by what happened, each with its query; moves by their names."""
    return [(words, [(family, f"全部{words}"), *_kinds(family)]) for family, words in FAMILIES.items()]


def _kinds(family: str) -> list[tuple[str, str]]:
    kinds = [(f"{family}:{kind}", words) for kind, words in TITLES[family].items()]
    moves = [(f"case:moved:{name}", name) for name in _moves()] if family == "case" else []
    return kinds + moves


def _moves() -> list[str]:
    """The names of all moves, each once, in the order of the packs."""
    matters = [matter for pack in shelf.packs().values() for matter in pack.matters]
    return list(dict.fromkeys(move.title for matter in matters for move in matter.flow.moves))
