"""Drills: lines of short equations, and copies. Cheap and dense next to word problems."""
from .drawing import add, div, mul, sub
from .problems import draw

LETTERS, VOWELS = "bcdfghklmnprstvz", "aeiou"


def equation(rng, scale=1.0):
    """One equation of the kinds the word problems use, such as `75*4=300`; the result has at most four digits."""
    kind = rng.random()
    top = lambda n: max(5, int(n * scale))
    if kind < 0.25:
        return mul(rng.randrange(2, top(rng.choice([12, 12, 12, 25])) + 1), rng.randrange(2, 10))[0]
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


def word(rng):
    """A made-up name of two or three syllables: nothing but a copy gets it right."""
    return "".join(rng.choice(LETTERS) + rng.choice(VOWELS) for _ in range(rng.randrange(2, 4))).capitalize()


def echo(rng, scale=1.0):
    """((question, answer),): a sentence of a training problem, some numbers or made-up words, said again. Every token of the
    answer is a copy, so looking things up in the question is learnt from all of them at once."""
    kind = rng.random()
    if kind < 0.4:
        text = ", ".join(str(rng.randrange(1, 10 ** rng.choice((1, 2, 2, 2, 3)))) for _ in range(rng.randrange(2, 9))) + "."
    elif kind < 0.5:
        text = " ".join(word(rng) for _ in range(rng.randrange(2, 6))) + "."
    else:
        text = rng.choice(draw(rng, scale).turns)[0]
    return ((f"{rng.choice(('Repeat:', 'Repeat this:', 'Say again:'))} {text}", text),)
