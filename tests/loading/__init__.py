"""Tests of loading documents."""
