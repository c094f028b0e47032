from linli.kernel.manifest import DomainConfig


class MeetingsConfig(DomainConfig):
    name = "linli.domains.meetings"
    label = "meetings"
