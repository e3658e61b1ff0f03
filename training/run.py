"""Everything in one command: tokenizer and config, training, plot, weights, test sets, every figure.

Options that are not listed here go to training.train (see its --help), such as --tokens, --minutes, --threads, --resume.
"""
import argparse
import json
from pathlib import Path

from . import evaluate, export, heldout, plot, train
from .team import shares


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--size", choices=export.SIZES, help="of a new model (small); with --init it is of that size")
    a.add_argument("--count", type=int, help="rows of each test set (all)")
    own, rest = a.parse_known_args()
    args = train.arguments(rest)
    new = not (Path(args.model) / "tokenizer.json").exists()
    if own.size and (like := args.init if new else args.model) and json.loads((Path(like) / "config.json").read_text()) != export.config(own.size):
        a.error(f"{like}/config.json is not of --size {own.size}; name another model, or leave out --size")
    if new and args.init:
        export.prepare_like(args.init, args.model)
    elif new:
        export.prepare(args.model, own.size or "small")
    heldout.write(args.model, dict(shares(args.shares)).get("translation", 0) > 0)
    run = train.train(args)
    plot.attempt(plot.run, args.folder)
    export.weights(export.averaged(run.path), args.model)
    if run.progress < 1:
        print(f"stopped at {run.progress:.0%} of the run; go on with the same command and --resume")
        return
    size, count = ("500" if args.device == "cuda" else "50"), (["--count", str(own.count)] if own.count else [])
    evaluate.main(["--model", args.model, "--out", args.folder, "--device", args.device, "--size", size, "--threads", str(args.threads), *count])


if __name__ == "__main__":
    main()
