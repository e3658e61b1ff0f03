"""Where the embedding and the head start for numbers: with what their values have in common, rather than as a hundred unrelated words."""
import math

import torch

from .model import SCALE
from .tokenizer import NUMBERS

PERIODS = (2, 3, 4, 5, 10, 20, 25, 50, 100, 200)  # of circles on which values lie; half of the last one is the number line
OCTAVES = (1.0, 2.0, 4.0, 8.0)  # the same for logarithms to the base 2: products
SHARED = 0.7  # share of an embedding's variance that its value decides; the rest is the token's own


def features(values):
    """(n, 2 * (len(PERIODS) + len(OCTAVES))) cosines, then sines, of whole numbers `values` of shape (n,)."""
    values = values.double()
    angles = torch.cat([values[:, None] / torch.tensor(PERIODS, dtype=torch.double),
                        torch.log2(values[:, None] + 1) / torch.tensor(OCTAVES, dtype=torch.double)], dim=1) * 2 * math.pi
    return torch.cat((angles.cos(), angles.sin()), dim=1).float()


@torch.no_grad()
def plant(net, tok, seed):
    """Rewrites the rows of the 110 number tokens in the embedding, keeping their scale; the head begins as a tenth of the embedding."""
    t = net.model["transformer"]
    made = features(torch.tensor([int(n) for n in NUMBERS]))
    turn = torch.randn(made.shape[1], t.wte.weight.shape[1], generator=torch.Generator().manual_seed(seed))
    shared = made @ turn * (2 / made.shape[1]) ** 0.5
    rows = torch.tensor([tok.token_to_id(n) for n in NUMBERS])
    own = t.wte.weight[rows]
    t.wte.weight[rows] = SHARED ** 0.5 * SCALE * shared + (1 - SHARED) ** 0.5 * own
    t.ff_out.weight.copy_(0.1 * t.wte.weight)
