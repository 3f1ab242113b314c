"""Measuring answers against sets of questions with known positions."""
