"""Training batches: packs, canvases, masks and loss weights. Seeded: the same seed and numbers give the
same batches in a process that asks for the same ones in the same order."""
import random
from dataclasses import dataclass

import numpy as np

from .drills import echo, equation, small_talk
from .problems import draw
from .tokenizer import BOS, EOS, EOT, MASK, chat

LENGTHS = (64, 80, 96, 128, 176)  # every batch has one of these lengths, so the trunk compiles five times


@dataclass
class Mix:
    """Shares and habits of the data, which a resumed run may change."""
    scale: float = 1.0  # upper ends of the numbers' ranges
    drills: float = 0.2  # share of sequences that are lines of equations
    talk: float = 0.02  # share of greetings and sorting
    echo: float = 0.0  # share of questions that are to be repeated
    whole: float = 0.03  # masks over the whole sequence (the pre-training recipe)
    block: float = 0.35  # masks as a block-wise sampler sees them
    focus: float = 0.25  # masks on results of equations, the rest clean
    weight: str = "mean"  # "mean": every masked token counts the same; "elbo": 1/t and per response length (LLaDA's)


@dataclass
class Batch:
    ids: np.ndarray  # (rows, length) int64, masked
    where: np.ndarray  # flat positions of the masked tokens, in order
    targets: np.ndarray  # their true ids
    weights: np.ndarray  # their weights in the loss, which is sum(weights * cross-entropy)


class Batches:
    """@param tokens positions per batch, at most"""

    def __init__(self, tokenizer, tokens, seed):
        self.tok, self.tokens, self.seed = tokenizer, tokens, seed
        self.bos, self.eos, self.eot, self.mask = (tokenizer.token_to_id(t) for t in (BOS, EOS, EOT, MASK))
        self.digits = np.array([tokenizer.token_to_id(str(i)) for i in range(10)])
        self.equals = tokenizer.token_to_id("=")
        self.pools = {length: [] for length in LENGTHS}

    def encode(self, text):
        return self.tok.encode(text, add_special_tokens=False).ids

    def conversation(self, turns):
        """(ids, start of the last answer): prompt in the chat template, answer, end of turn."""
        prompt = self.encode(chat(turns[:-1] + ((turns[-1][0],),)))
        return prompt + self.encode(turns[-1][1]) + [self.eot], len(prompt)

    def drill(self, rng, scale, length):
        """(ids, 1) of equations that fill a line of at most `length` tokens."""
        ids = [self.bos]
        while len(ids) < length - 12:
            ids += self.encode(("" if len(ids) == 1 else " ") + equation(rng, scale))
        return ids, 1

    def sample(self, rng, mix):
        """(kind, ids, start), kind one of "drill", "chat"."""
        u = rng.random()
        if u < mix.drills:
            return ("drill", *self.drill(rng, mix.scale, 64))
        if u < mix.drills + mix.talk:
            turns = small_talk(rng)
        elif u < mix.drills + mix.talk + mix.echo:
            turns = echo(rng, mix.scale)
        else:
            turns = draw(rng, mix.scale).turns
        return ("chat", *self.conversation(turns))

    def canvas(self, rng, size):
        """The batch length for a sequence of `size` tokens: mostly the next one, sometimes longer, so that any
        answer length between a few tokens and 128 is seen."""
        fits = [length for length in LENGTHS if length >= size]
        return fits[0] if rng.random() < 0.7 else rng.choice(fits)

    def batch(self, number, mix):
        """The next full pool of one length, filled deterministically from (seed, number)."""
        rng = random.Random(f"{self.seed}/{number}")
        while True:
            kind, ids, start = self.sample(rng, mix)
            length = self.canvas(rng, len(ids)) if kind == "chat" else 64
            pool = self.pools[length]
            pool.append((kind, ids, start))
            if len(pool) == self.tokens // length:
                self.pools[length] = []
                return self.masked(pool, length, np.random.default_rng([self.seed, number]), mix)

    def masked(self, pool, length, rng, mix):
        """Pads with EOS, masks, and weighs: see docs of `Mix` for the kinds of mask."""
        rows = len(pool)
        ids = np.full((rows, length), self.eos, dtype=np.int64)
        for row, (_, text, _) in zip(ids, pool):
            row[:len(text)] = text
        size = np.array([len(text) for _, text, _ in pool])[:, None]
        start = np.array([s for _, _, s in pool])[:, None]
        drill = np.array([kind == "drill" for kind, _, _ in pool])[:, None]
        pos = np.arange(length)[None, :]
        result = self.results(ids, pos, start)
        t = ((rng.random() + rng.permutation(rows)) / rows)[:, None]  # stratified over the batch
        t = np.maximum(t, 0.02)
        u = rng.random((rows, length))
        kind = rng.random((rows, 1))
        kind = np.where(drill, 1.0, kind)  # drills have their own rule

        whole = kind < mix.whole
        block = (kind >= mix.whole) & (kind < mix.whole + mix.block)
        focus = (kind >= mix.whole + mix.block) & (kind < mix.whole + mix.block + mix.focus)
        start = np.where(whole, 1, start)
        response = pos >= start
        probability = np.broadcast_to(t, u.shape).copy()
        # Block: what is left of it is clean, what is right of it is masked.
        width = rng.choice([4, 8, 8, 16, 16, 32], (rows, 1))
        count = np.ceil((size - start + 4) / width)
        left = start + width * np.floor(rng.random((rows, 1)) * count).astype(np.int64)
        probability = np.where(block & (pos < left), 0.0, np.where(block & (pos >= left + width), 1.0, probability))
        # Focus: results of equations and the final result at 0.3 + 0.7 t, little else.
        probability = np.where(focus, np.where(result, 0.3 + 0.7 * t, 0.1 * t), probability)
        probability = np.where(drill, np.where(result, 0.2 + 0.8 * t, 0.02), probability)
        masked = response & (u < probability)

        if mix.weight == "elbo":
            weights = 1 / np.where(focus | drill, np.maximum(probability, 0.05), np.maximum(probability, 0.02))
            weights = np.minimum(weights, 50.0) / np.maximum(1, np.where(block, size - left, size - start)) / rows
        else:
            weights = np.ones_like(u)
        # Padding after the first EOS is easy and would be most of the loss.
        weights = np.where(pos > size, 0.1, 1.0) * weights
        where = np.flatnonzero(masked)
        weights = weights.ravel()[where]
        if mix.weight == "mean":
            weights = weights / weights.sum()
        targets = ids.ravel()[where]
        ids.ravel()[where] = self.mask
        return Batch(ids, where, targets, weights.astype(np.float32))

    def results(self, ids, pos, start):
        """(rows, length) booleans: digits after "=", and those of the last number of the answer."""
        digit = np.isin(ids, self.digits)
        after = np.zeros_like(digit)
        for j in range(1, ids.shape[1]):
            after[:, j] = digit[:, j] & (after[:, j - 1] | (ids[:, j - 1] == self.equals))
        last = np.where(digit & (pos >= start), pos, 0).max(1, keepdims=True)
        run = digit & (pos <= last) & (pos > last - 4)
        # the last number only: nothing but digits between it and the end
        for j in range(ids.shape[1] - 2, -1, -1):
            run[:, j] &= (pos[0, j] == last[:, 0]) | run[:, j + 1]
        return after | run
