"""Who works on a run: one GPU with processes that build its batches ahead of time, or a team of CPU processes."""
import itertools

import torch
import torch.nn.functional as F

from .batches import KINDS, Batches, Mix
from .tasks import MIXES, TASKS

STALLED = 900.0  # seconds after which a process gives up waiting for one that died


def shares(text):
    """`small`, `wide`, or `problems:0.5 drills:0.1` as ((task, share), ...)."""
    if text in MIXES:
        return tuple(MIXES[text].items())
    try:
        pairs = tuple((name, float(value)) for name, value in (part.split(":") for part in text.split()))
    except ValueError:
        raise ValueError(f"--shares {text!r} must be one of {', '.join(MIXES)}, or task:share with blanks between, as problems:0.5 drills:0.1") from None
    for name, value in pairs:
        if name not in TASKS or value < 0:
            raise ValueError(f"--shares: {name}:{value} must name one of {', '.join(TASKS)} and a share of at least 0")
    return pairs


def mix_at(args, number):
    """The data of micro-batch `number`: numbers grow over `ramp` tokens, masks are anywhere during the first `pretrain` tokens, drills and
    copies come twice as often during the first `drilled`, and LLaDA's weights come in after `elbo_after`."""
    tokens = number * args.rows * args.length
    grow = min(1.0, tokens / args.ramp) if args.ramp else 1.0
    drilled = 2 if tokens < args.drilled else 1
    parts = tuple((task, share * drilled if task in ("drills", "echo") else share) for task, share in shares(args.shares))
    return Mix(parts, scale=args.scale_first + (1 - args.scale_first) * grow,
               context=args.context, focus=args.focus, block=args.block, whole=1.0 if tokens < args.pretrain else args.whole,
               weight="elbo" if tokens >= args.elbo_after else "mean")


class Numbered(torch.utils.data.Dataset):
    """Micro-batches by number."""

    def __init__(self, tok, args):
        self.batches, self.args = Batches(tok, args.rows, args.length, args.seed), args

    def __getitem__(self, number):
        return self.batches.batch(number, mix_at(self.args, number))

    def ahead(self, start):
        """All from `start` on, in order, built by `workers` processes."""
        loader = torch.utils.data.DataLoader(self, batch_size=None, sampler=itertools.count(start), num_workers=self.args.workers,
                                             prefetch_factor=4, pin_memory=self.args.device == "cuda", worker_init_fn=one_thread)
        return iter(loader)


def one_thread(_):
    torch.set_num_threads(1)


def loss_of(net, trunk, batch, device="cpu"):
    """(sum(weights * cross-entropy), per kind of KINDS: summed cross-entropy, right guesses, masked tokens). Logits are made at the masked
    positions only."""
    move = lambda x: x.to(device, non_blocking=True)
    targets, weights, kinds = move(batch.targets), move(batch.weights), move(batch.kinds)
    with torch.autocast(device, torch.bfloat16):
        hidden = trunk(move(batch.ids), move(batch.segments), move(batch.positions)).flatten(0, 1)[move(batch.where)]
        logits = net.head(hidden)
    losses = F.cross_entropy(logits.float(), targets, reduction="none")
    with torch.no_grad():
        right = (logits.argmax(-1) == targets).float()
        each = torch.stack((losses.detach(), right, torch.ones_like(right)), dim=1)
        stats = torch.zeros(len(KINDS), 3, device=device).index_add_(0, kinds, each)
    return (losses * weights).sum(), stats


class Team:
    """What the processes of a run share: gradients, and which micro-batch comes next.

    On a CPU one thread each and micro-batches taken from a common counter, rather than threads inside every operator: on a machine
    with other work a busy core then delays its own micro-batch only. A GPU has a team of one.
    """

    def __init__(self, size, parameters):
        self.size, context = size, torch.multiprocessing.get_context("spawn")
        self.barrier, self.next, self.stop = context.Barrier(size), context.Value("l", 0), context.Value("b", 0)
        self.gradients = torch.zeros(size if size > 1 else 0, parameters).share_memory_()
        self.stats = torch.zeros(size, len(KINDS), 3).share_memory_()

    def take(self):
        with self.next.get_lock():
            self.next.value += 1
            return self.next.value - 1

    def wait(self):
        if self.size > 1:
            self.barrier.wait(STALLED)


class Gatherer:
    """Adds up the gradients of one process's micro-batches."""

    def __init__(self, rank, team, net, tok, args):
        self.rank, self.team, self.net, self.args = rank, team, net, args
        self.trunk = torch.compile(net.packed, dynamic=False) if args.compile else net.packed
        self.numbered, self.ahead = Numbered(tok, args), None

    def fetch(self, number):
        if not self.args.workers:
            return self.numbered[number]
        if self.ahead is None:  # its truth would be its length, and it has none
            self.ahead = self.numbered.ahead(number)
        return next(self.ahead)  # the team is one, so the numbers come in order

    def __call__(self, step):
        """Takes micro-batches of this step until none is left. @returns the stats of this process's own"""
        args, team, total = self.args, self.team, 0
        self.net.zero_grad(set_to_none=True)
        while (k := team.take()) < args.micro:
            loss, stats = loss_of(self.net, self.trunk, self.fetch(step * args.micro + k), args.device)
            (loss / args.micro).backward()
            total = total + stats
        if team.size > 1:
            grads = [torch.zeros_like(p) if p.grad is None else p.grad for p in self.net.parameters()]
            torch.cat([g.flatten() for g in grads], out=team.gradients[self.rank])
            team.stats[self.rank] = total
        return total

    def meet(self):
        """In the first process: the sum of all gradients becomes this one's. @returns the stats of all"""
        whole, parameters = self.team.gradients.sum(0), list(self.net.parameters())
        for p, g in zip(parameters, whole.split([p.numel() for p in parameters])):
            p.grad = g.view_as(p)
        return self.team.stats.sum(0)


def work(rank, team, net, tok, args):
    """A further process of the team. The first one starts a step and updates the weights they share."""
    torch.set_num_threads(1)
    gather = Gatherer(rank, team, net, tok, args)
    step = args.begin
    while True:
        team.wait()
        if team.stop.value:
            return
        gather(step)
        step += 1
        team.wait()
