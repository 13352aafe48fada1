"""Menus and home."""

from banshi.define import Help, Home, Menu

HELP = Help(title="办事指南", icon="question-circle")

MENUS = (Menu(title="帮助", pages=(HELP,)),)
HOME = Home(starts=(HELP,), waiting=())
