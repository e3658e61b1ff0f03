"""Every figure of the model's card, by one command: JSON, and plots of calibration and of forward passes against accuracy."""
import argparse
import json
import random
import time
from collections import defaultdict
from pathlib import Path

import torch
from tokenizers import Tokenizer

from . import export, heldout, plot
from .checks import Answerer, demos, right, workings
from .chrf import chrf
from .model import Config, LLaDA
from .sample import fill, guess
from .tasks import PLAIN
from .tokenizer import BOS, EOS, MASK

SETTINGS = {  # of the sampler, for the figures of the decoding table: gen_length 64
    "reference": {},  # blocks of 8, one token a step
    "threshold": {"threshold": 0.9},
    "two a step": {"steps": 32},
    "four a step": {"steps": 16},
    "one block": {"block_length": 64},
    "one block, threshold": {"block_length": 64, "threshold": 0.9},
    "left to right": {"block_length": 1},
}
OWN = {"svamp": {"threshold": 0.9}, "gsm8k": {"gen_length": 128, "threshold": 0.9}}  # many questions, long answers: by the default
CALIBRATED = ("problems", "second_turns", "sorting", "phrases", "tales")
GAP = 4  # tokens of a gap in a story


def load(folder, checkpoint=None):
    """(model, tokenizer) from an exported folder, or the averaged weights of a checkpoint."""
    net = LLaDA(Config.load(Path(folder) / "config.json"))
    net.load_state_dict(export.averaged(checkpoint) if checkpoint else export.read(folder))
    return net.eval(), Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))


def accuracy(answer, rows):
    """{"right", "of", "forwards", ...} of a task, with parts by family, and samples of right and wrong answers."""
    texts, forwards = answer([r["messages"] for r in rows])
    good = [right(r, t) for r, t in zip(rows, texts)]
    parts = defaultdict(list)
    for row, ok in zip(rows, good):
        if part := next((row[key] for key in ("family", "to", "kind") if key in row), None):
            parts[part].append(ok)
    samples = [{"question": r["messages"][-1]["content"], "answer": t, "wanted": r.get("answer", r.get("text"))} for r, t in zip(rows, texts)]
    pick = lambda wanted: [s for s, ok in zip(samples, good) if ok == wanted][:12]
    found = {"right": sum(good) / len(good), "of": len(good), "forwards": round(forwards, 2)}
    if "references" in rows[0]:
        for to in sorted(parts):
            mine = [(t, r["references"]) for r, t in zip(rows, texts) if r["to"] == to]
            found[f"chrf_{to}"] = round(chrf(*zip(*mine)), 1)
    if "family" in rows[0]:
        found |= workings(rows, texts)
    return {**found, "parts": {k: [sum(v), len(v)] for k, v in sorted(parts.items())}, "good": pick(True), "bad": pick(False)}


