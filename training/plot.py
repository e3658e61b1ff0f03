"""Plots of a run (`python -m training.plot --folder runs/pebble`) and of an evaluation."""
import argparse
import json
from pathlib import Path


def figure(columns, height=3.6):
    import matplotlib
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "pebble"  # the same plot, the same file
    import matplotlib.pyplot as plt
    matplotlib.rcParams["axes.prop_cycle"] = matplotlib.cycler(color=matplotlib.colormaps["tab20"].colors)  # ten are fewer than there are tasks
    return plt.subplots(1, columns, figsize=(4.6 * columns, height), layout="constrained", squeeze=False)


def finish(fig, path):
    fig.savefig(path, metadata={"Date": None})


def attempt(draw, *args):
    """Draws, or says that nothing can be drawn here: a run must not end for want of a picture."""
    try:
        draw(*args)
    except ImportError as missing:
        print(f"no plot: {missing}; the figures are there, draw it elsewhere with python -m training.plot")


def run(folder):
    """log.jsonl as progress.svg: loss and guesses by task, held-out answers, against tokens."""
    lines = [json.loads(line) for line in (Path(folder) / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    steps, checks = [x for x in lines if "loss" in x], [x for x in lines if "check" in x]
    fig, ((loss, right, held),) = figure(3)
    names = sorted({name for x in steps for name in x["losses"]})
    for name in names:
        rows = [x for x in steps if name in x["losses"]]
        tokens = [x["tokens"] / 1e6 for x in rows]
        loss.plot(tokens, [x["losses"][name] for x in rows], label=name, linewidth=1)
        right.plot(tokens, [100 * x["rights"][name] for x in rows], label=name, linewidth=1)
    for name in sorted({name for x in checks for name in x["check"]}):
        held.plot([x["tokens"] / 1e6 for x in checks], [100 * x["check"][name] for x in checks], label=name, marker=".")
    for ax, title in ((loss, "cross-entropy at masks"), (right, "masked tokens guessed right, %"), (held, "held-out answers right, %")):
        ax.set(title=title, xlabel="million tokens")
        ax.grid(alpha=0.3)
    loss.set_yscale("log")
    held.set_ylim(0, 100)
    loss.legend(fontsize=7)
    if checks:
        held.legend(fontsize=7)
    finish(fig, Path(folder) / "progress.svg")


def calibration(figures, path):
    """Confidence against share right, one line a task; the diagonal is a model that knows what it knows."""
    fig, ((ax,),) = figure(1, 4.2)
    ax.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle="--")
    for name, found in figures.items():
        ax.plot([b[0] for b in found["bins"]], [b[1] for b in found["bins"]], marker=".", label=f"{name} (ECE {found['ece']:.3f})",
                color="black" if name == "all" else None, linewidth=2 if name == "all" else 1)
    ax.set(xlabel="confidence of a token", ylabel="share right", xlim=(0, 1), ylim=(0, 1), title="Confidence means something")
    ax.legend(fontsize=7, loc="upper left")
    ax.grid(alpha=0.3)
    finish(fig, path)


if __name__ == "__main__":
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--folder", default="runs/pebble", help="of a run: draws what its log.jsonl and evaluation.json hold")
    folder = Path(a.parse_args().folder)
    run(folder)
    if (folder / "evaluation.json").exists():
        calibration(json.loads((folder / "evaluation.json").read_text(encoding="utf-8"))["calibration"], folder / "calibration.svg")
