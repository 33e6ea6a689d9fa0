#!/usr/bin/env python3
"""Measures how much the studio's live landscapes slow the training that they watch.

    xvfb-run -a -s "-screen 0 1600x1000x24 +extension GLX" \\
        python3 tests/benchmarks/live_slowing.py [--studio PROGRAM] [--data-dir DIR] [--pairs N] [--tasks N] [--images N]

The studio trains subspace connectivity with three vertices on a perceptron 784-256-256-10, batches of 10, on rotated MNIST from
DIR, or without one on the built-in images of the same size. It does so twice in each pair, with pictures every
`execution.line_seconds` as by default and with none, in alternating order. Compared are steps per second while it trains
(provenance.json has the time), measuring and saving left out. Printed are both speeds and the slowing: the median over the pairs
with the smallest and the largest. The line is drawn meanwhile, the surface is not: its tab is not open. Needs a display and
xdotool. The exit status is 1 if the median slowing is above 5 % or a run failed, and 2 if an argument is at fault.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST_SLOWING = 0.05
NEVER = 3600.0


def experiment(options, live):
    return {
        "name": "live-slowing",
        "benchmark": {"kind": "rotated", "dataset": "mnist" if options.data_dir else "glyphs", "tasks": options.tasks,
                      "train_per_task": options.images, "test_per_task": 500},
        "model": {"kind": "mlp", "hidden": [256, 256]},
        "method": {"kind": "subspace_connectivity", "vertices": 3},
        "training": {"epochs": 1, "batch_size": 10},
        "execution": {"device": "cpu", "threads": 2, "probe_examples": 0, **({} if live else {"line_seconds": NEVER})},
    }


def press(*keys):
    subprocess.run(["xdotool", "key", *keys], check=True)


def steps_per_second(options, live):
    with tempfile.TemporaryDirectory() as home:
        folder = pathlib.Path(home)
        description, runs = folder / "experiment.json", folder / "runs"
        description.write_text(json.dumps(experiment(options, live)))
        command = [options.studio, description, "--out", runs]
        if options.data_dir:
            command += ["--data-dir", options.data_dir]
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        studio = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            search = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(studio.pid), "--name", "Isthmus"]
            window = subprocess.run(search, capture_output=True, text=True, timeout=60, check=True).stdout.split()[0]
            subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True)
            press("F5")
            summary = None
            while not summary:
                if studio.poll() is not None:
                    sys.exit("the studio ended before the run did")
                time.sleep(0.5)
                summary = next(runs.glob("*/summary.json"), None) if runs.exists() else None
            time.sleep(1.0)  # the times are written after it
            recorded = json.loads((summary.parent / "provenance.json").read_text())["time"]["training_seconds"]
            last = json.loads((summary.parent / "events.jsonl").read_text().strip().splitlines()[-1])
            return last["step"] / recorded
        finally:
            studio.kill()
            studio.wait()


def spread(values):
    return f"{statistics.median(values):.1f} ({min(values):.1f} to {max(values):.1f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studio", default=str(ROOT / "build/release/bin/isthmus-studio"))
    parser.add_argument("--data-dir", help="holds MNIST/raw")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--tasks", type=int, default=20)
    parser.add_argument("--images", type=int, default=10000, help="of each task")
    options = parser.parse_args()
    for program in ("xdotool", options.studio):
        if not shutil.which(program):
            parser.error(f"{program} is not there")
    pairs = []
    for number in range(options.pairs):
        order = (True, False) if number % 2 == 0 else (False, True)
        speeds = {live: steps_per_second(options, live) for live in order}
        pairs.append(speeds)
        print(f"pair {number + 1}: {speeds[False]:.0f} steps/s without, {speeds[True]:.0f} with live landscapes", flush=True)
    slowing = [1.0 - pair[True] / pair[False] for pair in pairs]
    print(f"without: {spread([pair[False] for pair in pairs])} steps/s; with: {spread([pair[True] for pair in pairs])}")
    print(f"slower by {spread([100.0 * one for one in slowing])} %")
    if statistics.median(slowing) > MOST_SLOWING:
        sys.exit(f"live landscapes slow training by more than {100.0 * MOST_SLOWING:.0f} %")


if __name__ == "__main__":
    main()
