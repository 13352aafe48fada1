"""Units: enterprises, agencies and persons who act for themselves; where each stands, what changed, who files for whom."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Length

from banshi.ledger.clock import Now
from banshi.lib.spelled import Spelled

models.TextField.register_lookup(Length)


class Units(models.Manager["Organisation"]):
    """The enterprises and agencies, without the persons who act for themselves: what lists show and searches find."""

    def get_queryset(self) -> models.QuerySet["Organisation"]:
        """All of them."""
        return super().get_queryset().filter(kind="unit")


class Organisation(models.Model):
    """A unit: an enterprise or an agency; or (`kind` "person") a person, who files their own matters as a unit does.

    `code` is the 9-character 组织机构代码 (GB 11714), without hyphen; `code_given` when it has none of its own and the house made it. An
    investee (参股) is held without control and has no account: its `investor` files for it.
    """

    kind = models.CharField(max_length=10, default="unit", db_default="unit")
    code = models.CharField(max_length=9, unique=True)
    uscc = models.CharField(max_length=18, default="")
    name = models.CharField(max_length=100)
    region = models.CharField(max_length=6, default="")
    regulator = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    code_given = models.BooleanField(db_default=False)
    investor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="investees")
    created_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Organisation"]] = models.Manager()
    units = Units()

    class Meta:
        indexes = [
            models.Index(fields=["name"], name="organisations_by_name"),
            models.Index(Spelled("name"), name="organisations_by_spelling"),
        ]

    def __str__(self) -> str:
        return self.name


class TreeNode(models.Model):
    """Where a unit stands in a named tree. `path` is the ids from the root down, each in ten digits, itself last."""

    tree = models.TextField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="nodes")
    path = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tree", "organisation"], condition=models.Q(until=None), name="one_place_in_a_tree"
            )
        ]
        indexes = [
            models.Index(fields=["tree", "path"], opclasses=["text_ops", "text_pattern_ops"], name="tree_by_path")
        ]


class UnitChange(models.Model):
    """A change of a unit from the day `on`: "rename", "move", "close" or "reopen". `done_at` is when it was made; `called_off` when it
    was dropped before, or could not be made."""

    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10)
    data = models.JSONField()
    on = models.DateField()
    asked_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    called_off = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="changes_of_a_unit"),
            models.Index(
                fields=["on", "id"], condition=models.Q(done_at=None, called_off=False), name="changes_that_wait"
            ),
        ]


class Naming(models.Model):
    """`files` may file for `unit`, because the first-level unit asked for it and the agency approved."""

    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    files = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="named")
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "files"], condition=models.Q(until=None), name="named_once")
        ]
