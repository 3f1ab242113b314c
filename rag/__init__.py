"""Turning passages into a cited answer that shows where its sources disagree."""
