from linli.kernel.manifest import DomainConfig


class DutiesConfig(DomainConfig):
    name = "linli.domains.duties"
    label = "duties"
