from linli.kernel.events import install_courier
from linli.kernel.manifest import DomainConfig


class WebhooksConfig(DomainConfig):
    name = "linli.platform.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        from linli.platform.webhooks.listeners import carry

        super().ready()
        install_courier(carry)
