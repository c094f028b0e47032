from linli.kernel.manifest import DomainConfig


class MediationConfig(DomainConfig):
    name = "linli.domains.mediation"
    label = "mediation"
