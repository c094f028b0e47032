from linli.kernel.manifest import DomainConfig


class ExportsConfig(DomainConfig):
    name = "linli.platform.exports"
    label = "exports"
