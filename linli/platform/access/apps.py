from linli.kernel.manifest import DomainConfig


class AccessConfig(DomainConfig):
    name = "linli.platform.access"
    label = "access"
