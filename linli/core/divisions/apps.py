from linli.kernel.areas import install_guide
from linli.kernel.manifest import DomainConfig


class DivisionsConfig(DomainConfig):
    name = "linli.core.divisions"
    label = "divisions"

    def ready(self) -> None:
        from linli.core.divisions.guide import DivisionGuide

        super().ready()
        install_guide(DivisionGuide())
