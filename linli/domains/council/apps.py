from linli.kernel.manifest import DomainConfig


class CouncilConfig(DomainConfig):
    name = "linli.domains.council"
    label = "council"
