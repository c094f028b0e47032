from linli.kernel.events import install_courier
from linli.kernel.manifest import DomainConfig


class JobsConfig(DomainConfig):
    name = "linli.platform.jobs"
    label = "jobs"

    def ready(self) -> None:
        from linli.platform.jobs.courier import carry

        super().ready()
        install_courier(carry)