def stories(net, tok, rows, size=50):
    """Gaps of GAP tokens, one a passage: shares of tokens filled exactly with both sides seen, and with the left side alone."""
    rng, mask, eos = random.Random(5), tok.token_to_id(MASK), tok.token_to_id(EOS)
    whole = [[tok.token_to_id(BOS)] + tok.encode(r["text"], add_special_tokens=False).ids for r in rows]
    gaps = [rng.randrange(len(ids) // 4, 3 * len(ids) // 4) for ids in whole]
    both = [ids[:g] + [mask] * GAP + ids[g + GAP:] for ids, g in zip(whole, gaps)]
    found, filled = {"of": GAP * len(rows)}, []
    for name, texts in (("both_sides", both), ("left_side", [t[:g + GAP] for t, g in zip(both, gaps)])):
        done = [ids for at in range(0, len(texts), size) for ids in fill(net, texts[at:at + size], mask, eos)]
        found[name] = sum(a == b for ids, truth, g in zip(done, whole, gaps) for a, b in zip(ids[g:g + GAP], truth[g:g + GAP])) / found["of"]
        filled = filled or done
    show = lambda ids, g: f"{tok.decode(ids[:g])}[{tok.decode(ids[g:g + GAP])}]{tok.decode(ids[g + GAP:])}"
    found["samples"] = [{"filled": show(ids, g), "wanted": tok.decode(truth[g:g + GAP])} for ids, truth, g in list(zip(filled, whole, gaps))[:12]]
    return found


@torch.no_grad()
def calibration(net, tok, sets, bins=10, size=50):
    """Confidence against correctness of single tokens: answers of the test sets with each token masked with a random t, all masks
    guessed at once. {"bins": [[mean confidence, share right, tokens], ...], "ece": expected calibration error}, by task and in all."""
    rng, answer = random.Random(6), Answerer(net, tok)
    counts = defaultdict(lambda: torch.zeros(bins, 3, dtype=torch.float64))
    for name in CALIBRATED:
        rows = sets[name]
        for at in range(0, len(rows), size):
            texts, truths = [], []
            for row in rows[at:at + size]:
                start = answer.prompt(row["messages"]) if "messages" in row else [tok.token_to_id(BOS)]
                end = tok.encode(row["text"], add_special_tokens=False).ids + ([answer.eot] if "messages" in row else [])
                t = rng.random()
                texts.append(start + [answer.mask if rng.random() < t else i for i in end])
                truths.append(start + end)
            longest, device = max(map(len, texts)), next(net.parameters()).device
            pad = lambda lists: torch.tensor([x + [answer.eos] * (longest - len(x)) for x in lists], device=device)
            ids, truth = pad(texts), pad(truths)
            keys = torch.arange(longest, device=device) < torch.tensor([[len(x)] for x in texts], device=device)
            token, best = guess(net, ids, keys, slice(None), answer.mask)
            masked = ids == answer.mask
            sure, ok = best[masked].double().cpu(), (token == truth)[masked].double().cpu()
            where = (sure * bins).long().clamp(max=bins - 1)
            counts[name].index_add_(0, where, torch.stack((sure, ok, torch.ones_like(ok)), dim=1))
    counts["all"] = sum(counts.values())
    return {name: {"bins": [[s / n, r / n, int(n)] for s, r, n in c.tolist() if n],
                   "ece": float(((c[:, 0] - c[:, 1]).abs() / c[:, 2].sum()).sum())} for name, c in counts.items()}


def measure(net, tok, sets, size=50, count=None, say=print):
    """All figures, as what goes into the JSON. @param count rows of each set, all by default"""
    sets = {name: rows[:count] for name, rows in sets.items()}
    answerer = lambda **options: Answerer(net, tok, size, **options)
    figures, began = {"tasks": {}, "decoding": {}}, time.time()

    def note(kind, name, found):
        figures[kind][name] = found
        say(f"{kind} {name}: " + ", ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in found.items()
                                          if isinstance(v, (int, float))) + f"  ({time.time() - began:.0f} s)")

    for name, rows in sets.items():
        if name in PLAIN:
            note("tasks", name, stories(net, tok, rows, size))
        else:
            note("tasks", name, accuracy(answerer(**OWN.get(name, {})), rows))
    for setting, options in SETTINGS.items():
        names = ("problems", "second_turns", "sorting") if setting == "threshold" else ("problems",)
        for name in names:
            found = figures["tasks"][name] if not options else accuracy(answerer(**options), sets[name])
            note("decoding", f"{setting}, {name}", {k: found[k] for k in ("right", "of", "forwards")})
    first = accuracy(answerer(block_length=1), sets["result_first"])
    note("decoding", "left to right, result_first", {k: first[k] for k in ("right", "of", "forwards")})
    one = accuracy(answerer(block_length=64), sets["result_first"])
    note("decoding", "one block, result_first", {k: one[k] for k in ("right", "of", "forwards")})
    reference, threshold = (figures["decoding"][f"{s}, problems"] for s in ("reference", "threshold"))
    figures["threshold"] = {"points_lost": 100 * (reference["right"] - threshold["right"]),
                            "times_fewer_forwards": reference["forwards"] / threshold["forwards"]}
    figures["calibration"] = calibration(net, tok, sets, size=size)
    figures["demos"] = [{"question": q, "answer": t, "right": ok} for q, t, ok in demos(answerer())]
    return figures


def main(argv=None):
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--model", default="models/pebble")
    a.add_argument("--checkpoint", help="a training checkpoint, whose averaged weights are used")
    a.add_argument("--out", default="runs/pebble", help="folder of evaluation.json and calibration.svg")
    a.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--size", type=int, default=50, help="conversations answered at once")
    a.add_argument("--count", type=int, help="rows of each test set, for a quick look")
    args = a.parse_args(argv)
    torch.set_num_threads(args.threads)
    torch.set_float32_matmul_precision("highest")  # training in the same process had it lower, and figures are to repeat elsewhere
    net, tok = load(args.model, args.checkpoint)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    figures = measure(net.to(args.device), tok, heldout.read(args.model), args.size, args.count)
    (out / "evaluation.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    plot.attempt(plot.calibration, figures["calibration"], out / "calibration.svg")
    say = figures["threshold"]
    print(f"threshold 0.9 loses {say['points_lost']:.1f} points for {say['times_fewer_forwards']:.1f} times fewer forward passes")
    print("expected calibration error: " + ", ".join(f"{k} {v['ece']:.3f}" for k, v in figures["calibration"].items()))
    for d in figures["demos"]:
        print(f"{'right' if d['right'] else 'wrong'}: {d['question']} -> {d['answer']}")


if __name__ == "__main__":
    main()
