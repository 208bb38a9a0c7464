"""Crashes, power cuts, full disks, damage and races: ``python -m tests.faults``."""
