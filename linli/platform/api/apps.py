from linli.kernel.manifest import DomainConfig


class ApiConfig(DomainConfig):
    name = "linli.platform.api"
    label = "api"
