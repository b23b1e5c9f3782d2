"""Check as many documents as an archive holds and print the tables of docs/performance.md: `make scale` (Linux).

COUNT=2000 takes fewer than 20 000, DAMAGED=1 adds a run with one damaged document in a hundred, KEEP=1 keeps the documents. The
exit code is 1 when a promise is broken: results that differ, a damaged document that is not reported, a process left over.
"""

import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time

from tests import damage, holdings, meter
from tests.meter import PARENT, WORKER, Measured

_PATH, _STATUS = re.compile(rb'"path":"((?:[^"\\]|\\.)*)"'), re.compile(rb'"status":"(\w+)"')
_FEW = 2000

Results = dict[str, tuple[str, str]]
"""The status of each document and the digest of all that is said of it, by path."""


def checked(
    folder: Path, *options: str, marks: Sequence[int] = (), kill_after: int | None = None
) -> tuple[Measured, Results]:
    """Check a folder; paths in the results are those below it."""
    results: Results = {}

    def note(line: bytes) -> None:
        path, status = _PATH.search(line), _STATUS.search(line)
        if path is None or status is None:
            raise ValueError(f"no line of JSON Lines: {line[:80]!r}")
        results[path[1].decode().removeprefix(f"{folder}/")] = (status[1].decode(), sha256(line).hexdigest())

    arguments = ("check", str(folder), "--format", "jsonl", *options)
    return meter.run(arguments, each=note, marks=marks, kill_after=kill_after), results


def complaints(sound: Results, mixed: Results, kinds: Mapping[str, str], code: int) -> list[str]:
    """Say what is wrong with a run over damaged documents among sound ones; `kinds` are those of the damaged ones."""
    expected = {path: "checked" if kind in damage.READABLE else "unreadable" for path, kind in kinds.items()}
    found = {path: mixed.get(path, ("missing", ""))[0] for path in kinds}
    return [
        *([f"exit code {code}"] if code != 2 else []),
        *(f"{path}: {found[path]}" for path in kinds if found[path] != expected[path]),
        *(f"{path}: other than without the damaged ones" for path in sound if mixed.get(path) != sound[path]),
        *(f"{path}: nobody asked for it" for path in mixed.keys() - sound.keys() - kinds.keys()),
    ]


def table(runs: Mapping[str, Measured], marks: Sequence[int]) -> list[str]:
    """Lay runs side by side."""
    rows = {
        "份数": [f"{run.lines}" for run in runs.values()],
        "每秒，按钟表": [f"{run.rate:.0f} 份" for run in runs.values()],
        "处理器时间：主进程": [f"{run.cpu[PARENT]:.1f} 秒" for run in runs.values()],
        "处理器时间：检查进程": [f"{run.cpu.get(WORKER, 0):.1f} 秒" for run in runs.values()],
        "检查进程所占": [f"{run.share:.1f}%" for run in runs.values()],
    }
    for role in (PARENT, WORKER):
        for mark in marks:
            rows[f"{role}内存峰值，到 {mark} 份（MB）"] = [run.peak(role, mark) for run in runs.values()]
    head = [f"| | {' | '.join(runs)} |", f"|---|{'---|' * len(runs)}"]
    return ["", *head, *(f"| {name} | {' | '.join(values)} |" for name, values in rows.items())]


def plain(folder: Path, few: Path, count: int, fewer: int) -> Results:
    """Compare one process with two, and few documents with many; give the results of the many."""
    alone, _ = checked(few, "--jobs", "1", marks=(fewer,))
    small, _ = checked(few, "--jobs", "2", marks=(fewer,))
    whole, results = checked(folder, "--jobs", "2", marks=(fewer, count))
    runs = {"一个进程": alone, "两个进程": small, "两个进程，全部": whole}
    _print(table(runs, (fewer, count)))
    return results


