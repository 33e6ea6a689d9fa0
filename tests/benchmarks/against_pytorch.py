#!/usr/bin/python3
"""Times the same work in PyTorch and in `isthmus bench --json`, and prints how many times longer PyTorch takes.

    /usr/bin/python3 tests/benchmarks/against_pytorch.py [--device cpu|cuda[:i]] [--only ID[,ID...]] [--rounds N] [--steps N]
                                                         [--json FILE]

It needs PyTorch (Debian: python3-torch; written for 1.13) and a built isthmus. PyTorch is timed in two ways, each in a
process of its own: as installed, in the caller's environment; and with its best settings, which are denormals flushed to
zero and the fastest of some OpenBLAS kernels and numbers of threads, each tried once briefly for each item beforehand.
On CUDA the best settings are one thread and the convolutions that cuDNN finds fastest, and steps are timed 50 at a time, to
the end of the device's work.
Within a round the order is Isthmus, as installed, best settings; in the next it is reversed. A measurement is the median
over its steps, and a ratio is the median over the rounds, with the smallest and the largest behind it. Goals do not change
the exit status, which is 1 if a measurement failed and 2 if a program, a module or an argument is at fault.
"""

import argparse
import itertools
import json
import math
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Callable, Iterator, NoReturn

try:
    import torch
    from torch import Tensor, nn
except ImportError as error:
    print(f"against_pytorch: {error} (Debian: install python3-torch, run with /usr/bin/python3)", file=sys.stderr)
    sys.exit(2)

IMAGES, PIXELS, CLASSES = 10_000, 784, 10
MLP_SHAPES = [(256, PIXELS), (256,), (256, 256), (256,), (CLASSES, 256), (CLASSES,)]
RATE, MOMENTUM, MEMBERS = 0.01, 0.8, 3
TASKS, TASK_IMAGES = 5, 1000  # of a landscape
STEPS_AT_ONCE = 50  # on a device that is asked for more before it is done
DEVICE = "cpu"  # --device

Step = Callable[[], None]
Times = dict[str, dict[str, list[float]]]  # seconds in each round, by who was timed and by item


def batches(size: int, *shape: int) -> Iterator[tuple[Tensor, Tensor]]:
    images, labels = torch.rand(IMAGES, *shape, device=DEVICE), torch.randint(CLASSES, (IMAGES,), device=DEVICE)
    while True:
        for index in torch.randperm(IMAGES, device=DEVICE)[: IMAGES - IMAGES % size].split(size):
            yield images[index], labels[index]


def mlp() -> nn.Module:
    layers = nn.Sequential(nn.Linear(PIXELS, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, CLASSES))
    return layers.to(DEVICE)


def flat_mlp() -> Tensor:
    return nn.utils.parameters_to_vector(mlp().parameters()).detach()


def flat_logits(weights: Tensor, images: Tensor) -> Tensor:
    """The MLP's forward pass through views of its flat weights."""
    parts = weights.split([math.prod(shape) for shape in MLP_SHAPES])
    w1, b1, w2, b2, w3, b3 = (part.view(shape) for part, shape in zip(parts, MLP_SHAPES))
    hidden = nn.functional.relu(nn.functional.linear(images, w1, b1))
    return nn.functional.linear(nn.functional.relu(nn.functional.linear(hidden, w2, b2)), w3, b3)


