from linli.kernel.manifest import DomainConfig


class NoticesConfig(DomainConfig):
    name = "linli.platform.notices"
    label = "notices"

    def ready(self) -> None:
        super().ready()
        from linli.platform.accounts.texts import install_outbox
        from linli.platform.notices.actions import forget_texts_to, send_code

        install_outbox(send_code, forget_texts_to)
