"""What a deployment must not forget about the demo."""

from typing import Any

from django.core import checks

from banshi.jobs.demo_sign_ins import kept


@checks.register(checks.Tags.security, deploy=True)
def nobody_is_of_the_demo(app_configs: Any, **more: Any) -> list[checks.CheckMessage]:
    """A demo world is said: its administrators' passwords can be read."""
    if not kept().exists():
        return []
    words = f"这里有演示数据，演示账户的密码明文写在 {kept()}：正式使用请换一个空的 BANSHI_HOME 和数据库。"
    return [checks.Warning(words, id="banshi.demo")]
