"""Figures in a sentence: found, normalised, and compared by arithmetic."""
