"""The measured part of a model's card: tables and samples from evaluation.json, between the marks in README.md."""
import argparse
import json
import re
import shutil
from pathlib import Path

MARKS = "<!-- measured -->", "<!-- end of measured -->"
TASKS = {  # in the order of the table
    "problems": "word problems", "problems_seen_wording": "word problems with wordings that training saw; new numbers", "second_turns": "second turns",
    "result_first": "the result asked for before its working",
    "templates": "problems written one by one, each of its own kind, none of which training saw", "sorting": "two to eight numbers, every one in its place",
    "phrases": "made-up small sentences, English and French, the very sentence",
    "strangers": "problems, sums and lists that four strangers typed",
    "translation": "people's sentences of at most 48 characters (Tatoeba), one of the very sentences",
    "svamp": "other people's problems: SVAMP (arkilpatel/SVAMP, MIT)",
    "gsm8k": "the same: GSM8K, test (openai/grade-school-math, MIT)"}
SAMPLERS = {
    "reference": "block 8, one token a step: the reference sampler", "threshold": "block 8, threshold 0.9: generation_config.json",
    "two a step": "block 8, two tokens a step", "four a step": "block 8, four tokens a step", "one block": "one block of 64, one token a step",
    "one block, threshold": "one block of 64, threshold 0.9", "left to right": "strictly left to right (blocks of 1)"}


def table(head, rows):
    return "\n".join([f"| {' | '.join(head)} |", "|---" * len(head) + "|", *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def percent(x):
    return f"{100 * x:.1f} %"


def quoted(text):
    return text.replace("\n", " ").replace("*", "\\*")


def tasks(found):
    spread = lambda p, n: f"{100 * (p * (1 - p) / n) ** 0.5:.1f}"
    return table(("task", "questions", "right", "standard error, points", "forward passes"), [
        (name, t["of"], f"**{percent(t['right'])}**", spread(t["right"], t["of"]), f"{t['forwards']:.1f}")
        for key, name in TASKS.items() if (t := found.get(key))])


def prose(figures):
    found, decoding, lost = figures["tasks"], figures["decoding"], figures["threshold"]
    p, families = found["problems"], found["problems"]["parts"]
    lines = [f"A problem is right if its last number is; of its workings, {percent(p['copied'])} begin with the equation that they should, and "
             f"{percent(p['computed'])} of the equations written are true."]
    for key, what in (("tales", "made-up stories"), ("stories", "passages of real children's stories")):
        if s := found.get(key):
            lines.append(f"Gaps of four tokens in {s['of'] // 4} unseen {what}: {percent(s['both_sides'])} of the tokens are the very ones if both sides are "
                         f"seen, {percent(s['left_side'])} if only the left one is.")
    if "translation" in found:
        lines.append(f"Tatoeba's sentences, chrF: {found['translation']['chrf_fr']} into French, {found['translation']['chrf_en']} into English.")
    if s := found.get("strangers"):
        lines.append("The strangers' questions by kind: " + ", ".join(f"{kind} {good}/{of}" for kind, (good, of) in s["parts"].items()) + ".")
    by_family = ", ".join(f"{name.replace('_', ' ')} {good}/{of}" for name, (good, of) in families.items())
    samplers = [(name, percent(d["right"]), f"{d['forwards']:.1f}") for key, name in SAMPLERS.items() if (d := decoding.get(f"{key}, problems"))]
    first = [decoding[f"{key}, result_first"]["right"] for key in ("left to right", "one block")]
    errors = ", ".join(f"{name.replace('_', ' ')} {c['ece']:.3f}" for name, c in figures["calibration"].items())
    points = lost["points_lost"]
    return "\n\n".join((
        " ".join(lines), f"By family: {by_family}.", table(("sampler, word problems", "right", "forward passes"), samplers),
        f"The default {'loses' if points >= 0 else 'gains'} {abs(points):.1f} points against the reference for {lost['times_fewer_forwards']:.1f} times fewer "
        f"forward passes. Where the result is asked for first: {percent(first[0])} from left to right, {percent(first[1])} in one block.",
        "![confidence of a token against the share that is right](calibration.svg)", f"Expected calibration error: {errors}."))


def samples(found):
    ask = lambda s, wanted: f"- {quoted(s['question'])} *{quoted(s['answer'])}*" + (f" (wanted: {quoted(str(s['wanted']))})" if wanted else "")
    picks = {"problems": 4, "second_turns": 2, "templates": 3, "sorting": 2, "phrases": 2, "translation": 3, "strangers": 8}
    right = [ask(s, False) for key, n in picks.items() if key in found for s in found[key]["good"][:n]]
    wrong = [ask(s, True) for key, n in (picks | {"strangers": 12, "svamp": 2, "gsm8k": 1}).items() if key in found for s in found[key]["bad"][:n]]
    gaps = [f"- {quoted(s['filled'])}" for key in ("tales", "stories") if key in found for s in found[key]["samples"][:2]]
    parts = {"Right": right, "Wrong": wrong, "Stories, the gap in brackets": gaps}
    return "\n\n".join(("## Samples", "The first of each set, as they come.", *(f"{name}:\n\n" + "\n".join(lines) for name, lines in parts.items())))


def demos(figures):
    return "\n".join(f"- {quoted(d['question'])}\\\n  *{quoted(d['answer'])}* {'Right' if d['right'] else 'Wrong'}." for d in figures["demos"])


def render(figures):
    """The text between the marks."""
    return "\n\n".join((tasks(figures["tasks"]), prose(figures), "### The paper's demo problems", demos(figures), samples(figures["tasks"])))


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--model", default="models/pebble", help="a folder with README.md, which has the two marks, and evaluation.json")
    a.add_argument("--of", metavar="FOLDER", help="what training.evaluate wrote: its evaluation.json and calibration.svg are copied to the model's folder first")
    args = a.parse_args()
    folder = Path(args.model)
    for name in ("evaluation.json", "calibration.svg") if args.of else ():
        shutil.copyfile(Path(args.of) / name, folder / name)
    path, (begin, end) = folder / "README.md", MARKS
    text, figures = path.read_text(encoding="utf-8"), json.loads((folder / "evaluation.json").read_text(encoding="utf-8"))
    if text.count(begin) != 1 or text.count(end) != 1:
        raise ValueError(f"{path}: wants {begin} and {end}, once each")
    path.write_text(re.sub(f"{begin}.*{end}", lambda _: f"{begin}\n\n{render(figures)}\n\n{end}", text, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
