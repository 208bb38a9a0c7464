"""Readers in child processes: a crash, a hang or a bomb costs one file."""
