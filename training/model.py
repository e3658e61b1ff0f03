"""LLaDA's transformer, small: pre-norm RMSNorm, RoPE, full bidirectional attention, SwiGLU, no biases, untied head.

Parameter names are LLaDA's own (model.transformer.blocks.N.q_proj.weight, ...), so an export is a plain state dict.
"""
import json
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn


SCALE = 0.5  # standard deviation of a new embedding


@dataclass(frozen=True)
class Config:
    """The fields of LLaDA's config.json that a forward pass needs."""
    d_model: int
    n_layers: int
    n_heads: int
    mlp_hidden_size: int
    vocab_size: int
    rms_norm_eps: float = 1e-5
    rope_theta: float = 10000.0

    @staticmethod
    def load(path):
        fields = json.loads(Path(path).read_text())
        return Config(**{k: fields[k] for k in Config.__dataclass_fields__})


class RMSNorm(nn.Module):
    """Root-mean-square norm in fp32, cast back, then times the weight (as LLaDA does it)."""

    def __init__(self, size, eps):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(size)), eps

    def forward(self, x):
        h = x.float()
        h = h * torch.rsqrt(h.square().mean(-1, keepdim=True) + self.eps)
        return self.weight.to(x.dtype) * h.to(x.dtype)


def rope_table(length, dim, theta):
    """cos and sin of shape (length, dim), rotate-half layout, fp32."""
    inverse = 1.0 / theta ** (torch.arange(0, dim, 2).float() / dim)
    angles = torch.outer(torch.arange(length).float(), inverse)
    angles = torch.cat((angles, angles), dim=-1)
    return angles.cos(), angles.sin()


def rotate(x, cos, sin):
    """Rotary position embedding of x (batch, heads, length, dim), in fp32; cos and sin (..., length, dim)."""
    h = x.float()
    a, b = h.chunk(2, dim=-1)
    return (h * cos + torch.cat((-b, a), dim=-1) * sin).to(x.dtype)


def attend(q, k, v, mask):
    """Attention of (batch, heads, length, dim). Where a CPU trains with a mask it is spelled out, for the compiler to fuse: the
    library's own backward pass with a mask was a third of a step."""
    if mask is None or q.device.type != "cpu" or not torch.is_grad_enabled():
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    return scores.masked_fill(~mask, -1e4).softmax(-1).to(v.dtype) @ v


class Block(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        d, m = c.d_model, c.mlp_hidden_size
        self.heads = c.n_heads
        for name in ("q_proj", "k_proj", "v_proj", "attn_out"):
            setattr(self, name, nn.Linear(d, d, bias=False))
        self.ff_proj, self.up_proj = nn.Linear(d, m, bias=False), nn.Linear(d, m, bias=False)
        self.ff_out = nn.Linear(m, d, bias=False)
        self.attn_norm, self.ff_norm = RMSNorm(d, c.rms_norm_eps), RMSNorm(d, c.rms_norm_eps)

    def forward(self, x, cos, sin, mask):
        b, l, d = x.shape
        split = lambda t: t.view(b, l, self.heads, d // self.heads).transpose(1, 2)
        h = self.attn_norm(x)
        q, k, v = split(self.q_proj(h)), split(self.k_proj(h)), split(self.v_proj(h))
        a = attend(rotate(q, cos, sin), rotate(k, cos, sin), v, mask)
        x = x + self.attn_out(a.transpose(1, 2).reshape(b, l, d))
        h = self.ff_norm(x)
        return x + self.ff_out(F.silu(self.ff_proj(h)) * self.up_proj(h))


class Transformer(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.wte = nn.Embedding(c.vocab_size, c.d_model)
        self.blocks = nn.ModuleList(Block(c) for _ in range(c.n_layers))
        self.ln_f = RMSNorm(c.d_model, c.rms_norm_eps)
        self.ff_out = nn.Linear(c.d_model, c.vocab_size, bias=False)


class LLaDA(nn.Module):
    def __init__(self, c: Config, max_length=1024):
        super().__init__()
        self.config = c
        self.model = nn.ModuleDict({"transformer": Transformer(c)})
        cos, sin = rope_table(max_length, c.d_model // c.n_heads, c.rope_theta)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def init_weights(self, seed):
        """Matrices at 1/sqrt(fan in), those that write into the residual stream smaller, head at zero."""
        torch.manual_seed(seed)
        for name, p in self.named_parameters():
            if p.ndim < 2:
                continue
            scale = p.shape[1] ** -0.5
            if name.endswith("wte.weight"):
                scale = SCALE
            elif "blocks" in name and name.endswith(("attn_out.weight", "ff_out.weight")):
                scale *= (2 * self.config.n_layers) ** -0.5
            elif name.endswith("transformer.ff_out.weight"):
                scale = 0.0
            nn.init.normal_(p, std=scale)
        return self

    def trunk(self, ids, mask=None, positions=None):
        """Hidden states (batch, length, d_model) after the last norm.

        @param mask boolean, broadcast to (batch, heads, length, length): which positions see which; all by default
        @param positions (batch, length), counted from 0 by default
        """
        t = self.model["transformer"]
        x = t.wte(ids)
        if positions is None:
            cos, sin = self.cos[:ids.shape[1]], self.sin[:ids.shape[1]]
        else:
            cos, sin = self.cos[positions][:, None], self.sin[positions][:, None]
        for block in t.blocks:
            x = block(x, cos, sin, mask)
        return t.ln_f(x)

    def packed(self, ids, segments, positions):
        """`trunk` for rows of several sequences, each of which sees itself only."""
        return self.trunk(ids, (segments[:, :, None] == segments[:, None, :])[:, None], positions)

    def head(self, hidden):
        """Logits (..., vocab_size) in the hidden states' dtype."""
        return self.model["transformer"].ff_out(hidden)

    def forward(self, ids, mask=None):
        return self.head(self.trunk(ids, mask))
