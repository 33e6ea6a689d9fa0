#!/usr/bin/python3
"""Computes landscapes of `isthmus landscape` once more with PyTorch, and compares every point.

    python3 tests/engine/landscape_against_pytorch.py ISTHMUS

It trains a small run on rotated MNIST with the program ISTHMUS in a temporary folder, and asks for a line, a plane, a simplex
and the barriers, on task 1: the images unchanged. Nothing of Isthmus is used beside its files: networks are read from their
safetensors, points are made in float64 from their definition (resources/handbook/landscapes.md), and PyTorch's forward pass
scores them. Losses must agree to 1e-5 (relative above 1 nat); accuracies exactly, but for images whose two best logits are
nearer than 1e-6. Exit status: 0 they agree, 1 they do not, 77 PyTorch, NumPy or the images (ISTHMUS_TEST_DATA names the folder
that holds MNIST/raw) are not here.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

SYSTEM_PYTHON = "/usr/bin/python3"  # another one may come first in PATH and lack what the system's has
NOT_HERE = 77

try:
    import numpy
    import torch
except ImportError as error:
    if Path(sys.executable).resolve() != Path(SYSTEM_PYTHON).resolve() and os.access(SYSTEM_PYTHON, os.X_OK):
        os.execv(SYSTEM_PYTHON, [SYSTEM_PYTHON, *sys.argv])
    print(f"skipped: {error} (Debian: python3-torch, python3-numpy)")
    sys.exit(NOT_HERE)

Network = dict[str, torch.Tensor]
SAMPLES = 300
LOSS_TOLERANCE = 1e-5
TIE = 1e-6
EXPERIMENT = {
    "name": "tiny",
    "seed": 5,
    "benchmark": {"kind": "rotated", "dataset": "mnist", "tasks": 3, "step_degrees": 30.0, "train_per_task": 400,
                  "test_per_task": SAMPLES},
    "model": {"kind": "mlp", "hidden": [64, 48]},
    "method": {"kind": "subspace_connectivity", "vertices": 3},
    "training": {"epochs": 3},
    "execution": {"device": "cpu", "probe_examples": 0},
}


def skip(reason: str) -> NoReturn:
    print(f"skipped: {reason}")
    sys.exit(NOT_HERE)


def idx(folder: Path, name: str, header: int) -> numpy.ndarray:
    file = folder / name
    raw = file.read_bytes() if file.exists() else gzip.decompress((folder / f"{name}.gz").read_bytes())
    return numpy.frombuffer(raw, numpy.uint8, offset=header)


def read_network(file: Path) -> Network:
    """Safetensors: the header's length, the header in JSON, the numbers."""
    raw = file.read_bytes()
    start = 8 + int.from_bytes(raw[:8], "little")
    network = {}
    for name, entry in json.loads(raw[8:start]).items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            numbers = numpy.frombuffer(raw[start + begin : start + end], "<f4").reshape(entry["shape"])
            network[name] = torch.from_numpy(numbers.astype(numpy.float64))
    return network


def combined(*terms: tuple[float, Network]) -> Network:
    return {name: sum(factor * network[name] for factor, network in terms) for name in terms[0][1]}


def dot(a: Network, b: Network) -> float:
    return sum(float((a[name] * b[name]).sum()) for name in a)


def normalised(network: Network) -> Network:
    return combined((dot(network, network) ** -0.5, network))


class Comparison:
    """With what PyTorch computes on the test images of task 1."""

    def __init__(self, raw: Path) -> None:
        images = idx(raw, "t10k-images-idx3-ubyte", 16)[: SAMPLES * 784].reshape(SAMPLES, 784)
        labels = idx(raw, "t10k-labels-idx1-ubyte", 8)[:SAMPLES]
        self.images = torch.from_numpy(images / 255.0)
        self.labels = torch.from_numpy(labels.astype(numpy.int64))
        self.failures: list[str] = []
        self.largest = 0.0
        self.points = 0
        self.ties = 0

    def require(self, holds: bool, what: str) -> None:
        if not holds:
            self.failures.append(what)

    def loss(self, network: Network) -> float:
        return float(torch.nn.functional.cross_entropy(self.logits(network), self.labels))

    def logits(self, network: Network) -> torch.Tensor:
        values = self.images
        layers = len(network) // 2
        for layer in range(1, layers + 1):
            values = torch.nn.functional.linear(values, network[f"fc{layer}.weight"], network[f"fc{layer}.bias"])
            if layer < layers:
                values = torch.relu(values)
        return values

    def number(self, what: str, found: float, expected: float) -> None:
        deviation = abs(found - expected) / max(1.0, abs(expected))
        self.largest = max(self.largest, deviation)
        self.require(deviation <= LOSS_TOLERANCE, f"{what}: {found}, PyTorch has {expected}")

    def point(self, where: str, network: Network, loss: float, accuracy: float) -> None:
        self.points += 1
        self.number(f"{where}: loss", loss, self.loss(network))
        logits = self.logits(network)
        best = logits.topk(2, dim=1).values
        ties = int((best[:, 0] - best[:, 1] < TIE).sum())
        self.ties += ties
        right = int((logits.argmax(1) == self.labels).sum())
        self.require(abs(round(accuracy * SAMPLES) - right) <= ties,
                     f"{where}: accuracy {accuracy}, PyTorch has {right} of {SAMPLES} right")


def line(check: Comparison, chart: dict[str, Any], networks: list[Network]) -> None:
    task = chart["tasks"][0]
    for t, loss, accuracy in zip(chart["t"], task["loss"], task["accuracy"], strict=True):
        check.point(f"line at {t}", combined((1.0 - t, networks[0]), (t, networks[1])), loss, accuracy)


