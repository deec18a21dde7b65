"""Tests of what is wrong across several places."""
