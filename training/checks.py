"""Answers of a model to test rows, and whether they are right."""
import re

from . import heldout
from .problems import CLIPS, JUNE, SPRINTS
from .sample import generate
from .tokenizer import EOS, EOT, MASK, chat
from .words import BOYS, DAYS, GIRLS, MONTHS

MEANWHILE = {"problems": heldout.problems(48), "problems_seen_wording": heldout.problems(48, seed=8, new=False),
             "second_turns": heldout.problems(24, seed=9, turns=2), "sorting": heldout.sorting(24), "phrases": heldout.phrases(24)}
NAMED = {*GIRLS, *BOYS, *MONTHS, *DAYS}


def result(text):
    """The number that an answer gives: after "The final result is", else its last one; None if it has none."""
    numbers = re.findall(r"The final result is (\d+)", text) or re.findall(r"\d+", text.replace(",", ""))
    return int(numbers[-1]) if numbers else None


def right(row, text):
    """Whether `text` answers a row: the right number, whatever the working says, or else the very text."""
    if "answer" in row:
        return result(text) == row["answer"]
    return text.strip() in row.get("references", [row.get("text")])


EQUATION = re.compile(r"(\d+)([-+*/])(\d+)=(\d+)")


def workings(rows, texts):
    """What goes wrong in answers to word problems: {"copied": share whose first equation has the two numbers and the operation that it
    should have; "computed": share of all equations written that are true; "named": share that
    mention no person and no month but those of the conversation}."""
    copied, computed, named = [], [], []
    for row, text in zip(rows, texts):
        wanted, made = EQUATION.findall(row["text"]), EQUATION.findall(text)
        copied.append(bool(made) and made[0][:3] == wanted[0][:3])
        computed += [int(c) == {"+": int(a) + int(b), "-": int(a) - int(b), "*": int(a) * int(b), "/": int(a) / max(1, int(b))}[op]
                     for a, op, b, c in made]
        said = " ".join(m["content"] for m in row["messages"])
        named.append(not NAMED & set(re.findall(r"[A-Z][a-z]+", text)) - set(re.findall(r"[A-Z][a-z]+", said)))
    mean = lambda good: sum(good) / max(1, len(good))
    return {"copied": mean(copied), "computed": mean(computed), "named": mean(named)}


class Answerer:
    """@param options of `generate`"""

    def __init__(self, net, tok, size=50, **options):
        self.net, self.tok, self.size, self.options = net, tok, size, options
        self.mask, self.eos, self.eot = (tok.token_to_id(t) for t in (MASK, EOS, EOT))

    def __call__(self, conversations):
        """Texts that answer lists of messages, and the mean number of forward passes that one needs."""
        texts, passes = [""] * len(conversations), 0
        prompts = [self.prompt(c) for c in conversations]
        order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
        for at in range(0, len(order), self.size):
            rows = order[at:at + self.size]
            ids, count = generate(self.net, [prompts[i] for i in rows], self.mask, self.eos, (self.eot,), **self.options)
            passes += int(count.sum())
            for i, row in zip(rows, ids.tolist()):
                ends = [row.index(e) for e in (self.eos, self.eot) if e in row]
                texts[i] = self.tok.decode(row[:min(ends, default=len(row))])
        return texts, passes / max(1, len(conversations))

    def prompt(self, messages):
        texts = [m["content"] for m in messages]
        turns = tuple(tuple(texts[i:i + 2]) for i in range(0, len(texts), 2))
        return self.tok.encode(chat(turns), add_special_tokens=False).ids


def quick(net, tok):
    """Shares of a few held-out rows answered right, threshold decoding: what training logs."""
    net.eval()
    answer, found = Answerer(net, tok, threshold=0.9), {}
    for name, rows in MEANWHILE.items():
        texts, _ = answer([r["messages"] for r in rows])
        found[name] = round(sum(map(right, rows, texts)) / len(rows), 3)
        if name == "problems_seen_wording":
            found |= {what: round(value, 3) for what, value in workings(rows, texts).items()}
    return found


def demos(answer):
    """The paper's demo conversations, word for word: [(question, text, right), ...]. The third builds on the model's own answer
    to the second."""
    user = heldout.user
    (sprints, clips), _ = answer([[user(SPRINTS)], [user(CLIPS)]])
    (june,), _ = answer([[user(CLIPS), {"role": "assistant", "content": clips}, user(JUNE)]])
    return [(question, text, result(text) == truth)
            for question, text, truth in ((SPRINTS, sprints, 1500), (CLIPS, clips, 72), (JUNE, june, 144))]
