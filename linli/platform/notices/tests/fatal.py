"""A provider's adapter that takes the message and then has its own worker killed."""

import os
import signal
from collections.abc import Mapping
from pathlib import Path

from linli.platform.notices.sms import ConsoleSender, Receipt


class FatalSender(ConsoleSender):
    def send(self, phone: str, template: str, params: Mapping[str, str]) -> Receipt:
        with Path(os.environ["TAKEN"]).open("a") as file:
            file.write(f"{template}\n")
        os.kill(os.getpid(), signal.SIGKILL)
        return Receipt()
