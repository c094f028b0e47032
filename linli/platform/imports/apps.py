from linli.kernel.manifest import DomainConfig


class ImportsConfig(DomainConfig):
    name = "linli.platform.imports"
    label = "imports"
