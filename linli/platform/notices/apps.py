from linli.kernel.manifest import DomainConfig


class NoticesConfig(DomainConfig):
    name = "linli.platform.notices"
    label = "notices"
