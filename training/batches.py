"""Training batches: samples packed into rows, masks and loss weights. Batch `number` is a pure function of (seed, number, mix),
so any process can build any batch and a resumed run goes on exactly."""
import random
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch

from .tasks import PLAIN, TASKS, sample
from .tokenizer import BOS, EOS, EOT, MASK, NUMBERS, chat

CANVAS = (64, 96, 128)  # positions that a server gives an answer
KINDS = (*TASKS, "padding")  # of masked tokens, for the log
EPSILON = 0.02  # t is in [EPSILON, 1]: LLaDA's p_mask = (1 - eps) t + eps; its eps is 0.001, which needs larger batches


@dataclass(frozen=True)
class Mix:
    """Shares and habits of the data."""
    shares: tuple  # ((task, share of sequences), ...)
    scale: float = 1.0  # upper ends of the numbers' ranges
    context: float = 0.1  # conversations that had unrelated turns before
    whole: float = 0.05  # masks anywhere in the sequence (the pre-training recipe); 1 in the first phase
    block: float = 0.3  # masks as a block-wise sampler sees them
    focus: float = 0.15  # masks mostly on results of equations
    weight: str = "elbo"  # "elbo": 1/t and per response length (LLaDA's); "mean": every masked token counts the same


class Sequence(NamedTuple):
    task: int  # index into TASKS
    ids: list  # without padding
    start: int  # of what is to be learnt
    canvas: int  # positions in all, the padding with EOS included


class Batch(NamedTuple):
    ids: torch.Tensor  # (rows, length) int32, masked
    segments: torch.Tensor  # (rows, length) int32: which sequence of its row a position belongs to, 0 for what is left over
    positions: torch.Tensor  # (rows, length) int32: position in its sequence
    where: torch.Tensor  # (masked,) int64: flat positions of the masked tokens, in order
    targets: torch.Tensor  # (masked,) int64: their true ids
    weights: torch.Tensor  # (masked,) float32: the loss is sum(weights * cross-entropy)
    kinds: torch.Tensor  # (masked,) int64: indices into KINDS
    sequences: int


