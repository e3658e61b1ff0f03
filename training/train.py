"""The training loop: Muon for the trunk's matrices, AdamW for the rest, an average of the weights, a clock for a schedule."""
import argparse
import copy
import json
import math
import os
import time
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from .model import Config, LLaDA
from .muon import Muon
from .team import STALLED, Team, gatherer, work


def rate(now, begin, end, warm=60.0, decay=0.35):
    """Learning-rate factor at `now` (seconds): linear up over `warm`, level, linear to zero over the last `decay`."""
    left = (end - now) / (end - begin)
    return max(0.0, min(1.0, (now - begin + 1) / warm, left / decay))


class Run:
    """Everything that a checkpoint holds."""

    def __init__(self, folder, model_folder, args):
        self.folder, self.args = Path(folder), args
        self.tok = Tokenizer.from_file(str(Path(model_folder) / "tokenizer.json"))
        self.net = LLaDA(Config.load(Path(model_folder) / "config.json")).init_weights(args.seed)
        if args.init:
            self.net.load_state_dict({k: v.float() for k, v in load_file(Path(args.init) / "model.safetensors").items()})
        self.ema = copy.deepcopy(self.net).requires_grad_(False)
        named = dict(self.net.named_parameters())
        matrices = [p for n, p in named.items() if "blocks" in n and p.ndim == 2]
        rest = [p for n, p in named.items() if not ("blocks" in n and p.ndim == 2)]
        embedding = [p for n, p in named.items() if "wte" in n]
        rest = [p for p in rest if p is not embedding[0]]
        self.muon = Muon(matrices, args.muon_lr, weight_decay=args.weight_decay)
        self.adam = torch.optim.AdamW([{"params": embedding, "base": args.embed_lr}, {"params": rest, "base": args.adam_lr}],
                                      lr=1e-3, betas=(0.9, 0.98), weight_decay=0.0)
        self.step, self.tokens, self.sequences, self.begin = 0, 0, 0, time.time()

    @property
    def path(self):
        return self.folder / "last.pt"

    def save(self, path=None):
        state = {"net": self.net.state_dict(), "ema": self.ema.state_dict(), "muon": self.muon.state_dict(),
                 "adam": self.adam.state_dict(), "step": self.step, "tokens": self.tokens, "sequences": self.sequences,
                 "begin": self.begin, "args": vars(self.args)}
        path = Path(path or self.path)
        torch.save(state, path.with_suffix(".part"))
        os.replace(path.with_suffix(".part"), path)  # a reader never sees half a file

    def load(self, path):
        state = torch.load(path, weights_only=False)
        bases = [g["base"] for g in self.adam.param_groups]
        for part in ("net", "ema", "muon", "adam"):
            getattr(self, part).load_state_dict(state[part])
        for group, base in zip(self.adam.param_groups, bases):
            group["base"] = base
        for name in ("step", "tokens", "sequences", "begin"):
            setattr(self, name, state[name])

    def update(self, factor):
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.muon.lr = self.args.muon_lr * factor
        for group in self.adam.param_groups:
            group["lr"] = group["base"] * factor
        self.muon.step()
        self.adam.step()
        self.net.zero_grad(set_to_none=True)
        decay = min(self.args.ema, 1 - 1 / (self.step / 5 + 2))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.ema.parameters()), list(self.net.parameters()), 1 - decay)


def train(args):
    torch.set_num_threads(1)
    run = Run(args.folder, args.model, args)
    run.folder.mkdir(parents=True, exist_ok=True)
    if args.resume and run.path.exists():
        run.load(run.path)
    run.net.share_memory()
    team = Team(args.threads, sum(p.numel() for p in run.net.parameters()))
    others = [torch.multiprocessing.get_context("spawn").Process(target=work, args=(rank, team, run.net, run.tok, args))
              for rank in range(1, args.threads)]
    for process in others:
        process.daemon = True
        process.start()
    gather = gatherer(0, team, run.net, run.tok, args)
    log = open(run.folder / "log.jsonl", "a", buffering=1)
    saved, shown, seen, smooth = time.time(), time.time(), 0, None
    while time.time() < args.end and run.tokens < args.max_tokens:
        team.state[0], team.state[1], team.next.value = run.step, run.tokens, 0
        team.barrier.wait(STALLED)
        gather()
        team.barrier.wait(STALLED)
        whole = team.gradients.sum(0)
        for p, g in zip(run.net.parameters(), whole.split([p.numel() for p in run.net.parameters()])):
            p.grad = g.view_as(p)
        factor = rate(time.time(), run.begin, args.end, decay=args.decay)
        run.update(factor)
        positions, sequences = team.seen.sum(0).tolist()
        run.step, run.tokens, run.sequences, seen = run.step + 1, run.tokens + positions, run.sequences + sequences, seen + positions
        total, count = team.losses.sum(0).tolist()
        smooth = total / count if smooth is None else 0.98 * smooth + 0.02 * total / count
        if run.step % 50 == 0:
            now = time.time()
            assert math.isfinite(smooth), "the loss is not finite"
            log.write(json.dumps({"minutes": round((now - run.begin) / 60, 2), "step": run.step, "tokens": run.tokens,
                                  "sequences": run.sequences, "loss": round(smooth, 4), "rate": round(factor, 3),
                                  "tokens_per_s": round(seen / (now - shown))}) + "\n")
            shown, seen = now, 0
        if time.time() - saved > args.save_every:
            run.save()
            saved = time.time()
    team.stop.value = 1
    team.barrier.wait(STALLED)
    run.save()
    run.save(run.folder / "final.pt")


def arguments(argv=None):
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--folder", required=True, help="checkpoints and log")
    a.add_argument("--model", default="models/pebble", help="config.json and tokenizer.json")
    a.add_argument("--end", type=float, required=True, help="clock time to end at, seconds since 1970")
    a.add_argument("--max-tokens", type=float, default=math.inf)
    a.add_argument("--resume", action="store_true")
    a.add_argument("--init", help="a model folder whose weights to start from, instead of random ones")
    a.add_argument("--no-compile", dest="compile", action="store_false")
    for name, default in (("threads", 2), ("batch-tokens", 7680), ("micro", 4), ("seed", 1)):
        a.add_argument(f"--{name}", type=int, default=default)
    for name, default in (("muon-lr", 0.014), ("adam-lr", 0.002), ("embed-lr", 0.005), ("weight-decay", 0.0), ("ema", 0.998),
                          ("decay", 0.35), ("save-every", 300), ("ramp", 5e6), ("scale-first", 0.15), ("drills", 0.2),
                          ("drills-first", 0.3), ("talk", 0.02), ("echo", 0.0), ("focus", 0.25), ("block", 0.35),
                          ("whole", 0.03), ("elbo-after", math.inf)):
        a.add_argument(f"--{name}", type=float, default=default)
    return a.parse_args(argv)


if __name__ == "__main__":
    train(arguments())
