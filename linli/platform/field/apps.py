from linli.kernel.manifest import DomainConfig


class FieldConfig(DomainConfig):
    name = "linli.platform.field"
    label = "field"
