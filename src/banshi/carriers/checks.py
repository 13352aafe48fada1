"""What a deployment must not forget about carriers."""

from typing import Any

from django.conf import settings
from django.core import checks

from banshi.carriers import platforms


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


@checks.register(checks.Tags.security, deploy=True)
def platforms_can_be_told(app_configs: Any, **more: Any) -> list[checks.CheckMessage]:
    """An origin is said at which no platform can be registered: nobody would ever hear there."""
    unmet = [each for each in settings.PLATFORM_ORIGINS if not platforms.can_be_met(each)]
    words = (
        "BANSHI_PLATFORM_ORIGINS 里的“{}”对不上任何平台：请写成 https://example.gov.cn 的样子，后面没有斜杠和路径；"
        "http 只用于本机。"
    )
    return [checks.Warning(words.format(each), id="banshi.platforms") for each in unmet]
