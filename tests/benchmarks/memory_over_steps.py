#!/usr/bin/python3
"""Watches the memory of `isthmus run` over at least 100,000 training steps and says whether it grows.

    python3 tests/benchmarks/memory_over_steps.py [--isthmus PROGRAM] [--steps N] [--method KIND] [--json FILE]

The run is ten tasks of the built-in images, a perceptron with two hidden layers of 256 units, batches of 10, a checkpoint
every five seconds. Resident memory is read five times a second beside the last step in events.jsonl. What a run keeps of
each task by design, its test images and its share of the replay memory, is subtracted before the slope is fitted; the
first two tasks are the warm-up and left out of it, because connecting begins with the second. The rest may grow by 20 MB
per 100,000 steps. Exit status: 0 flat, 1 it grows or the run failed, 2 a program or an argument is at fault.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple, NoReturn, Optional

TASKS, BATCH, TRAIN_IMAGES, TEST_IMAGES, MEMORY_IMAGES, PIXELS = 10, 10, 5000, 500, 100, 784
IMAGE_MB = PIXELS * 4 / 1e6
KEPT_PER_TASK_MB = (TEST_IMAGES + MEMORY_IMAGES) * IMAGE_MB
WARM_UP = 2 / TASKS
MOST_GROWTH_MB = 20.0  # per 100,000 steps
SECONDS_BETWEEN = 0.2


class Sample(NamedTuple):
    step: int
    task: int
    megabytes: float


def fail(status: int, text: str) -> NoReturn:
    print(f"memory_over_steps: {text}", file=sys.stderr)
    sys.exit(status)


def experiment(steps: int, method: str) -> dict:
    epochs = math.ceil(steps / (TASKS * TRAIN_IMAGES // BATCH))
    return {
        "name": "memory-over-steps",
        "benchmark": {"kind": "rotated", "dataset": "glyphs", "tasks": TASKS, "step_degrees": 9.0,
                      "train_per_task": TRAIN_IMAGES, "test_per_task": TEST_IMAGES},
        "model": {"kind": "mlp", "hidden": [256, 256]},
        "method": {"kind": method},
        "training": {"epochs": epochs, "batch_size": BATCH},
        "execution": {"device": "cpu", "checkpoint_seconds": 5.0},
    }


def resident_mb(pid: int) -> Optional[float]:
    """None when the process has ended."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
    except (FileNotFoundError, ProcessLookupError):
        pass
    return None


class Position:
    """The last step and task in a growing events.jsonl."""

    def __init__(self, runs: Path) -> None:
        self.runs, self.file, self.step, self.task, self.rest = runs, None, 0, 1, ""

    def update(self) -> None:
        if self.file is None:
            found = list(self.runs.glob("*/events.jsonl"))
            if not found:
                return
            self.file = found[0].open(encoding="utf-8")
        *lines, self.rest = (self.rest + self.file.read()).split("\n")
        for event in map(json.loads, lines):
            self.step = event["step"]
            self.task = event["task"] if event["event"] == "phase" else self.task


def watch(program: Path, steps: int, method: str) -> list[Sample]:
    samples: list[Sample] = []
    with tempfile.TemporaryDirectory() as folder:
        file, runs, log = Path(folder, "experiment.json"), Path(folder, "runs"), Path(folder, "log")
        file.write_text(json.dumps(experiment(steps, method)), encoding="utf-8")
        with log.open("w") as out:
            process = subprocess.Popen([program, "run", file, "--out", runs], stdout=out, stderr=out)
        position = Position(runs)
        try:
            while process.poll() is None:
                megabytes = resident_mb(process.pid)
                position.update()
                if megabytes is not None and position.step > 0:
                    samples.append(Sample(position.step, position.task, megabytes))
                time.sleep(SECONDS_BETWEEN)
        finally:
            process.kill()
        if process.returncode != 0:
            fail(1, f"the run ended with status {process.returncode}: {log.read_text().strip()}")
    return samples


def slope(points: list[tuple[float, float]]) -> float:
    """Of the straight line with the least squares."""
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points))
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / sum((x - middle_x) ** 2 for x, _ in points)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--isthmus", type=Path, default=Path(__file__).parents[2] / "build/release/bin/isthmus")
    parser.add_argument("--steps", type=int, default=100_000, help="least number of training steps")
    parser.add_argument("--method", default="subspace_connectivity")
    parser.add_argument("--json", type=Path, help="all samples into this file")
    arguments = parser.parse_args()
    if not arguments.isthmus.is_file():
        fail(2, f"{arguments.isthmus} is not there; build it, or name another with --isthmus")
    if arguments.steps < 1000:
        fail(2, "--steps: at least 1000")

    samples = watch(arguments.isthmus, arguments.steps, arguments.method)
    last = samples[-1].step if samples else 0
    after = [(s.step, s.megabytes - s.task * KEPT_PER_TASK_MB) for s in samples if s.step >= WARM_UP * last]
    if last < arguments.steps or len({step for step, _ in after}) < 10:
        fail(1, f"only {len(after)} measurements in {last} steps: too few to say anything; take more --steps")
    if arguments.json:
        arguments.json.write_text(json.dumps([sample._asdict() for sample in samples]), encoding="utf-8")
    for percent in (10, 25, 50, 75, 100):
        at = min(samples, key=lambda sample: abs(sample.step - last * percent / 100))
        print(f"{percent:>4} %  step {at.step:>8}  task {at.task:>2}  {at.megabytes:7.1f} MB")
    growth = slope(after) * 100_000
    print(f"{arguments.method}, {last} steps: {growth:+.1f} MB per 100,000 steps after the warm-up, beside the "
          f"{KEPT_PER_TASK_MB:.1f} MB that each task keeps")
    if growth > MOST_GROWTH_MB:
        fail(1, f"memory grows by {growth:.1f} MB per 100,000 steps; {MOST_GROWTH_MB:.0f} are allowed")


if __name__ == "__main__":
    main()
