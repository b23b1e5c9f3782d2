"""Run a command as a group of processes of its own and measure what each of them needs: Linux only, by /proc."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import IO

_EVERY = 0.1
_PATIENCE = 30.0
_TICKS = os.sysconf("SC_CLK_TCK")
PARENT, WORKER, _OTHER = "主进程", "检查进程", "其他"

Peaks = dict[str, float]
"""The most memory a process of each role has held so far, in MB."""


@dataclass
class Measured:
    """Hold what a run needed: seconds, lines that came out, CPU seconds by role, and the peaks when so many lines had come."""

    code: int = 0
    lines: int = 0
    wall: float = 0.0
    cpu: dict[str, float] = field(default_factory=dict)
    peaks: dict[int, Peaks] = field(default_factory=dict)
    left_over: int = 0

    @property
    def rate(self) -> float:
        """Give documents a second, by the clock."""
        return self.lines / self.wall

    @property
    def share(self) -> float:
        """Give the share of the workers in the CPU time, in per cent."""
        return 100 * self.cpu.get(WORKER, 0.0) / sum(self.cpu.values())

    def peak(self, role: str, lines: int) -> str:
        """Give the peak of a role as text."""
        value = self.peaks.get(lines, {}).get(role)
        return "—" if value is None else f"{value:.0f}"


@dataclass
class _Seen:
    """Keep the last that was seen of each process, since the dead cannot be asked."""

    leader: int
    roles: dict[int, str] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)
    memory: dict[int, float] = field(default_factory=dict)

    def look(self) -> None:
        for process, stat in _group(self.leader):
            try:
                files = Path("/proc") / str(process)
                words, status = (files / "cmdline").read_bytes(), (files / "status").read_text()
            except OSError:
                continue  # it has just ended
            peak = re.search(r"VmHWM:\s+(\d+)", status)
            if peak:
                self.roles[process] = self._role(process, words)
                self.seconds[process] = (int(stat[11]) + int(stat[12])) / _TICKS
                self.memory[process] = int(peak[1]) / 1024

    def _role(self, process: int, words: bytes) -> str:
        return PARENT if process == self.leader else WORKER if b"spawn_main" in words else _OTHER

    def peaks(self) -> Peaks:
        """Give the highest peak among the processes of each role."""
        return {role: max(self._of(role, self.memory)) for role in set(self.roles.values())}

    def cpu(self) -> dict[str, float]:
        """Give the seconds of the processes of each role together."""
        return {role: sum(self._of(role, self.seconds)) for role in set(self.roles.values())}

    def _of(self, role: str, values: Mapping[int, float]) -> list[float]:
        return [value for process, value in values.items() if self.roles[process] == role]


def run(
    arguments: Sequence[str],
    *,
    each: Callable[[bytes], None],
    marks: Sequence[int] = (),
    kill_after: int | None = None,
) -> Measured:
    """Run gongwen with these arguments and give each line it prints to `each`.

    `marks` are numbers of lines at which memory is noted; it is noted at the end under the number of all lines too. `kill_after`
    kills the process that was started with SIGKILL when so many lines have come; `left_over` counts those that outlive it.
    """
    measured = Measured()
    began = monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "gongwen", *arguments], stdout=subprocess.PIPE, process_group=0
    ) as process:
        seen = _Seen(process.pid)
        reader = threading.Thread(target=_read, args=(process.stdout, each, measured))
        reader.start()
        try:
            while process.poll() is None:
                seen.look()
                for mark in marks:
                    if measured.lines >= mark and mark not in measured.peaks:
                        measured.peaks[mark] = seen.peaks()
                if kill_after is not None and measured.lines >= kill_after:
                    process.kill()
                sleep(_EVERY)
            measured.wall = monotonic() - began
            measured.left_over = _outlived(process.pid)
        finally:
            _end(process.pid)
            reader.join()
    measured.code, measured.cpu = process.returncode, seen.cpu()
    measured.peaks[measured.lines] = seen.peaks()
    return measured


def _read(stream: IO[bytes], each: Callable[[bytes], None], measured: Measured) -> None:
    for line in stream:
        each(line)
        measured.lines += 1


def _outlived(leader: int) -> int:
    """Count the processes of a group that do not end soon after their leader."""
    until = monotonic() + _PATIENCE
    while _group(leader) and monotonic() < until:
        sleep(_EVERY)
    return len(_group(leader))


def _group(leader: int) -> list[tuple[int, list[str]]]:
    """List the living processes of a group, each with what /proc/…/stat says behind its name."""
    found = [(int(name), _stat(name)) for name in os.listdir("/proc") if name.isdigit()]
    return [(process, stat) for process, stat in found if stat and stat[2] == str(leader) and stat[0] not in "ZX"]


def _stat(process: str) -> list[str]:
    try:
        return (Path("/proc") / process / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def _end(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return
