from linli.kernel.manifest import DomainConfig


class PlanConfig(DomainConfig):
    name = "linli.domains.plan"
    label = "plan"
