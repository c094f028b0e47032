from linli.kernel.manifest import DomainConfig


class AuditConfig(DomainConfig):
    name = "linli.platform.audit"
    label = "audit"
