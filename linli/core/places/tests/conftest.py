from linli.core.divisions.tests.conftest import linli, two_communities

__all__ = ["linli", "two_communities"]
