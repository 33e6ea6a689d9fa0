#!/usr/bin/env python3
"""Measures how fast the studio starts and how much memory it holds when nothing is going on.

    xvfb-run -a -s "-screen 0 1600x1000x24 +extension GLX" \\
        python3 tests/benchmarks/start_and_size.py [--studio PROGRAM] [--rounds N]

The studio is started with settings and data of its own in a temporary folder, once to warm the system's cache and then N times.
Printed are the seconds until its window is mapped, the seconds of processor time that all its threads have used by then, and the
resident memory once it rests; medians over the rounds with the smallest and the largest. Needs a display and xdotool. The exit
status is 1 if a limit is missed and 2 if a program is missing. Of the two times the smaller counts, because on a machine that is
busy with other things the first says nothing about the studio.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST_SECONDS, MOST_MEGABYTES = 1.5, 400.0
TICK = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def resident_megabytes(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def until_rest(pid):
    """Waits until the process has used next to nothing for a second."""
    before = processor_seconds(pid)
    while True:
        time.sleep(1.0)
        now = processor_seconds(pid)
        if now - before <= 0.02:
            return
        before = now


def once(options):
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home,
                       "XDG_CACHE_HOME": home}
        begin = time.perf_counter()
        studio = subprocess.Popen([options.studio], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(studio.pid), "--name", "Isthmus"],
                           capture_output=True, timeout=60, check=True)
            seconds, used = time.perf_counter() - begin, processor_seconds(studio.pid)
            until_rest(studio.pid)
            return seconds, used, resident_megabytes(studio.pid)
        finally:
            studio.kill()
            studio.wait()


def spread(values, digits):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studio", default=str(ROOT / "build/release/bin/isthmus-studio"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for program in ("xdotool", options.studio):
        if not shutil.which(program):
            parser.error(f"{program} is not there")
    once(options)
    rounds = [once(options) for _ in range(options.rounds)]
    seconds, used, megabytes = zip(*rounds)
    print(f"window: {spread(seconds, 2)} s, with {spread(used, 2)} s of processor time")
    print(f"at rest: {spread(megabytes, 0)} MB")
    if min(statistics.median(seconds), statistics.median(used)) > MOST_SECONDS:
        sys.exit(f"the window is there after more than {MOST_SECONDS} s")
    if statistics.median(megabytes) > MOST_MEGABYTES:
        sys.exit(f"more than {MOST_MEGABYTES:.0f} MB are held")


if __name__ == "__main__":
    main()