class Batches:
    """@param rows, length the shape of every batch; longer samples are left out"""

    def __init__(self, tokenizer, rows, length, seed):
        self.tok, self.rows, self.length, self.seed = tokenizer, rows, length, seed
        self.bos, self.eos, self.eot, self.mask = (tokenizer.token_to_id(t) for t in (BOS, EOS, EOT, MASK))
        self.digits = np.array([tokenizer.token_to_id(n) for n in NUMBERS])
        self.equals = tokenizer.token_to_id("=")

    def encode(self, text):
        return self.tok.encode(text, add_special_tokens=False).ids

    def conversation(self, turns):
        """(ids, start of the last answer): prompt in the chat template, answer, end of turn."""
        prompt = self.encode(chat(turns[:-1] + ((turns[-1][0],),)))
        return prompt + self.encode(turns[-1][1]) + [self.eot], len(prompt)

    def sequence(self, rng, made):
        """A sample as tokens. An answer's canvas is full, or padded to a multiple of 8 or to one of CANVAS."""
        if made.text:
            ids = [self.bos] + self.encode(made.text) + ([self.eos] if made.task in PLAIN else [])
            return Sequence(TASKS.index(made.task), ids, 1, len(ids))
        ids, start = self.conversation(made.turns)
        answer = len(ids) - start
        fits = [size for size in CANVAS if size >= answer]
        padded = fits[int(rng.random() ** 3 * len(fits))] if fits and rng.random() < 0.2 else -(-answer // 8) * 8
        canvas = start + padded
        return Sequence(TASKS.index(made.task), ids, start, canvas if canvas <= self.length else len(ids))

    def batch(self, number, mix):
        """The batch of this number."""
        rng = random.Random(f"{self.seed}/{number}")
        return self.masked(self.packed(rng, mix), np.random.default_rng([self.seed, number]), mix)

    def packed(self, rng, mix):
        """Rows of sequences, first fit. Stops after a few sequences in turn fit nowhere."""
        shares = dict(mix.shares)
        rows, room, failed, first = [[] for _ in range(self.rows)], [self.length] * self.rows, 0, 0
        while failed < 12:
            s = self.sequence(rng, sample(rng, shares, mix.scale, mix.context))
            if s.canvas > self.length:
                continue
            for i in range(first, self.rows):
                if room[i] >= s.canvas:
                    rows[i].append(s)
                    room[i] -= s.canvas
                    failed = 0
                    break
            else:
                failed += 1
            while first < self.rows and room[first] < 24:  # full: no need to look at it again
                first += 1
        return rows

    def masked(self, rows, rng, mix):
        """Pads with EOS, masks, and weighs."""
        ids = np.full((len(rows), self.length), self.eos, dtype=np.int32)
        segments, positions = np.zeros_like(ids), np.zeros_like(ids)
        every, owner = [s for row in rows for s in row], np.full(ids.shape, -1, dtype=np.int32)
        n = 0
        for i, row in enumerate(rows):
            at = 0
            for j, s in enumerate(row):
                end = at + s.canvas
                ids[i, at:at + len(s.ids)] = s.ids
                segments[i, at:end], owner[i, at:end], positions[i, at:end] = j + 1, n, np.arange(s.canvas)
                at, n = end, n + 1
        inside = np.flatnonzero(owner.ravel() >= 0)
        own, pos = owner.ravel()[inside], positions.ravel()[inside]
        probability, weight = self.noise(every, own, pos, ids.ravel()[inside], rng, mix)
        u = rng.random(len(own))
        # A third of the plain texts has gaps of several words instead of single masks: one draw for a run of 2 to 12 positions.
        task = np.array([s.task for s in every])
        run, shift = rng.integers(2, 13, n), rng.integers(0, 12, n)
        gaps = np.isin(task, [TASKS.index(name) for name in PLAIN]) & (rng.random(n) < 1 / 3)
        key = own * 1024 + (pos + shift[own]) // run[own]
        _, key = np.unique(key, return_inverse=True)
        u = np.where(gaps[own], rng.random(key.max(initial=0) + 1)[key], u)
        chosen = u < probability
        where, weight = inside[chosen], weight[chosen]
        if mix.weight == "mean":
            weight = weight / weight.sum()
        kind = np.where(pos > np.array([len(s.ids) for s in every])[own], len(TASKS), task[own])
        targets = ids.ravel()[where]
        ids.ravel()[where] = self.mask
        tensor = torch.from_numpy
        return Batch(tensor(ids), tensor(segments), tensor(positions), tensor(where), tensor(targets.astype(np.int64)),
                     tensor(weight.astype(np.float32)), tensor(kind[chosen].astype(np.int64)), n)

    def noise(self, every, own, pos, ids, rng, mix):
        """(probability of a mask, weight in the loss) of every position.

        t is stratified over the batch's sequences. Kinds of mask: response (each token with t, LLaDA's fine-tuning), whole
        (the same, masks anywhere: its pre-training), block (left of a block clean, right of it masked, t inside: what a
        block-wise sampler sees), focus (results of equations, little else) and, for drills, results only.
        With "elbo" the weight is 1 / (t · length · sequences), as in LLaDA: the length is the response's own, or the batch's mean one
        where the whole sequence is learnt, so that a token of a long text counts what others do. Padding counts a tenth.
        """
        n = len(every)
        size, start = np.array([len(s.ids) for s in every]), np.array([s.start for s in every])
        t = (1 - EPSILON) * (rng.random() + rng.permutation(n)) / n + EPSILON
        drill = np.array([s.task for s in every]) == TASKS.index("drills")
        kind = rng.random(n)
        whole = kind < mix.whole
        block = ~whole & ~drill & (kind < mix.whole + mix.block)
        focus = ~whole & ~drill & ~block & (kind < mix.whole + mix.block + mix.focus)
        drill &= ~whole
        start = np.where(whole, 1, start)
        width = rng.choice([4, 8, 8, 16, 16, 32], n)
        left = start + width * np.floor(rng.random(n) * np.ceil((size - start + 4) / width)).astype(np.int64)
        left = np.where(block, left, start)
        result = self.results(ids, pos, own, start)
        p = t[own]
        p = np.where(block[own], np.where(pos < left[own], 0.0, np.where(pos >= left[own] + width[own], 1.0, p)), p)
        p = np.where(focus[own], np.where(result, 0.3 + 0.7 * p, 0.1 * p), p)
        p = np.where(drill[own], np.where(result, 0.2 + 0.8 * p, 0.02), p)
        p = np.where(pos >= start[own], p, 0.0)
        weight = np.where(pos > size[own], 0.1, 1.0)  # padding after the first EOS is easy and would be most of the loss
        if mix.weight == "elbo":
            # results are masked more than the rest on purpose: the level is theirs, or the rare other mask would weigh most
            level = np.where(focus[own], 0.3 + 0.7 * t[own], np.where(drill[own], 0.2 + 0.8 * t[own], p))
            length = np.maximum(1, size - left)
            length = np.where(start == 1, length.mean(), length)
            weight = weight / np.maximum(level, EPSILON) / length[own] / n
        return p, weight

    def results(self, ids, pos, own, start):
        """Booleans: numbers after "=", and the last number of each answer (of up to six digits)."""
        digit = np.isin(ids, self.digits)
        after = np.zeros_like(digit)
        equals = ids == self.equals
        for _ in range(3):
            after[1:] = digit[1:] & (after[:-1] | equals[:-1])
        last = np.zeros(len(start), dtype=np.int64)
        np.maximum.at(last, own, np.where(digit & (pos >= start[own]), pos, 0))
        run = digit & (pos == last[own])
        for _ in range(2):
            run[:-1] |= digit[:-1] & run[1:]
        return after | run
