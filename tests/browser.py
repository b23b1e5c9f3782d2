"""Drive a headless Chromium over a pipe, by the DevTools protocol: enough to open a page, use it and look at it.

python -m tests.browser PAGE.html PICTURE.png SCRIPT      takes a picture of a page after a line of JavaScript
"""

import base64
import contextlib
import io
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
PATIENCE = 120
"""Seconds to wait for an answer before the browser counts as dead."""
COLOURS = 128

# Chromium reads commands from descriptor 3 and writes to 4, whatever these were before.
_LAUNCH = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execvp(sys.argv[3], sys.argv[3:])"
)


def program() -> str | None:
    """Find Chromium on this machine."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Browser:
    """Hold a running Chromium with one tab; `events` are what it told since the page was opened."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._buffer = b""
        self._waiting: deque[dict] = deque()
        self._number = 0
        self._session: dict[str, str] = {}
        self.events: list[dict] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._session = {"sessionId": session}
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: object) -> dict:
        """Send a command and wait for its answer."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": params, **self._session}
        os.write(self._commands, json.dumps(command).encode() + b"\0")
        while (message := self._next()).get("id") != self._number:
            self.events.append(message)
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']}")
        return message["result"]

    def open(self, page: Path, *, width: int = 1100, height: int = 1250) -> None:
        """Open a page from the disk and wait until it is loaded."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.events.clear()
        self.call("Page.navigate", url=page.as_uri())
        while not self.told("Page.loadEventFired"):
            self.events.append(self._next())

    def told(self, method: str) -> list[dict]:
        """Give what the browser told under a name."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def evaluate(self, expression: str) -> object:
        """Evaluate JavaScript in the page, promises awaited; RuntimeError when it throws."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press and release a key; `code` is its virtual key code."""
        key_of = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **key_of)
        self.call("Input.dispatchKeyEvent", type="keyUp", **key_of)

    def complaints(self) -> list[dict]:
        """Give exceptions, errors on the console and what the browser itself logged, such as breaches of the policy."""
        return [
            *self.told("Runtime.exceptionThrown"),
            *self.told("Runtime.consoleAPICalled"),
            *self.told("Log.entryAdded"),
        ]

    def requests(self) -> list[str]:
        """Give the addresses the page asked for, its own first."""
        return [told["request"]["url"] for told in self.told("Network.requestWillBeSent")]

    def picture(self) -> bytes:
        """Take a picture of what the window shows, as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def _next(self) -> dict:
        deadline = time.monotonic() + PATIENCE
        while not self._waiting:
            ready, _, _ = select.select([self._answers], [], [], max(0, deadline - time.monotonic()))
            read = os.read(self._answers, 1 << 20) if ready else b""
            if not read:
                raise RuntimeError("Chromium 没有回答")
            *whole, self._buffer = (self._buffer + read).split(b"\0")
            self._waiting.extend(map(json.loads, whole))
        return self._waiting.popleft()


@contextlib.contextmanager
def running(chromium: str) -> Iterator[Browser]:
    """Start a browser with a home of its own, and leave nothing of it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        inner, commands = os.pipe()
        answers, outer = os.pipe()
        launch = [
            sys.executable,
            "-c",
            _LAUNCH,
            str(inner),
            str(outer),
            chromium,
            *FLAGS,
            f"--user-data-dir={home}/profile",
        ]
        process = subprocess.Popen(
            launch,
            pass_fds=(inner, outer),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"HOME": home, "TMPDIR": home},
            start_new_session=True,
        )
        os.close(inner)
        os.close(outer)
        try:
            yield Browser(commands, answers)
        finally:
            os.close(commands)
            os.close(answers)
            _end(process)


def _end(process: subprocess.Popen) -> None:
    """Wait for the browser to leave now that nobody speaks to it any more; end it and its children when it does not."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def main(page: str, picture: str, script: str) -> None:
    """Take a picture of a page, in few colours so that it stays small."""
    with running(program() or "chromium") as browser:
        browser.open(Path(page).resolve())
        browser.evaluate(script)
        Image.open(io.BytesIO(browser.picture())).convert("RGB").quantize(COLOURS).save(picture, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
