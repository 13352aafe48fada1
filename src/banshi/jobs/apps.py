"""Django's handle on the room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The jobs, with their deployment check."""

    name = "banshi.jobs"

    def ready(self) -> None:
        """Registers the check."""
        from banshi.jobs import checks  # noqa: F401, PLC0415 (checks can only be registered once the apps are loaded)
