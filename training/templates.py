"""Word problems written one by one, each with its numbers left open: situations and pairs of steps that no family has.

templates.txt has one a line: a question, ` | `, its working, and where sense needs them ` | ` and conditions.

    {N} hid {a} {x} in each of {b} boxes. How many {x} is that? | {He} hid [a*b=p] {x}. | a<9, p<60

{a} to {d} are numbers, {N} and {M} people ({he} {He} {his} {His} {him}: N's), {x} and {y} things. In brackets stands an equation of
numbers, constants and results before it, and the name of its own result; the last one is the answer.
"""
import functools
import re
from dataclasses import dataclass
from pathlib import Path

from .drawing import Draw, Problem, add, div, final, mul, sub, up
from .having import FOOD, FRAGILE, OBJECTS, name
from .split import one_in

EQUATION = re.compile(r"\[(\w+)([-+*/])(\w+)=([a-z])\]")
CONDITION = re.compile(r"(\w+)\s*([<>])\s*(\w+)")
OPEN = re.compile(r"\{(\w+)\}")
ALIKE = 0.6  # a test template shares less of its words with each of training's
ENOUGH = 2000  # tries to find numbers that fit; the median template takes two, those of three generations some 500


@dataclass(frozen=True)
class Template:
    question: str
    working: str
    conditions: tuple  # ((left, "<" or ">", right), ...)
    variables: tuple  # of the question, in alphabetical order
    equations: tuple  # ((left, operator, right, name), ...)

    @property
    def held_out(self):
        """True for one in eight, by hash of the question: training sees none of it, with whatever numbers."""
        return one_in(8, self.question, size=4)

    def like(self, other):
        """What its question's words and another's have in common, of all that they have: 0 to 1."""
        return len(self.words & other.words) / len(self.words | other.words)

    @functools.cached_property
    def words(self):
        return frozenset(re.findall(r"[a-z0-9]+", OPEN.sub(" ", self.question.lower())))


def read(line):
    """@raise ValueError if it is not a template, with what is wrong"""
    question, working, *rest = line.split(" | ")
    conditions = tuple(CONDITION.fullmatch(c.strip()) for c in rest[0].split(",")) if rest else ()
    equations = tuple(EQUATION.findall(working))
    if len(rest) > 1 or None in conditions or not equations or working.count("[") != len(equations):
        raise ValueError(f"not a question, a working with equations and conditions between bars: {line}")
    if strange := {n for n in OPEN.findall(working)} & set("NMxy") - set(OPEN.findall(question)):
        raise ValueError(f"{strange} named in the working only: {line}")
    return Template(question, working, tuple(c.groups() for c in conditions), tuple(sorted(set(re.findall(r"\{([a-d])\}", question)))), equations)


@functools.cache
def templates(test):
    """Those for training, or those for testing: held out, and not like any of training's."""
    lines = (Path(__file__).parent / "templates.txt").read_text(encoding="utf-8").splitlines()
    made = tuple(t for t in map(read, lines) if t.held_out == test)
    return tuple(t for t in made if all(t.like(other) < ALIKE for other in templates(False))) if test else made


def number(d):
    """Like having.small, but a quarter goes up to 60: what is paid with, divided or left over is often the larger one."""
    kind = d.rng.random()
    return d.num(2, 12) if kind < 0.5 else d.num(2, 30) if kind < 0.75 else d.num(5, 60)


def worked(template, drawn):
    """({name: equation as it is written}, {name: value of a variable or result}), or None if one of them is not small and whole, or a
    condition does not hold. @param drawn {variable: number}"""
    made, values = {}, dict(drawn)
    at = lambda term: int(term) if term.isdigit() else values[term]
    for left, operator, right, result in template.equations:
        a, b = at(left), at(right)
        given = left.isdigit() or right.isdigit()
        if operator == "*" and (min(a, b) > 12 or a * b > (1000 if given else 300)) or operator == "+" and a + b > 150 or operator == "-" and a <= b \
                or operator == "/" and (a % b or a // b < 2 or b > 12 and not right.isdigit()):
            return None
        made[result], values[result] = {"*": mul, "+": add, "-": sub, "/": div}[operator](a, b)
    fits = all((at(a) < at(b)) == (sign == "<") and at(a) != at(b) for a, sign, b in template.conditions)
    return (made, values) if fits else None


def fill(d, template):
    """A problem of this template, or None if no numbers were found that fit. @param d its draw of names, things and numbers"""
    for _ in range(ENOUGH):
        drawn = {variable: number(d) for variable in template.variables}
        if found := worked(template, drawn):
            break
    else:
        return None
    made, values = found
    n = name(d, d.girl)
    x, y = d.rng.sample(d.pick((FOOD, OBJECTS, OBJECTS, FRAGILE)), 2)
    words = {"N": n, "M": name(d, d.rng.random() < 0.5, but=n), "he": d.he, "He": d.He, "his": d.his, "His": up(d.his),
             "him": "her" if d.girl else "him", "x": x.replace("_", " "), "y": y.replace("_", " ")} | {k: str(v) for k, v in drawn.items()}
    say = lambda text: OPEN.sub(lambda m: words[m[1]], text)
    working = say(EQUATION.sub(lambda m: made[m[4]], template.working))
    answer = values[template.equations[-1][3]]
    return Problem("templates", tuple(drawn.values()), ((say(template.question), final(working, answer)),), answer)


def written(rng, scale=1.0):
    """A problem of one of the templates for training."""
    while True:
        if made := fill(Draw(rng, scale), rng.choice(templates(False))):
            return made
