"""Many phones at once, as a process of its own: reads who sends what as JSON, writes how it went as JSON.

Sockets and bytes only: one thread, requests made before the clock starts, answers read to their length. So what is
measured is the server, and `cpu` tells how much of the machine the crowd itself took.
"""

import asyncio
import json
import re
import sys
import time

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
COOKIE = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;\r]*)", re.IGNORECASE)


class Sender:
    """One phone on one connection, with its cookies."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self.port, self.cookies, self.csrf = port, dict(cookies), ""
        self.reader = self.writer = None

    async def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\n"
        if body:
            head += f"Content-Type: application/json\r\nX-CSRFToken: {self.csrf}\r\nContent-Length: {len(body)}\r\n"
        self.writer.write(head.encode() + b"\r\n" + body)
        answer = await self.reader.readuntil(b"\r\n\r\n")
        content = await self.reader.readexactly(int(LENGTH.search(answer).group(1)))
        self.cookies |= {name.decode(): value.decode() for name, value in COOKIE.findall(answer)}
        if b"connection: close" in answer.lower():
            self.writer.close()
            self.writer = None
        return int(answer[9:12]), content

    async def again(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        """A connection that the server closed while it was idle is opened anew, as a browser does."""
        try:
            return await self.ask(method, path, body)
        except (asyncio.IncompleteReadError, ConnectionResetError, BrokenPipeError):
            self.writer = None
            return await self.ask(method, path, body)

    async def whoami(self) -> int:
        status, content = await self.again("GET", "/api/field/whoami")
        if status == 200:
            self.csrf = json.loads(content)["csrf"]
        return status


async def flush(sender: Sender, batch: bytes) -> dict:
    """As a phone does it: whoami, then what waits. Seconds of both, and what became of each record."""
    began = time.perf_counter()
    status = await sender.whoami()
    asked = time.perf_counter()
    if status != 200:
        return {"status": status, "seconds": asked - began, "results": []}
    status, content = await sender.again("POST", "/api/field/sync", batch)
    results = [one["status"] for one in json.loads(content)["results"]] if status == 200 else []
    done = time.perf_counter()
    return {"status": status, "seconds": done - began, "sync": done - asked, "results": results}


async def look(sender: Sender, path: str, times: int) -> list[dict]:
    """A page, so many times one after the other."""
    told = []
    for _ in range(times):
        began = time.perf_counter()
        status, _content = await sender.again("GET", path)
        told.append({"status": status, "seconds": time.perf_counter() - began, "results": []})
    return told


async def run(task: dict) -> dict:
    senders = [Sender(task["port"], cookies) for cookies in task["cookies"]]
    if "batches" in task:
        bodies = [batch.encode() for batch in task["batches"]]
    wall, cpu = time.perf_counter(), time.process_time()
    if "batches" in task:
        told = await asyncio.gather(*(flush(s, body) for s, body in zip(senders, bodies, strict=True)))
    else:
        every = await asyncio.gather(*(look(sender, task["path"], task["times"]) for sender in senders))
        told = [one for each in every for one in each]
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "told": told}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(json.load(sys.stdin)))))