def convolution(maps_in: int, maps: int, size: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(maps_in, maps, size, stride, size // 2, bias=False), nn.BatchNorm2d(maps))


class BasicBlock(nn.Module):
    def __init__(self, maps_in: int, maps: int, stride: int) -> None:
        super().__init__()
        self.residual = nn.Sequential(convolution(maps_in, maps, 3, stride), nn.ReLU(), convolution(maps, maps, 3))
        self.shortcut = convolution(maps_in, maps, 1, stride) if stride > 1 else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.relu(self.residual(x) + self.shortcut(x))


def resnet18() -> nn.Module:
    layers: list[nn.Module] = [convolution(3, 20, 3), nn.ReLU()]
    for maps_in, maps in ((20, 20), (20, 40), (40, 80), (80, 160)):
        layers += [BasicBlock(maps_in, maps, maps // maps_in), BasicBlock(maps, maps, 1)]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(160, CLASSES)).to(DEVICE)


def training(modules: list[nn.Module], size: int, *shape: int) -> Step:
    """Steps every module on the same batch, one after the other."""
    optimisers = [torch.optim.SGD(module.parameters(), lr=RATE, momentum=MOMENTUM) for module in modules]
    stream = batches(size, *shape)

    def step() -> None:
        images, labels = next(stream)
        for module, optimiser in zip(modules, optimisers):
            optimiser.zero_grad(set_to_none=True)
            nn.functional.cross_entropy(module(images), labels).backward()
            optimiser.step()
    return step


def subspace_connectivity(size: int) -> Step:
    """Steps the vertices by the gradient at a random position in the simplex."""
    vertices = torch.stack([flat_mlp() for _ in range(MEMBERS)])
    velocity = torch.zeros_like(vertices)
    stream = batches(size, PIXELS)

    def step() -> None:
        images, labels = next(stream)
        position = torch.empty(MEMBERS, device=DEVICE).exponential_()
        position /= position.sum()
        weights = (position @ vertices).requires_grad_()
        (gradient,) = torch.autograd.grad(nn.functional.cross_entropy(flat_logits(weights, images), labels), weights)
        velocity.mul_(MOMENTUM).addr_(position, gradient)
        vertices.sub_(velocity, alpha=RATE)
    return step


def plane_point() -> Step:
    """Scores one point of a plane through three networks: the plane's time is that of its points."""
    anchors = torch.stack([flat_mlp() for _ in range(MEMBERS)])
    tasks = [
        (torch.rand(TASK_IMAGES, PIXELS, device=DEVICE), torch.randint(CLASSES, (TASK_IMAGES,), device=DEVICE))
        for _ in range(TASKS)
    ]

    @torch.no_grad()
    def step() -> None:
        shares = torch.rand(MEMBERS, device=DEVICE)
        weights = (shares / shares.sum()) @ anchors
        for images, labels in tasks:
            logits = flat_logits(weights, images)
            nn.functional.cross_entropy(logits, labels).item()
            (logits.argmax(1) == labels).float().mean().item()
    return step


RESNET, PLANE, FIRST = "step.resnet18.10", "landscape.plane", "landscape.plane.first"
PIECES = {PLANE: 51 * 51, FIRST: 7 * 7}  # of the whole that one step is
GROUPS: list[dict[str, Callable[[], Step]]] = [  # what is compared with one another is timed in one go
    {
        "step.sgd.10": lambda: training([mlp()], 10, PIXELS),
        "step.subspace_connectivity.10": lambda: subspace_connectivity(10),
        "step.vanilla_ensemble.10": lambda: training([mlp() for _ in range(MEMBERS)], 10, PIXELS),
    },
    {"step.sgd.64": lambda: training([mlp()], 64, PIXELS), "step.subspace_connectivity.64": lambda: subspace_connectivity(64)},
    {RESNET: lambda: training([resnet18()], 10, 3, 32, 32)},
    {FIRST: plane_point, PLANE: plane_point},
]
GOALS = {"step.sgd.10": "≥ 4.5, ≥ 2.3", RESNET: "≥ 1.3, ≥ 1.3", PLANE: "≥ 25, ≥ 25"}  # as installed, best settings
OWN_GOALS = {  # ratios of Isthmus's own times, at most
    ("step.subspace_connectivity.10", "step.sgd.10"): 1.40,
    ("step.subspace_connectivity.64", "step.sgd.64"): 1.12,
    ("step.vanilla_ensemble.10", "step.sgd.10"): 2.20,
}
IDS = [work_id for group in GROUPS for work_id in group]
WORK = {work_id: build for group in GROUPS for work_id, build in group.items()}


def time_work(work_id: str, steps: int) -> float:
    """Median seconds of a step, or of all the steps that make a whole."""
    torch.manual_seed(1)
    step = WORK[work_id]()
    at_once = 1 if DEVICE == "cpu" else STEPS_AT_ONCE

    def piece() -> float:
        start = time.perf_counter()
        for _ in range(at_once):
            step()
        if DEVICE != "cpu":
            torch.cuda.synchronize(DEVICE)
        return (time.perf_counter() - start) / at_once

    for _ in range(max(3, steps // at_once // 10)):
        piece()
    return PIECES.get(work_id, 1) * statistics.median(piece() for _ in range(max(3, steps // at_once)))


def fail(message: str, status: int) -> NoReturn:
    print(f"against_pytorch: {message}", file=sys.stderr)
    sys.exit(status)


def candidates() -> dict[str, dict[str, str]]:
    """The environments of which the fastest is the best, by name."""
    if DEVICE != "cpu":
        return {"the fastest convolutions, threads 1": {"OMP_NUM_THREADS": "1"}}
    processor = Path("/proc/cpuinfo").read_text()
    core_types = ["SkylakeX" if "avx512f" in processor else "Haswell"] + ["ZEN"] * ("AuthenticAMD" in processor)
    return {
        f"{core}, threads {n}, BLAS {blas}": {"OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": blas, "OMP_NUM_THREADS": n}
        for core, (n, blas) in itertools.product(core_types, ("11", "21", "22"))
    }


def run(what: str, command: list[str], environment: dict[str, str]) -> Any:
    """The JSON that a program prints."""
    try:
        done = subprocess.run(command, env=os.environ | environment, capture_output=True, encoding="utf-8")
    except OSError as error:
        fail(f"cannot run {command[0]}: {error.strerror}", 2)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
        fail(f"{what} failed with exit status {done.returncode}: {said}", 1)
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        fail(f"{what} printed something other than JSON: {error}", 1)


def time_pytorch(work_id: str, steps: int, environment: dict[str, str]) -> float:
    command = [sys.executable, str(Path(__file__).resolve()), "--worker", work_id, "--steps", str(steps), "--device", DEVICE]
    return run(f"PyTorch on {work_id}", command + ["--best"] * bool(environment), environment)


def time_isthmus(program: Path, ids: list[str]) -> tuple[dict[str, float], Any]:
    """Seconds by item, and the whole report."""
    report = run("isthmus bench", [str(program), "bench", "--json", "--device", DEVICE, "--only", ",".join(ids)], {})
    try:
        rows = {row["id"]: row for row in report["rows"]}
        return {i: rows[i]["value"] * {"µs": 1e-6, "s": 1.0}[rows[i]["unit"]] for i in ids}, report
    except (KeyError, TypeError) as error:
        fail(f"isthmus bench printed no such item, field or unit of time: {error}", 1)


def duration(seconds: list[float]) -> str:
    median = statistics.median(seconds)
    return f"{median * 1e6:.1f} µs" if median < 0.01 else f"{median:.3f} s"


def spread(over: list[float], under: list[float]) -> str:
    ratios = [a / b for a, b in zip(over, under)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def print_ratios(times: Times, best: dict[str, str]) -> None:
    line = "{:<30} {:>11} {:>12} {:>11}   {:<24} {:<24} {:<12}  {}".format
    print(line("", "Isthmus", "as installed", "best", "as installed/Isthmus", "best/Isthmus", "goals", "best settings"))
    for work_id, settings in best.items():
        ours, installed, tuned = (times[who][work_id] for who in ("isthmus", "as installed", "best"))
        row = *map(duration, (ours, installed, tuned)), spread(installed, ours), spread(tuned, ours)
        print(line(work_id, *row, GOALS.get(work_id, "") if DEVICE == "cpu" else "", settings))
    own = times["isthmus"]
    for (over, under), goal in OWN_GOALS.items():
        if over in own and under in own:
            aim = f", goal ≤ {goal:.2f}" if DEVICE == "cpu" else ""
            print(f"Isthmus, {over} / {under}: {spread(own[over], own[under])}{aim}")


def compare(options: argparse.Namespace) -> None:
    if not options.isthmus.is_file():
        fail(f"there is no program {options.isthmus}; build it or name it with --isthmus", 2)
    groups = [chosen for group in GROUPS if (chosen := [i for i in group if i in options.only])]
    steps = {i: max(3, options.steps // 10) if i == RESNET or i in PIECES else options.steps for group in groups for i in group}
    settings = candidates()
    trials = {i: {name: time_pytorch(i, max(3, n // 5), settings[name]) for name in settings} for i, n in steps.items()}
    best = {i: min(trial, key=lambda name: trial[name]) for i, trial in trials.items()}
    times: Times = {"isthmus": {}, "as installed": {}, "best": {}}
    reports = []
    for round_number in range(options.rounds):
        print(f"round {round_number + 1} of {options.rounds}", file=sys.stderr)
        for group, who in itertools.product(groups, list(times)[:: -1 if round_number % 2 else 1]):
            if who == "isthmus":
                measured, report = time_isthmus(options.isthmus, group)
                reports.append(report)
            else:
                measured = {i: time_pytorch(i, steps[i], settings[best[i]] if who == "best" else {}) for i in group}
            for i, seconds in measured.items():
                times[who].setdefault(i, []).append(seconds)
    print(f"PyTorch {torch.__version__}; medians of {options.rounds} rounds, ratios with the smallest and the largest")
    print("machine: " + json.dumps(reports[0].get("machine"), ensure_ascii=False))
    print(f"device {DEVICE}; best: denormals flushed, and for each item the fastest of " + "; ".join(settings))
    print_ratios(times, best)
    if options.json:
        whole = {"pytorch": str(torch.__version__), "steps": steps, "trials": trials, "best_settings": best, "seconds": times}
        options.json.write_text(json.dumps(whole | {"isthmus": reports}, indent=2, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--only", default=",".join(IDS), metavar="ID[,ID...]", help="default: %(default)s")
    add("--rounds", type=int, default=5, metavar="N", help="default: %(default)s")
    add("--steps", type=int, default=300, metavar="N", help="timed; ResNet and points of a plane: a tenth; default: %(default)s")
    add("--json", type=Path, metavar="FILE", help="also write every measurement to this file")
    add("--device", default="cpu", metavar="DEVICE", help="cpu, cuda or cuda:i; default: %(default)s")
    program = Path(__file__).resolve().parents[2] / "build/release/bin/isthmus"
    add("--isthmus", type=Path, default=program, metavar="PATH", help="default: %(default)s")
    add("--worker", choices=WORK, help=argparse.SUPPRESS)
    add("--best", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.only = options.only.split(",")
    if unknown := set(options.only) - set(IDS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(IDS)}")
    if min(options.rounds, options.steps) < 1:
        parser.error("--rounds and --steps take positive numbers")
    global DEVICE
    DEVICE = options.device
    if DEVICE != "cpu" and not (DEVICE.split(":")[0] == "cuda" and torch.cuda.is_available()):
        fail(f"PyTorch has no device {DEVICE}; --device takes cpu, and cuda or cuda:i where there is one", 2)
    if options.best:
        torch.backends.cudnn.benchmark = True
        torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
        torch.set_flush_denormal(True)
    if options.worker:
        print(json.dumps(time_work(options.worker, options.steps)))
    else:
        compare(options)


if __name__ == "__main__":
    main()
