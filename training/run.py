"""Everything in one command: tokenizer and config, training for a number of minutes, weights, held-out set, accuracy."""
import argparse
import time
from pathlib import Path

from . import evaluate, export, train


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--minutes", type=float, default=110)
    a.add_argument("--model", default="models/pebble")
    a.add_argument("--folder", default="runs/pebble", help="checkpoints and log")
    args, rest = a.parse_known_args()  # the rest goes to training.train
    if not (Path(args.model) / "tokenizer.json").exists():
        export.prepare(args.model)
    end = time.time() + 60 * args.minutes
    train.train(train.arguments(["--folder", args.folder, "--model", args.model, "--end", str(end), *rest]))
    export.weights(Path(args.folder) / "final.pt", args.model)
    export.held_out(args.model)
    evaluate.main(["--model", args.model, "--heldout", str(Path(args.model) / "heldout.jsonl"), "--settings", "8"])


if __name__ == "__main__":
    main()
