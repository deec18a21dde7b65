"""Checks of rubrics and reward policies."""
