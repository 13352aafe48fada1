"""What a deployment must not forget about carriers."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def carriers_are_real(app_configs: Any, **more: Any) -> list[CheckMessage]:
    """A test sink is refused; a missing SMS gateway is said."""
    found: list[CheckMessage] = []
    if settings.TEST_SINK:
        found.append(
            Error("BANSHI_TEST_SINK 只能用于测试：所有短信、邮件和验证码答案都会写进文件夹。", id="banshi.sink")
        )
    if not settings.SMS_URL:
        found.append(Warning("没有设置短信网关（BANSHI_SMS_URL），短信只写进 BANSHI_HOME/outgoing。", id="banshi.sms"))
    return found