def stored(room: Path, folder: Path, sound: Results) -> list[str]:
    """Check with a store: again, and killed half way and taken up; give what is wrong."""
    half = len(sound) // 2
    once, broken = room / "once.db", room / "broken.db"
    first, told = checked(folder, "--jobs", "2", "--store", str(once))
    again, told_again = checked(folder, "--jobs", "2", "--store", str(once))
    killed, _ = checked(folder, "--jobs", "2", "--store", str(broken), kill_after=half)
    resumed, told_at_last = checked(folder, "--jobs", "2", "--store", str(broken))
    _print(
        [
            "",
            "| `--store` | 钟表时间 | 处理器时间 | 写出的份数 |",
            "|---|---|---|---|",
            *(
                f"| {name} | {run.wall:.1f} 秒 | {sum(run.cpu.values()):.1f} 秒 | {run.lines} |"
                for name, run in (("第一次", first), ("第二次", again), ("中途 kill -9", killed), ("接着查", resumed))
            ),
            "",
            f"第二次是第一次的 {100 * again.wall / first.wall:.1f}%；结果库 {once.stat().st_size / 1e6:.0f} MB。",
        ]
    )
    return [
        *(["with a store something else is said"] if told != sound else []),
        *(["the second run says something else"] if told_again != sound else []),
        *(["the run that was taken up says something else"] if told_at_last != sound else []),
        *([f"{killed.left_over} processes outlive the killed one"] if killed.left_over else []),
        *(["the reports differ"] if _exported(room, once) != _exported(room, broken) else []),
    ]


def damaged(folder: Path, sound: Results, count: int) -> list[str]:
    """Mix one damaged document in a hundred in; give what is wrong."""
    sets = round(count / 100 / (len(damage.UNREADABLE) + len(damage.READABLE)))
    kinds = holdings.spoil(folder, max(1, sets))
    run, mixed = checked(folder, "--jobs", "2")
    wrong = complaints(sound, mixed, kinds, run.code)
    _print(
        [
            "",
            f"混入 {len(kinds)} 份损坏的（{len(set(kinds.values()))} 种）：退出码 {run.code}，主进程内存峰值 "
            f"{run.peak(PARENT, run.lines)} MB，检查进程 {run.peak(WORKER, run.lines)} MB；与说好的不符 {len(wrong)} 处。",
        ]
    )
    return wrong


def main() -> int:
    signal.signal(
        signal.SIGTERM, lambda number, _frame: sys.exit(128 + number)
    )  # so that the folder is removed then, too
    count = int(os.environ.get("COUNT", "20000"))
    fewer = min(_FEW, max(1, count // 10))
    with _room(keep=os.environ.get("KEEP") == "1") as room:
        folder, few = room / "归档", room / "一部分"
        began, used = perf_counter(), process_time()
        holdings.fill(folder, count)
        wall, used = perf_counter() - began, process_time() - used
        _print([f"生成 {count} 份：按钟表每秒 {count / wall:.0f} 份，按处理器时间 {count / used:.0f} 份。"])
        holdings.fill(few, fewer)
        sound = plain(folder, few, count, fewer)
        wrong = stored(room, folder, sound)
        if os.environ.get("DAMAGED") == "1":
            wrong += damaged(folder, sound, count)
    for complaint in wrong:
        sys.stderr.write(f"{complaint}\n")
    return 1 if wrong else 0


def _exported(room: Path, store: Path) -> str:
    """Give the digest of the report that a store gives."""
    into = room / "report.json"
    meter.run(("report", str(store), "--format", "json", "--output", str(into)), each=lambda _line: None)
    return sha256(into.read_bytes()).hexdigest()


def _print(lines: Sequence[str]) -> None:
    print("\n".join(lines), flush=True)


@contextmanager
def _room(*, keep: bool) -> Iterator[Path]:
    room = Path(tempfile.mkdtemp(prefix="gongwen-scale-"))
    try:
        yield room
    finally:
        if keep:
            print(f"文件留在 {room}")
        else:
            shutil.rmtree(room)


if __name__ == "__main__":
    sys.exit(main())
