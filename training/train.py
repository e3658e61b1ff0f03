"""The training loop: Muon for the trunk's matrices, AdamW for the rest, an average of the weights. On CPU or one GPU."""
import argparse
import copy
import json
import math
import os
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from . import checks, export
from .batches import KINDS
from .model import Config, LLaDA
from .muon import Muon
from .numerals import plant
from .team import Gatherer, Team, shares, work


def rate(step, progress, warm=200, decay=0.6):
    """Learning-rate factor: linear up over `warm` steps, level, linear to zero over the last `decay` of the run."""
    return max(0.0, min(1.0, (step + 1) / warm, (1 - progress) / decay))


NUMBERING = ("seed", "micro", "rows", "length")  # what the content of batch n depends on, beside the data


class Run:
    """Everything that a checkpoint holds."""

    def __init__(self, args):
        self.folder, self.args = Path(args.folder), args
        self.folder.mkdir(parents=True, exist_ok=True)
        self.tok = Tokenizer.from_file(str(Path(args.model) / "tokenizer.json"))
        self.net = LLaDA(Config.load(Path(args.model) / "config.json")).init_weights(args.seed)
        plant(self.net, self.tok, args.seed)
        if args.init:
            export.refuse_others(args.init, args.model)
            self.net.load_state_dict(export.read(args.init))
        self.net.to(args.device)
        self.ema = copy.deepcopy(self.net).requires_grad_(False)
        named = dict(self.net.named_parameters())
        matrices = [p for n, p in named.items() if "blocks" in n and p.ndim == 2]
        embedding = [p for n, p in named.items() if "wte" in n]
        rest = [p for n, p in named.items() if "wte" not in n and not ("blocks" in n and p.ndim == 2)]
        self.muon = Muon(matrices, args.muon_lr, weight_decay=args.weight_decay)
        self.adam = torch.optim.AdamW([{"params": embedding, "base": args.embed_lr}, {"params": rest, "base": args.adam_lr}],
                                      lr=1e-3, betas=(0.9, 0.98), weight_decay=0.0)
        self.step, self.seconds, self.started = 0, 0.0, time.time()
        if self.path.exists():
            if not args.resume:
                raise FileExistsError(f"--folder {self.folder} has a run; go on with --resume, or name another folder")
            self.load(self.path)

    @property
    def path(self):
        return self.folder / "last.pt"

    @property
    def log(self):
        return self.folder / "log.jsonl"

    @property
    def tokens(self):
        return self.step * self.args.micro * self.args.rows * self.args.length

    @property
    def elapsed(self):
        """Seconds of training, those before a resumption included."""
        return self.seconds + time.time() - self.started

    @property
    def progress(self):
        """In [0, 1]: of the tokens or of the minutes, whichever is further."""
        return min(1.0, max(self.tokens / self.args.tokens, self.elapsed / 60 / self.args.minutes))

    def save(self):
        state = {"net": self.net.state_dict(), "ema": self.ema.state_dict(), "muon": self.muon.state_dict(),
                 "adam": self.adam.state_dict(), "step": self.step, "seconds": self.elapsed, "args": vars(self.args)}
        part = self.path.with_suffix(".part")
        torch.save(state, part)
        os.replace(part, self.path)  # a reader never sees half a file

    def load(self, path):
        state = torch.load(path, weights_only=False, map_location="cpu")  # AdamW's step counts belong there
        for name in NUMBERING:
            if (was := state["args"][name]) != (now := getattr(self.args, name)):
                raise ValueError(f"--{name} {now}: {path} was made with {was}, and its batches are numbered by that; resume with {was}")
        bases = [g["base"] for g in self.adam.param_groups]
        for part in ("net", "ema", "muon", "adam"):
            getattr(self, part).load_state_dict(state[part])
        for group, base in zip(self.adam.param_groups, bases):
            group["base"] = base
        self.step, self.seconds = state["step"], state["seconds"]
        if self.log.exists():  # what came after the checkpoint happens again
            lines = [line for line in self.log.read_text().splitlines(keepends=True) if json.loads(line)["step"] <= self.step]
            self.log.write_text("".join(lines))

    def update(self):
        factor = rate(self.step, self.progress, self.args.warm, self.args.decay)
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.muon.lr = self.args.muon_lr * factor
        for group in self.adam.param_groups:
            group["lr"] = group["base"] * factor
        self.muon.step()
        self.adam.step()
        decay = min(self.args.ema, 1 - 1 / (self.step / 5 + 2))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.ema.parameters()), list(self.net.parameters()), 1 - decay)
        self.step += 1
        return factor


def record(run, factor, stats, speed):
    """A line of the log: per task the mean cross-entropy and the share of right guesses at masked tokens."""
    named = {task: (total / count, right / count) for task, (total, right, count) in zip(KINDS, stats.tolist()) if count}
    total, right, count = stats[:-1].sum(0).tolist()  # without padding
    if not math.isfinite(total):
        raise FloatingPointError(f"the loss is {total} at step {run.step}; resume from the last checkpoint with lower rates than {factor:.3g} of --muon-lr, "
                                 "--adam-lr and --embed-lr")
    return {"step": run.step, "tokens": run.tokens, "minutes": round(run.elapsed / 60, 2), "rate": round(factor, 4),
            "tokens_per_s": round(speed), "loss": round(total / count, 4), "right": round(right / count, 4),
            "losses": {k: round(v, 4) for k, (v, _) in named.items()}, "rights": {k: round(v, 4) for k, (_, v) in named.items()}}


