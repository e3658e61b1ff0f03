"""Muon (Keller Jordan, 2024): momentum whose matrix update is orthogonalised by a Newton-Schulz iteration."""
import torch


@torch.no_grad()
def orthogonalise(g, steps=5):
    """The nearest semi-orthogonal matrices to a stack g (n, rows, cols), rows <= cols, approximately, in bf16."""
    x = g.bfloat16()
    x = x / (x.float().norm(dim=(-2, -1), keepdim=True).bfloat16() + 1e-7)
    for _ in range(steps):
        a = x @ x.mT
        b = -4.7750 * a + 2.0315 * (a @ a)
        x = 3.4445 * x + b @ x
    return x


class Muon:
    """Steps all matrices; those of one shape (or its transpose) go through Newton-Schulz as one stack.

    @param lr learning rate of a spectral-norm-1 update, scaled by sqrt(max(1, rows / cols))
    """

    def __init__(self, params, lr, momentum=0.95, weight_decay=0.0):
        self.params, self.lr, self.momentum, self.weight_decay = list(params), lr, momentum, weight_decay
        self.buffers = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self):
        stacks = {}
        for p, m in zip(self.params, self.buffers):
            m.lerp_(p.grad, 1 - self.momentum)
            update = p.grad.lerp(m, self.momentum)  # Nesterov
            wide = update if update.shape[0] <= update.shape[1] else update.T
            stacks.setdefault(tuple(wide.shape), []).append((p, wide))
        for members in stacks.values():
            whole = orthogonalise(torch.stack([u for _, u in members])).float()
            for (p, _), u in zip(members, whole):
                u = u if u.shape == p.shape else u.T
                p.mul_(1 - self.lr * self.weight_decay)
                p.add_(u, alpha=-self.lr * max(1.0, p.shape[0] / p.shape[1]) ** 0.5)

    def state_dict(self):
        return {"buffers": self.buffers}

    def load_state_dict(self, state):
        for mine, saved in zip(self.buffers, state["buffers"]):
            mine.copy_(saved)
