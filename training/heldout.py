"""The test sets: rows of {"messages", ...} that no training text shares. `python -m training.heldout` writes them into the
model's folder, so that its figures can be measured from a clone without the data."""
import argparse
import itertools
import json
import random
from pathlib import Path

from . import corpora
from .drawing import Draw
from .problems import CLIPS, NAMES, SPRINTS, draw, result_first
from .phrases import TO_ENGLISH, TO_FRENCH, ask, pair, trained
from .sorting import sort
from .tales import tale
from .templates import fill, templates


def user(text):
    return {"role": "user", "content": text}


def messages(turns):
    """Those of a conversation whose last answer is wanted."""
    return [{"role": role, "content": text} for turn in turns for role, text in zip(("user", "assistant"), turn)][:-1]


def problems(count, seed=7, turns=None, new=True, first=False):
    """Held-out problems, families in turn.

    @param turns 1 or 2 to keep those only whose first or second question is to be answered
    @param new wordings that training never saw; with False the numbers alone are new
    @param first ask for the result before the working
    """
    rng, seen, rows = random.Random(seed), set(), []
    names, tried = list(NAMES), 0
    while len(rows) < count:
        problem = draw(rng, test=True, name=names[tried % len(names)], new=new)
        tried += 1
        if turns and len(problem.turns) != turns:
            continue
        if first:
            problem = result_first(rng, problem, new)
        asked = messages(problem.turns)
        if asked[0]["content"] in seen or asked[0]["content"] in (SPRINTS, CLIPS):
            continue
        seen.add(asked[0]["content"])
        rows.append({"messages": asked, "answer": problem.answer, "family": problem.family, "text": problem.turns[-1][1]})
    return rows


def written(seed=7):
    """One problem of each held-out template, in mixed order: the first ones are of all writers."""
    rng = random.Random(seed)
    made = filter(None, (fill(Draw(rng, new=True), template) for template in rng.sample(templates(True), len(templates(True)))))
    return [{"messages": messages(p.turns), "answer": p.answer, "text": p.turns[0][1]} for p in made]


def sorting(count, seed=7):
    rng = random.Random(seed)
    return [{"messages": [user(question)], "text": answer} for _ in range(count) for question, answer in sort(rng, test=True)]


def translation(count, seed=7):
    """Half into French, half into English; every translation of the sentence that the data has is a reference. None is a phrase that
    training says (phrases.py), nor has one as its translation."""
    english, french = {}, {}
    for e, f in corpora.sentences()[1]:
        english.setdefault(e, []).append(f)
        french.setdefault(f, []).append(e)
    rng, known = random.Random(seed), {corpora.plain(text) for pair in trained() for text in pair}
    rows = []
    for form, table, to in ((TO_FRENCH[-1], english, "fr"), (TO_ENGLISH[-1], french, "en")):
        new = lambda source: known.isdisjoint(map(corpora.plain, (source, *table[source])))
        for source in itertools.islice(filter(new, rng.sample(sorted(table), count // 2 + 20)), count // 2):
            rows.append({"messages": [user(form.format(source))], "references": table[source], "text": table[source][0], "to": to})
    return [row for pair in zip(rows[:count // 2], rows[count // 2:]) for row in pair]


def phrases(count, seed=7):
    """Every second one into French; the others into English."""
    rng = random.Random(seed)
    made = [(i % 2 == 0, ask(pair(rng, test=True), i % 2 == 0, lambda forms: forms[-1])) for i in range(count)]
    return [{"messages": [user(question)], "text": answer, "to": "fr" if french else "en"} for french, ((question, answer),) in made]


def unread(rows):
    """Those rows of `phrases` whose sentences are none of Tatoeba's that training reads."""
    known = {corpora.plain(text) for pair in corpora.sentences()[0] for text in pair}
    said = lambda row: (row["messages"][0]["content"].removeprefix(TO_FRENCH[-1][:-2]).removeprefix(TO_ENGLISH[-1][:-2]), row["text"])
    return [row for row in rows if known.isdisjoint(map(corpora.plain, said(row)))]


def tales(count, seed=7):
    rng = random.Random(seed)
    return [{"text": tale(rng, test=True)[2]} for _ in range(count)]


def strangers():
    """What people typed who tried a small model, knowing of it no more than its first sentence; no training data was made for them."""
    lines = (Path(__file__).parent / "strangers.jsonl").read_text(encoding="utf-8").splitlines()
    return [{"messages": [user(row.pop("question"))], **row} for row in map(json.loads, lines)]


def others(pairs):
    return [{"messages": [user(question)], "answer": answer} for question, answer in pairs]


def everything(wide=True):
    """All test sets by name. @param wide with what only the mix `wide` (tasks.py) is trained on"""
    sets = {
        "problems": problems(400),
        "problems_seen_wording": problems(200, seed=8, new=False),
        "templates": written(),
        "second_turns": problems(200, seed=9, turns=2),
        "result_first": problems(200, seed=10, turns=1, first=True),
        "sorting": sorting(200),
        "phrases": unread(phrases(220))[:200],
        "strangers": strangers(),
        "tales": tales(100),
        "svamp": others(corpora.svamp()),
        "gsm8k": others(corpora.gsm8k_test()[::3]),  # long answers, nearly all wrong: a third says as much in less than half an hour
    }
    return sets | ({"translation": translation(400), "stories": [{"text": p} for p in corpora.stories()[1]]} if wide else {})


def write(folder, wide=False):
    """heldout/*.jsonl, and heldout.jsonl: problems for measuring the model through a server."""
    folder = Path(folder)
    (folder / "heldout").mkdir(parents=True, exist_ok=True)
    for old in (folder / "heldout").glob("*.jsonl"):
        old.unlink()
    sets = everything(wide)
    for name, rows in sets.items():
        (folder / "heldout" / f"{name}.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    served = [{k: r[k] for k in ("messages", "answer", "family")} for r in sets["problems"][:200]]
    (folder / "heldout.jsonl").write_text("".join(json.dumps(r) + "\n" for r in served), encoding="utf-8")


def read(folder):
    """The test sets that `write` left in a model's folder."""
    files = sorted((Path(folder) / "heldout").glob("*.jsonl"))
    if not files:
        raise FileNotFoundError(f"no heldout/*.jsonl in {folder}; write them with: python -m training.heldout --model {folder}")
    return {path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in files}


if __name__ == "__main__":
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--model", default="models/pebble")
    a.add_argument("--wide", action="store_true", help="with the sets of the mix wide")
    args = a.parse_args()
    write(args.model, args.wide)
