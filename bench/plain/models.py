"""Tables as one would first write them."""

from django.contrib.auth.models import User
from django.db import models

YES_NO = [("是", "是"), ("否", "否")]


class Unit(models.Model):
    """A unit below another."""

    name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", models.PROTECT, null=True)


class Member(models.Model):
    """Who works where."""

    user = models.OneToOneField(User, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)


class Request(models.Model):
    """A request with its twenty answers."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    author = models.ForeignKey(User, models.PROTECT)
    state = models.CharField(max_length=20, default="draft", db_index=True)
    desk = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    subject = models.CharField(max_length=100)
    reason = models.TextField()
    text_1 = models.CharField(max_length=100)
    text_2 = models.CharField(max_length=100)
    text_3 = models.CharField(max_length=100)
    text_4 = models.CharField(max_length=100)
    text_5 = models.CharField(max_length=100)
    text_6 = models.CharField(max_length=100)
    text_7 = models.CharField(max_length=100)
    text_8 = models.CharField(max_length=100)
    text_9 = models.CharField(max_length=100)
    phone = models.CharField(max_length=20)
    urgent = models.CharField(max_length=2, choices=YES_NO)
    begins = models.DateField(null=True)
    ends = models.DateField(null=True)
    own = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    borrowed = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    total = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    people = models.PositiveIntegerField(null=True)


class History(models.Model):
    """What was done to a request."""

    request = models.ForeignKey(Request, models.PROTECT)
    user = models.ForeignKey(User, models.PROTECT)
    what = models.CharField(max_length=20)
    opinion = models.TextField()
    at = models.DateTimeField(auto_now_add=True)


class Message(models.Model):
    """A message to be sent later."""

    unit = models.ForeignKey(Unit, models.PROTECT)
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
