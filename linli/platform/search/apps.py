from linli.kernel.manifest import DomainConfig


class SearchConfig(DomainConfig):
    name = "linli.platform.search"
    label = "search"