def plane(check: Comparison, chart: dict[str, Any], networks: list[Network]) -> None:
    first, second, third = networks
    u = normalised(combined((1.0, second), (-1.0, first)))
    across = combined((1.0, third), (-1.0, first))
    v = normalised(combined((1.0, across), (-dot(across, u), u)))
    task = chart["tasks"][0]
    for row, y in enumerate(chart["y"]):
        for column, x in enumerate(chart["x"]):
            check.point(f"plane at {x}, {y}", combined((1.0, first), (x, u), (y, v)), task["loss"][row][column],
                        task["accuracy"][row][column])
    for anchor, network in zip(chart["anchors"], networks, strict=True):
        way = combined((1.0, network), (-1.0, first))
        check.number(f"plane: x of {anchor['name']}", anchor["x"], dot(way, u))
        check.number(f"plane: y of {anchor['name']}", anchor["y"], dot(way, v))


def simplex(check: Comparison, chart: dict[str, Any], networks: list[Network]) -> None:
    task = chart["tasks"][0]
    for row, b in enumerate(chart["y"]):
        for column, a in enumerate(chart["x"]):
            loss, accuracy = task["loss"][row][column], task["accuracy"][row][column]
            if a + b > 1.0 + 1e-9:
                check.require(loss is None, f"simplex at {a}, {b}: there is no such mixture")
            else:
                shares = (1.0 - a - b, a, b)
                check.point(f"simplex at {shares}", combined(*zip(shares, networks)), loss, accuracy)


def barriers(check: Comparison, table: dict[str, Any], networks: list[Network]) -> None:
    count = len(networks)
    for i in range(count):
        for j in range(count):
            t = numpy.linspace(0.0, 1.0, table["points"])
            losses = [check.loss(combined((1.0 - at, networks[i]), (at, networks[j]))) for at in t]
            height = max(loss - ((1.0 - at) * losses[0] + at * losses[-1]) for at, loss in zip(t, losses))
            check.number(f"barrier {i}, {j}", table["heights"][0][i][j], 0.0 if i == j else height)


def anchors_as_measured(check: Comparison, chart: dict[str, Any], accuracy: list[list[float]]) -> None:
    """The run has measured task 1 after each task: that is what the chart's anchors score."""
    for task, anchor in enumerate(chart["anchors"]):
        check.require(anchor["accuracy"][0] == accuracy[task][0],
                      f"{anchor['name']}: accuracy {anchor['accuracy'][0]}, the run measured {accuracy[task][0]}")


def corners_as_measured(check: Comparison, chart: dict[str, Any], accuracy: list[list[float]]) -> None:
    """The corners of a simplex are its anchors."""
    values = chart["tasks"][0]["accuracy"]
    for task, found in enumerate((values[0][0], values[0][-1], values[-1][0])):
        check.require(found == accuracy[task][0], f"corner {task + 1}: {found}, the run measured {accuracy[task][0]}")


def main() -> int:
    program = sys.argv[1]
    data = Path(os.environ.get("ISTHMUS_TEST_DATA", ""))
    raw = data / "MNIST" / "raw"
    if not os.environ.get("ISTHMUS_TEST_DATA") or not raw.is_dir():
        skip("ISTHMUS_TEST_DATA names no folder with MNIST/raw")
    check = Comparison(raw)
    with tempfile.TemporaryDirectory() as temporary:
        experiment = Path(temporary) / "tiny.json"
        experiment.write_text(json.dumps(EXPERIMENT))

        def isthmus(*arguments: str) -> str:
            done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise SystemExit(f"isthmus {' '.join(arguments)}: status {done.returncode}\n{done.stderr}")
            return done.stdout

        run = isthmus("run", str(experiment), "--data-dir", str(data), "--out", temporary).splitlines()[-1]
        accuracy = json.loads((Path(run) / "summary.json").read_text())["accuracy"]
        on_task_1 = ("--tasks", "1", "--samples", str(SAMPLES))

        def chart(kind: str, anchors: list[str], *options: str) -> dict[str, Any]:
            text = isthmus("landscape", run, "--chart", kind, "--anchors", ",".join(anchors), *on_task_1, *options)
            return json.loads(text)

        def networks(names: list[str]) -> list[Network]:
            return [read_network(Path(run) / "weights" / f"{name}.safetensors") for name in names]

        solutions = ["task-01", "task-02", "task-03"]
        vertices = [f"task-03-vertex-{k}" for k in (1, 2, 3)]
        for name, compare, anchors, options in (
            ("line", line, ["init", "task-03"], ["--resolution", "15", "--margin", "0.2"]),
            ("plane", plane, solutions, ["--resolution", "9", "--margin", "0.2"]),
            ("simplex", simplex, solutions, ["--resolution", "9"]),
            ("simplex", simplex, vertices, ["--resolution", "5"]),
        ):
            found = chart(name, anchors, *options)
            compare(check, found, networks(anchors))
            if name != "line" and anchors == solutions:
                anchors_as_measured(check, found, accuracy)
            if name == "simplex" and anchors == solutions:
                corners_as_measured(check, found, accuracy)
        table = json.loads(isthmus("barriers", run, *on_task_1, "--resolution", "5"))
        check.require(table["networks"] == solutions, f"barriers between {table['networks']}")
        barriers(check, table, networks(solutions))

    print(f"{check.points} points; largest deviation {check.largest:.2e} (allowed: {LOSS_TOLERANCE:.0e}); "
          f"{check.ties} images undecided")
    for failure in check.failures:
        print(failure)
    return 1 if check.failures or check.points == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
