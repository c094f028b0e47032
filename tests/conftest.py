"""Fixtures of the tests that look at the whole house."""
