"""A small HTTP client that costs little beside what it measures: plain sockets that stay open."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count as counting

from linli.kernel.benchmark import Request

PATIENCE = 30.0  # seconds for one answer
LAST_CHUNK = b"0\r\n\r\n"


def send_all(
    host: str,
    port: int,
    request: Callable[[int], Request],
    *,
    count: int,
    clients: int,
    rate: float | None = None,
) -> tuple[list[float], Counter[int]]:
    """Latencies in seconds, sorted, and answers by status.

    With a `rate` a latency counts from the moment at which the request was due: if every client
    still waits for an answer, the one that comes has waited, too.
    """
    opening = time.perf_counter()
    latencies: list[float] = []
    statuses: Counter[int] = Counter()
    numbers = counting()
    turn = threading.Lock()

    def work() -> None:
        with _Line(host, port) as line:
            for number in _taken(numbers, turn, count):
                message = _message(host, request(number))
                begun = _due(opening + number / rate) if rate else time.perf_counter()
                status = line.ask(message)
                took = time.perf_counter() - begun
                with turn:
                    latencies.append(took)
                    statuses[status] += 1

    threads = [threading.Thread(target=work) for _each in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(latencies), statuses


def _taken(numbers: Iterator[int], turn: threading.Lock, count: int) -> Iterator[int]:
    """The next number that no other client has, until `count` are sent."""
    while True:
        with turn:
            number = next(numbers)
        if number >= count:
            return
        yield number


def _due(moment: float) -> float:
    """Wait for `moment` unless it has passed, and give it back."""
    time.sleep(max(0.0, moment - time.perf_counter()))
    return moment


class _Line:
    """One connection, opened again when the server has closed it."""

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._socket = self._connect()

    def __enter__(self) -> "_Line":
        return self

    def __exit__(self, *_error: object) -> None:
        self._socket.close()

    def ask(self, message: bytes) -> int:
        """The status of the answer, read to its end; 0 when the connection broke."""
        try:
            self._socket.sendall(message)
            return self._read()
        except OSError:
            self._socket.close()
            self._socket = self._connect()
            return 0

    def _connect(self) -> socket.socket:
        line = socket.create_connection(self._address, timeout=PATIENCE)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line

    def _read(self) -> int:
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _end, body = received.partition(b"\r\n\r\n")
        while not _is_whole(head, body):
            body += self._more()
        return int(head[9:12])

    def _more(self) -> bytes:
        block = self._socket.recv(65536)
        if not block:
            raise ConnectionResetError
        return block


def _is_whole(head: bytes, body: bytes) -> bool:
    """Whether `body` has arrived to its end, which a length or the last chunk tells."""
    for line in head.split(b"\r\n")[1:]:
        name, _colon, value = line.partition(b":")
        if name.lower() == b"content-length":
            return len(body) >= int(value)
    return body.endswith(LAST_CHUNK)


def _message(host: str, request: Request) -> bytes:
    headers = {"Host": host, **request.headers, "Content-Length": str(len(request.body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{request.method} {request.path} HTTP/1.1\r\n{lines}\r\n".encode() + request.body
