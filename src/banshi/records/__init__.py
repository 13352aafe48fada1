"""Registered facts of units, by period: what a decided case leaves behind."""
