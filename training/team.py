"""The processes of a run: each adds up gradients of micro-batches; the first one updates the weights they share."""
import torch
import torch.nn.functional as F

from .batches import Batches, Mix

STALLED = 900.0  # seconds after which a process gives up waiting for one that died


def loss_of(net, trunk, batch):
    """sum(weights * cross-entropy) over the masked positions; logits are made there only."""
    with torch.autocast("cpu", torch.bfloat16):
        hidden = trunk(torch.from_numpy(batch.ids)).flatten(0, 1)[torch.from_numpy(batch.where)]
        logits = net.head(hidden)
    losses = F.cross_entropy(logits.float(), torch.from_numpy(batch.targets), reduction="none")
    return (losses * torch.from_numpy(batch.weights)).sum(), losses.detach()


def mix_at(args, tokens):
    """The data at this point: numbers grow over `ramp` tokens, LLaDA's weights come in after `elbo_after`."""
    grow = min(1.0, tokens / args.ramp) if args.ramp else 1.0
    drills = args.drills_first + (args.drills - args.drills_first) * grow
    return Mix(scale=args.scale_first + (1 - args.scale_first) * grow, drills=drills, talk=args.talk, echo=args.echo,
               focus=args.focus, block=args.block, whole=args.whole, weight="elbo" if tokens >= args.elbo_after else "mean")


class Team:
    """What the processes of a run share: gradients, and which micro-batch comes next.

    One thread each and micro-batches taken from a common counter, rather than threads inside every operator: on a machine
    with other work a busy core then delays its own micro-batch only.
    """

    def __init__(self, size, parameters):
        self.size, context = size, torch.multiprocessing.get_context("spawn")
        self.barrier, self.next, self.stop = context.Barrier(size), context.Value("l", 0), context.Value("b", 0)
        self.gradients = torch.zeros(size, parameters).share_memory_()
        self.losses = torch.zeros(size, 2).share_memory_()  # sum over masked tokens, their number
        self.seen = torch.zeros(size, 2, dtype=torch.int64).share_memory_()  # positions, sequences
        self.state = torch.zeros(2, dtype=torch.float64).share_memory_()  # step, tokens

    def take(self):
        with self.next.get_lock():
            self.next.value += 1
            return self.next.value - 1


def work(rank, team, net, tok, args):
    """Adds up gradients of micro-batches until the run stops. Rank 0 calls `gather` itself and then updates."""
    torch.set_num_threads(1)
    gather = gatherer(rank, team, net, tok, args)
    while True:
        team.barrier.wait(STALLED)
        if team.stop.value:
            return
        gather()
        team.barrier.wait(STALLED)


def gatherer(rank, team, net, tok, args):
    trunk = torch.compile(net.trunk, dynamic=False) if args.compile else net.trunk
    batches = Batches(tok, args.batch_tokens // args.micro, args.seed)

    def gather():
        step, tokens = int(team.state[0]), float(team.state[1])
        team.losses[rank], team.seen[rank] = 0, 0
        net.zero_grad(set_to_none=True)
        while (k := team.take()) < args.micro:
            batch = batches.batch(step * args.micro + k, mix_at(args, tokens))
            loss, losses = loss_of(net, trunk, batch)
            (loss / args.micro).backward()
            team.losses[rank] += torch.tensor([losses.sum(), losses.numel()])
            team.seen[rank] += torch.tensor([batch.ids.size, len(batch.ids)])
        grads = [torch.zeros_like(p) if p.grad is None else p.grad for p in net.parameters()]
        torch.cat([g.flatten() for g in grads], out=team.gradients[rank])
    return gather
