from linli.kernel.manifest import DomainConfig


class AgendaConfig(DomainConfig):
    name = "linli.platform.agenda"
    label = "agenda"
