from linli.kernel.manifest import DomainConfig


class DivisionsConfig(DomainConfig):
    name = "linli.core.divisions"
    label = "divisions"
