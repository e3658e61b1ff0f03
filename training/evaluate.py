"""Accuracy on held-out problems: right is a final number equal to the answer, whatever the working says."""
import argparse
import collections
import json
import random
import re
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from .model import Config, LLaDA
from .problems import FAMILIES, draw
from .sample import generate
from .tokenizer import EOS, EOT, MASK, chat

SPRINTS = ("Emma decides to run 4 sprints 5 times a week. She runs 75 meters each sprint. "
           "How many total meters does she run a week?")
CLIPS = ("Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. "
         "How many clips did Natalia sell altogether in April and May?")
JUNE = ("Natalia sold three times as many items in June as she did in May. "
        "How many items did she sell in these three months?")


def held_out_set(count, seed=7):
    """`count` held-out problems as {"messages", "answer", "family"}, families in turn, the last turn to be answered."""
    rng, seen, rows = random.Random(seed), set(), []
    names = list(FAMILIES)
    while len(rows) < count:
        problem = draw(rng, test=True, name=names[len(rows) % len(names)])
        messages = [{"role": role, "content": text} for turn in problem.turns
                    for role, text in zip(("user", "assistant"), turn)][:-1]
        question = messages[0]["content"]
        if question in seen or question in (SPRINTS, CLIPS):
            continue
        seen.add(question)
        rows.append({"messages": messages, "answer": problem.answer, "family": problem.family})
    return rows


def last_number(text):
    numbers = re.findall(r"\d+", text)
    return int(numbers[-1]) if numbers else None


class Answerer:
    def __init__(self, net, tok, **options):
        self.net, self.tok, self.options = net, tok, options
        self.mask, self.eos, self.eot = (tok.token_to_id(t) for t in (MASK, EOS, EOT))

    def __call__(self, conversations, size=50):
        """Texts that answer lists of messages, and forward passes per conversation."""
        texts, passes = [""] * len(conversations), 0
        prompts = [self.prompt(c) for c in conversations]
        order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
        for at in range(0, len(order), size):
            rows = order[at:at + size]
            ids, count = generate(self.net, [prompts[i] for i in rows], self.mask, self.eos, **self.options)
            passes += count * len(rows)
            for i, row in zip(rows, ids.tolist()):
                ends = [row.index(e) for e in (self.eos, self.eot) if e in row]
                texts[i] = self.tok.decode(row[:min(ends, default=len(row))])
        return texts, passes / len(conversations)

    def prompt(self, messages):
        texts = [m["content"] for m in messages]
        turns = tuple(tuple(texts[i:i + 2]) for i in range(0, len(texts), 2))
        return self.tok.encode(chat(turns), add_special_tokens=False).ids


def load(folder, checkpoint=None):
    """(model, tokenizer) from an exported folder, or the averaged weights of a checkpoint."""
    net = LLaDA(Config.load(Path(folder) / "config.json"))
    if checkpoint:
        net.load_state_dict(torch.load(checkpoint, weights_only=False)["ema"])
    else:
        net.load_state_dict({k: v.float() for k, v in load_file(Path(folder) / "model.safetensors").items()})
    return net.eval(), Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))


def score(answer, rows):
    """(share right, wrong examples, share right by family, forward passes each)."""
    texts, passes = answer([r["messages"] for r in rows])
    by, wrong = collections.defaultdict(list), []
    for row, text in zip(rows, texts):
        right = last_number(text) == row["answer"]
        by[row["family"] + (" (second turn)" if len(row["messages"]) > 1 else "")].append(right)
        if not right:
            wrong.append((row, text))
    every = [r for rs in by.values() for r in rs]
    return sum(every) / len(every), wrong, {k: (sum(v), len(v)) for k, v in sorted(by.items())}, passes


def demos(answer):
    """The paper's two demo conversations, which are kept out of the training set."""
    user = lambda text: {"role": "user", "content": text}
    (sprints, clips), _ = answer([[user(SPRINTS)], [user(CLIPS)]])
    (june,), _ = answer([[user(CLIPS), {"role": "assistant", "content": clips}, user(JUNE)]])
    for text, right in ((sprints, 1500), (clips, 72), (june, 144)):
        yield text, last_number(text) == right


SETTINGS = {"one token a step": {}, "two a step": {"steps": 32}, "four a step": {"steps": 16}, "threshold 0.9": {"threshold": 0.9},
            "block 4, one": {"block_length": 4}, "block 32, one": {"block_length": 32}, "block 64, one": {"block_length": 64},
            "left to right": {"block_length": 1}}


def main(argv=None):
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--model", default="models/pebble")
    a.add_argument("--checkpoint")
    a.add_argument("--count", type=int, default=200)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--settings", type=int, default=1, help="how many of the sampler settings to measure")
    a.add_argument("--show", type=int, default=10, help="wrong answers to print")
    a.add_argument("--heldout", help="a heldout.jsonl instead of freshly drawn problems")
    args = a.parse_args(argv)
    torch.set_num_threads(args.threads)
    net, tok = load(args.model, args.checkpoint)
    rows = [json.loads(line) for line in open(args.heldout)] if args.heldout else held_out_set(args.count)
    for i, (name, options) in enumerate(list(SETTINGS.items())[:args.settings]):
        answer = Answerer(net, tok, **options)
        share, wrong, by, passes = score(answer, rows)
        print(f"{name}: {share:.1%} of {len(rows)}, {passes:.1f} forward passes each", flush=True)
        if i == 0:
            print("  " + ", ".join(f"{k} {r}/{n}" for k, (r, n) in by.items()))
            for row, text in wrong[:args.show]:
                print(f"  {row['messages'][-1]['content']}\n    -> {text}   ({row['answer']})")
        for text, right in demos(answer):
            print(f"  {'right' if right else 'wrong'}: {text}")


if __name__ == "__main__":
    main()
