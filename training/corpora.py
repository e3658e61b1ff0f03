"""The texts that were not made here: GSM8K, SVAMP, children's stories, English and French sentences. Sources, licences and
what is left out are in README.md. GSM8K's test file and SVAMP are for measuring only."""
import functools
import hashlib
import json
import os
import re
from pathlib import Path

from .problems import CLIPS, JUNE, SPRINTS


def folder():
    """Where gsm8k, svamp, stories and tatoeba lie: $TRAINING_DATA, else shared/data here or beside the repository."""
    tried = [Path(p) for p in (os.environ.get("TRAINING_DATA"), "shared/data", "../shared/data") if p]
    for path in tried:
        if (path / "tatoeba").is_dir():
            return path
    raise FileNotFoundError(f"no tatoeba folder in {', '.join(map(str, tried))}; set TRAINING_DATA (sources: training/README.md)")


def plain(text):
    """Letters and digits only, lower case: what two sentences have in common when they are "the same"."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def share(key, parts):
    """True for one in `parts` keys, by hash."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest(), "big") % parts == 0


def tidy(text):
    """Plain quotation marks, dashes and spaces."""
    for old, new in (("\u202f", " "), ("\u00a0", " "), ("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"'), ("\u2013", "-"),
                     ("\u2014", "-"), ("\u2026", "...")):
        text = text.replace(old, new)
    return re.sub(r"\s+", " ", text).strip()


# -- problems ---------------------------------------------------------------------------------------------------------

def jsonl(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


EXPRESSION = re.compile(r"[$]?\d[\d.,]*(?:\s*[-+*/x×÷]\s*[$]?\d[\d.,]*)*\s*=\s*[$]?<<(\d+[-+*/]\d+=\d+)>>[$]?[\d,]*\d")


def worked(answer):
    """A GSM8K solution in our form, `48/2 = <<48/2=24>>24` as `48/2=24`; None if it is not a chain of such equations of whole
    numbers, or something is left over."""
    body, _, result = answer.rpartition("\n#### ")
    count = body.count("<<")
    text, made = EXPRESSION.subn(r"\1", body)
    equations = re.findall(r"(\d+)([-+*/])(\d+)=(\d+)", text)
    if not count or made != count or "<<" in text or text.count("=") != count or len(equations) != count:
        return None
    for a, op, b, c in equations:
        a, b, c = int(a), int(b), int(c)
        if {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else None}[op] != c:
            return None
    if equations[-1][3] != result:
        return None
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined = " ".join(line if line[-1] in ".!?" else f"{line}." for line in lines)
    return f"{tidy(joined)} The final result is {result}."


@functools.cache
def gsm8k_train(longest=560):
    """((question, working), ...) that fit our form; `longest` in characters of both. Nothing of the paper's demos, of GSM8K's
    test file or of SVAMP."""
    banned = {plain(q) for q in (SPRINTS, CLIPS, JUNE)} | {plain(q) for q, _ in gsm8k_test() + svamp()}
    rows = []
    for row in jsonl(folder() / "gsm8k" / "train.jsonl"):
        question, working = tidy(row["question"]), worked(row["answer"])
        if working and len(question) + len(working) <= longest and plain(question) not in banned:
            rows.append((question, working))
    return rows


@functools.cache
def gsm8k_test():
    """((question, result), ...): all 1,319; results are whole numbers."""
    return [(tidy(r["question"]), int(r["answer"].rpartition("#### ")[2].replace(",", "")))
            for r in jsonl(folder() / "gsm8k" / "test.jsonl")]


@functools.cache
def svamp():
    """((question, result), ...): all 1,000."""
    rows = json.loads((folder() / "svamp" / "SVAMP.json").read_text(encoding="utf-8"))
    join = lambda body, question: tidy(f"{body.strip()}{'' if body.strip()[-1] in '.,?!' else '.'} {question}")
    return [(join(r["Body"], r["Question"]), int(r["Answer"])) for r in rows]


# -- sentences --------------------------------------------------------------------------------------------------------

@functools.cache
def sentences(longest=48):
    """(training pairs, test pairs) of (English, French), at most `longest` characters each.

    Sentences that are translations of one another, directly or through others, belong to one group, and a group is in one set
    as a whole: no test sentence has a translation, or a translation's translation, in the training set.
    """
    root = {}

    def find(x):
        while root.setdefault(x, x) != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    pairs = []
    for line in (folder() / "tatoeba" / "eng-fra.tsv").read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        english, french = map(tidy, line.split("\t")[:2])
        pairs.append((english, french))
        a, b = find("e " + plain(english)), find("f " + plain(french))
        root[max(a, b)] = min(a, b)
    train, test = [], []
    for pair in pairs:
        if max(map(len, pair)) <= longest:
            (test if share(find("e " + plain(pair[0])), 50) else train).append(pair)
    return train, test


# -- stories ----------------------------------------------------------------------------------------------------------

def pieces(text, low=120, high=420):
    """Runs of whole sentences of a story, each about `high` characters at most, none shorter than `low`."""
    runs, run = [], ""
    for sentence in re.split(r"(?<=[.!?])\s+|(?<=[.!?][\"'])\s*", tidy(text)):
        if run and len(run) + len(sentence) > high:
            runs.append(run)
            run = ""
        run = f"{run} {sentence}".strip()
    runs.append(run)
    return [r for r in runs if low <= len(r) <= high + 80]


@functools.cache
def stories():
    """(training passages, test passages). One story in twenty is a test story; a training story that shares eight words in a
    row with one is left out."""
    whole = []
    for name in ("african-storybook", "pratham-books"):
        whole += [(name + s["title"], s["text"]) for s in json.loads((folder() / "stories" / f"{name}.json").read_text(encoding="utf-8"))]
    held = [text for key, text in whole if share(key, 20)]
    seen = set().union(*(grams(text) for text in held))
    train = [piece for key, text in whole if not share(key, 20) and not grams(text) & seen for piece in pieces(text)]
    return train, [piece for text in held for piece in pieces(text)]


def grams(text, n=8):
    """All runs of `n` words."""
    words = plain(tidy(text)).split()
    return {tuple(words[i:i + n]) for i in range(len(words) - n + 1)}
