from linli.core.divisions.tests.conftest import browser, linli, two_communities

__all__ = ["browser", "linli", "two_communities"]
