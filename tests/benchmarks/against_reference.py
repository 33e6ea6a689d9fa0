#!/usr/bin/env python3
"""Compares a whole run of subspace connectivity with a plain PyTorch program's on the same work.

Usage: /usr/bin/python3 tests/benchmarks/against_reference.py --reference reference.py --data-dir DIR [--rounds N]
       [--tasks N] [--images N] [--isthmus PATH]

Rotated MNIST; three vertices, plain SGD without dropout, 600 connecting steps of 10 + 10 images, 2,000 test images of every task
so far after each task, and nothing else: what the reference program does with `sc rot steps2=600 bs2=10 mem=10`. It keeps its
gradients in flat vectors and differentiates by hand, so it is faster than PyTorch's autograd; it runs with the BLAS settings
that are best for it. The two take turns. Printed are the seconds of all steps and of the whole process, and their ratios:
medians over the rounds with the smallest and the largest. The accuracies are not on the same test images (the first 2,000 here,
every fifth there), and so a point apart or two. The exit status is 1 if a program failed or they are more than 2.5 points apart,
and 2 if an argument is at fault.
"""
import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BEST = {"OPENBLAS_CORETYPE": "SkylakeX", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def experiment(tasks, images):
    return {
        "name": "against-reference",
        "seed": 1,
        "benchmark": {"kind": "rotated", "dataset": "mnist", "tasks": tasks, "step_degrees": 180.0 / tasks,
                      "train_per_task": images, "test_per_task": 2000,
                      "normalize": True},
        "model": {"kind": "mlp", "hidden": [256, 256], "dropout": 0.0},
        "training": {"epochs": 1, "batch_size": 10, "learning_rate": 0.05, "learning_rate_decay": 0.95, "momentum": 0.0},
        "method": {"kind": "subspace_connectivity", "vertices": 3, "connect_steps": 600, "connect_batch_size": 10,
                   "connect_learning_rate": 0.05, "connect_schedule": "constant", "connect_dropout": 0.0,
                   "connect_momentum": 0.0, "current_examples": 0, "memory_per_class": 10, "memory_share": 0.5},
        "execution": {"probe_examples": 0, "barrier_samples": 0, "tasks_ahead": "none", "device": "cpu"},
    }


def ours(options, folder):
    description = folder / "experiment.json"
    description.write_text(json.dumps(experiment(options.tasks, options.images)))
    begin = time.perf_counter()
    done = subprocess.run([options.isthmus, "run", description, "--data-dir", options.data_dir, "--out", folder / "runs"],
                          capture_output=True, text=True)
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        sys.exit(f"isthmus run failed: {done.stderr.strip().splitlines()[-1]}")
    run = pathlib.Path(done.stdout.strip().splitlines()[-1])
    steps = json.loads((run / "provenance.json").read_text())["time"]["training_seconds"]
    accuracy = json.loads((run / "summary.json").read_text())["average_accuracy"]
    return steps, seconds, 100.0 * accuracy


def theirs(options):
    environment = {**os.environ, **BEST}
    begin = time.perf_counter()
    done = subprocess.run(
        ["/usr/bin/python3", options.reference, "sc", "rot", f"T={options.tasks}", f"n={options.images}", "ntest=2000", "seeds=1",
         "lr=0.05", "gamma=0.95", "mom=0", "mom2=0", "vinit=rand", "mem=10", "steps2=600", "bs2=10", "lr2=0.05"],
        capture_output=True, text=True, env=environment)
    seconds = time.perf_counter() - begin
    found = re.search(r"acc ([\d.]+).*train ([\d.]+)s ph2 ([\d.]+)s", done.stdout)
    if done.returncode != 0 or not found:
        sys.exit(f"the reference program failed: {(done.stderr.strip().splitlines() or ['it printed no result'])[-1]}")
    return float(found[2]) + float(found[3]), seconds, float(found[1])


def spread(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", required=True, help="the program")
    parser.add_argument("--data-dir", required=True, help="holds MNIST/raw")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tasks", type=int, default=20)
    parser.add_argument("--images", type=int, default=60000, help="of each task")
    parser.add_argument("--isthmus", default=str(ROOT / "build/release/bin/isthmus"))
    options = parser.parse_args()
    for path in (options.reference, options.isthmus, options.data_dir):
        if not os.path.exists(path):
            parser.error(f"{path} does not exist")
    rounds = []
    for number in range(options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            pair = {"isthmus": lambda: ours(options, pathlib.Path(folder)), "reference": lambda: theirs(options)}
            order = list(pair) if number % 2 == 0 else list(reversed(pair))
            rounds.append({who: pair[who]() for who in order})
        for who, (steps, seconds, accuracy) in rounds[-1].items():
            print(f"round {number + 1}, {who}: steps {steps:.1f} s, process {seconds:.1f} s, accuracy {accuracy:.1f} %", flush=True)
    for index, what in enumerate(("steps", "whole process")):
        print(f"{what}, reference / isthmus: {spread([r['reference'][index] / r['isthmus'][index] for r in rounds])}")
    if any(abs(r["reference"][2] - r["isthmus"][2]) > 2.5 for r in rounds):
        sys.exit("the accuracies are more than 2.5 points apart: this is not the same work")


if __name__ == "__main__":
    main()