def train(args):
    """Runs until the tokens or the minutes are used up, or for one session; last.pt is the newest checkpoint, log.jsonl what
    happened. @returns the run; its progress is 1 if there is nothing left to do"""
    torch.set_float32_matmul_precision("high")
    if args.device == "cpu":
        torch.set_num_threads(1)
    run = Run(args)
    args.begin = run.step
    if args.threads > 1:
        run.net.share_memory()
    team = Team(args.threads, sum(p.numel() for p in run.net.parameters()))
    others = [torch.multiprocessing.get_context("spawn").Process(target=work, args=(rank, team, run.net, run.tok, args), daemon=True)
              for rank in range(1, args.threads)]
    for process in others:
        process.start()
    gather = Gatherer(0, team, run.net, run.tok, args)

    def write(line):
        with open(run.log, "a") as log:
            print(json.dumps(line), file=log)
        print(json.dumps(line), flush=True)

    stats, saved, shown, since = 0, time.time(), time.time(), run.step
    check = math.floor(run.progress * args.checks) + 1
    while run.progress < 1 and run.step < args.stop and time.time() - run.started < 60 * args.session:
        team.next.value = 0
        team.wait()
        own = gather(run.step)
        team.wait()
        stats = stats + (gather.meet() if args.threads > 1 else own)
        torch.set_num_threads(args.threads)  # the other processes wait
        factor = run.update()
        torch.set_num_threads(1)
        if run.step % args.log_every == 0:
            now, tokens = time.time(), (run.step - since) * args.micro * args.rows * args.length
            write(record(run, factor, stats, tokens / (now - shown)))
            stats, shown, since = 0, now, run.step
        if run.progress * args.checks >= check:
            torch.set_num_threads(args.threads)  # the other processes wait
            write({"step": run.step, "tokens": run.tokens, "check": checks.quick(run.ema, run.tok)})
            torch.set_num_threads(1)
            check += 1
            shown, since, stats = time.time(), run.step, 0
        if time.time() - saved > args.save_every:
            run.save()
            saved = time.time()
    team.stop.value = 1
    team.wait()
    run.save()
    return run


def arguments(argv=None):
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    a.add_argument("--folder", default="runs/pebble", help="checkpoints and log")
    a.add_argument("--model", default="models/pebble", help="config.json and tokenizer.json")
    a.add_argument("--resume", action="store_true", help="go on from the folder's last checkpoint")
    a.add_argument("--init", help="a model folder whose weights to start from, instead of random ones")
    a.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu", choices=["cpu", "cuda"])
    a.add_argument("--no-compile", dest="compile", action="store_false")
    a.add_argument("--shares", default="small", help="of sequences, by task: small, wide (tasks.py), or task:share ...")
    a.add_argument("--session", type=float, default=math.inf, help="minutes after which to stop, to be resumed")
    a.add_argument("--stop", type=int, default=math.inf, help="step at which to stop, to be resumed")
    whole = (("threads", 1, "processes that train (CPU)"), ("workers", 0, "processes that build batches (GPU)"),
             ("rows", 30, "rows of a micro-batch"), ("length", 256, "tokens of a row"), ("micro", 1, "micro-batches of a step"),
             ("seed", 1, ""), ("warm", 200, "steps of rising learning rate"), ("log-every", 50, "steps"),
             ("checks", 10, "times that held-out problems are answered during the run"))
    for name, default, text in whole:
        a.add_argument(f"--{name}", type=int, default=default, help=text or " ")
    real = (("tokens", 1e8, "to train on"), ("minutes", math.inf, "to train for, if that is less"), ("muon-lr", 0.014, "matrices"),
            ("adam-lr", 0.002, "head and norms"), ("embed-lr", 0.005, "embedding"), ("weight-decay", 0.0, "of the matrices"),
            ("ema", 0.998, "decay of the average that is exported"), ("decay", 0.6, "share of the run with a falling rate"),
            ("save-every", 300, "seconds"), ("ramp", 5e6, "tokens over which numbers grow to their full range"),
            ("scale-first", 0.15, "their range at first"), ("pretrain", 2e6, "tokens of the first phase: masks anywhere"),
            ("drilled", 0.0, "tokens of the first phase with twice as many drills and copies"),
            ("elbo-after", 0.0, "tokens before which all masked tokens count alike; after them LLaDA's weights, 1/t and per response"),
            ("context", 0.1, "conversations with unrelated turns before"),
            ("focus", 0.15, "masks mostly on results"), ("block", 0.3, "masks as a block-wise sampler sees them"),
            ("whole", 0.05, "masks anywhere, after the first phase"))
    for name, default, text in real:
        a.add_argument(f"--{name}", type=float, default=default, help=text)
    args = a.parse_args(argv)
    try:
        shares(args.shares)
    except ValueError as error:
        a.error(str(error))
    if args.workers and args.threads > 1:
        a.error(f"--workers {args.workers} builds batches for one process; use it with --threads 1, got {args.threads}")
    return args


if __name__ == "__main__":
    train(arguments())
