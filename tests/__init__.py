"""The tests; flat, test_<package>_<module>.py."""
