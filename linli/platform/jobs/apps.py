from django.apps import AppConfig

from linli.kernel.events import install_courier


class JobsConfig(AppConfig):
    name = "linli.platform.jobs"
    label = "jobs"

    def ready(self) -> None:
        from linli.platform.jobs.courier import carry

        install_courier(carry)
