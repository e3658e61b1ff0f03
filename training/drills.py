"""Drills: lines of short equations, sums that are asked for, and copies. Cheap and dense next to word problems."""
import re

from .drawing import add, div, final, made_up, mul, sub
from .problems import draw


def equation(rng, scale=1.0):
    """One equation of the kinds the word problems use, such as `75*4=300`; the result has at most four digits."""
    kind = rng.random()
    top = lambda n: max(5, int(n * scale))
    if kind < 0.25:
        return mul(rng.randrange(2, top(rng.choice([12, 12, 12, 25])) + 1), rng.randrange(2, rng.choice((10, 10, 13))))[0]
    if kind < 0.40:
        return mul(5 * rng.randrange(2, top(rng.choice([20, 20, 100]))), rng.randrange(2, 10))[0]
    if kind < 0.62:
        high = rng.choice([30, 60, 60, 100, 200])
        return add(rng.randrange(1, top(high)), rng.randrange(1, top(high)))[0]
    if kind < 0.68:
        a = rng.randrange(2, top(40))
        return add(a, a * rng.choice([1, 2, 3, 4]))[0]
    if kind < 0.90:
        a = rng.randrange(3, top(rng.choice([30, 60, 100, 100, 200])))
        return sub(a, rng.randrange(1, a))[0]
    b, q = rng.randrange(2, 10), rng.randrange(2, top(rng.choice([12, 12, 30])) + 1)
    return div(2 * q, 2)[0] if rng.random() < 0.3 else div(b * q, b)[0]


def line(rng, size, scale=1.0):
    """Equations, a space between them, about `size` characters."""
    parts = []
    while sum(map(len, parts)) + len(parts) < size:
        parts.append(equation(rng, scale))
    return " ".join(parts)


SIGNS = {"+": ("+", "plus"), "-": ("-", "minus"), "*": ("*", "x", "times"), "/": ("/", "divided by")}
ASKED = ("What is {}?", "{} = ?", "{}=", "How much is {}?", "Calculate {}.", "What do you get for {}?", "Work out {}.", "{}", "Compute {}.", "{}?",
         "Tell me {}.", "I need {}.")


def sums(rng, scale=1.0):
    """((question, answer),): "What is 7 times 8?" and the like, one or two operations."""
    a, sign, b, result = re.fullmatch(r"(\d+)(.)(\d+)=(\d+)", equation(rng, scale)).groups()
    working = f"{a}{sign}{b}={result}."
    if sign == "*" and rng.random() < 0.5:
        a, b = b, a  # asked in either order; a working has the larger factor first
    text = f"{a} {rng.choice(SIGNS[sign])} {b}"
    if rng.random() < (0.3 if sign in "*/" else 0.2):
        c = rng.randrange(1, max(3, int(40 * scale)))
        less = c <= int(result) and rng.random() < 0.4
        more, last = (sub if less else add)(int(result), c)
        text, working, result = f"{text} {rng.choice(SIGNS['-' if less else '+'])} {c}", f"{working} {more}.", last
    if rng.random() < 0.2:
        text = text.replace(" ", "") if not re.search("[a-z]{2}", text) else text
    return ((rng.choice(ASKED).format(text), final(working, result)),)


def echo(rng, scale=1.0):
    """((question, answer),): a sentence of a training problem, some numbers or made-up words, said again. Every token of the
    answer is a copy, so looking things up in the question is learnt from all of them at once."""
    kind = rng.random()
    if kind < 0.4:
        text = ", ".join(str(rng.randrange(1, 10 ** rng.choice((1, 2, 2, 2, 3)))) for _ in range(rng.randrange(2, 9))) + "."
    elif kind < 0.5:
        text = " ".join(made_up(rng) for _ in range(rng.randrange(2, 6))) + "."
    else:
        text = rng.choice(draw(rng, scale).turns)[0]
    return ((f"{rng.choice(('Repeat:', 'Repeat this:', 'Say again:'))} {text}", text),)
