"""Recipes that fit the numbers shipped in the packages; never imported by them."""
