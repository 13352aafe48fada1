"""What a deployment must not forget about carriers."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def carriers_are_real(app_configs: Any, **more: Any) -> list[checks.CheckMessage]:
    """A test sink is refused; a missing gateway is said."""
    found: list[checks.CheckMessage] = []
    if settings.TEST_SINK:
        found.append(
            checks.Error(
                "BANSHI_TEST_SINK 只能用于测试：短信、邮件和验证码答案都会写进文件夹，请去掉。", id="banshi.sink"
            )
        )
    if not settings.SMS_URL:
        found.append(
            checks.Warning("没有设置短信网关（BANSHI_SMS_URL），短信只写进 outgoing 文件夹。", id="banshi.sms")
        )
    if not settings.EMAIL_HOST:
        found.append(
            checks.Warning("没有设置邮件服务器（BANSHI_SMTP_URL），邮件只写进 outgoing 文件夹。", id="banshi.mail")
        )
    return found
