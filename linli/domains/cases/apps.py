from linli.kernel.manifest import DomainConfig


class CasesConfig(DomainConfig):
    name = "linli.domains.cases"
    label = "cases"
