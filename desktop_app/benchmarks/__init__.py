"""Ratios against the plain alternative, in one run: python -m desktop_app.benchmarks NAME."""
