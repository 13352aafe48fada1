"""The form."""

from typing import Any

from django import forms

from bench.plain.models import Request


class RequestForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only to the type checker
    """The twenty questions, less the one the house answers, with the same checks."""

    class Meta:
        model = Request
        exclude = ("unit", "author", "state", "desk")

    def clean(self) -> dict[str, Any]:
        """Days in order, sums that agree."""
        data = self.cleaned_data
        if data.get("begins") and data.get("ends") and data["begins"] > data["ends"]:
            self.add_error("ends", "结束日期应晚于开始日期。")
        if data.get("own", 0) + data.get("borrowed", 0) != data.get("total", 0):
            self.add_error("total", "合计应等于自有与借入之和。")
        return data
