from linli.kernel.manifest import DomainConfig


class PeopleConfig(DomainConfig):
    name = "linli.core.people"
    label = "people"
