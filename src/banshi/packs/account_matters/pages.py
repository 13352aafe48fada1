"""Menus and home."""

from banshi.define import Help, Home, Menu, Profile, Subscriptions
from banshi.packs.account_matters.roles import PERSON

MINE = Profile(title="个人中心", roles=(PERSON,), icon="person-vcard")
MATTERS = Subscriptions(title="可办事项", roles=(PERSON,), icon="list-check")
HELP = Help(title="办事指南", icon="question-circle")

MENUS = (Menu(title="我的", pages=(MINE, MATTERS)), Menu(title="帮助", pages=(HELP,)))
HOME = Home(starts=(MINE, MATTERS, HELP), waiting=())
