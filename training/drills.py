"""Drills: lines of short equations, sums and products that show their carries, and copies. Cheap and dense next to word
problems."""
from .drawing import add, div, mul, sub
from .problems import draw

LETTERS, VOWELS = "bcdfghklmnprstvz", "aeiou"


def equation(rng, scale=1.0):
    """One equation of the kinds the word problems use, such as `75*4=300`; the result has at most four digits."""
    kind = rng.random()
    top = lambda n: max(5, int(n * scale))
    if kind < 0.32:
        return mul(rng.randrange(2, top(rng.choice([12, 25, 50, 99, 400])) + 1), rng.randrange(2, 10))[0]
    if kind < 0.42:
        return mul(5 * rng.randrange(2, top(rng.choice([20, 130, 300]))), rng.randrange(2, 10))[0]
    if kind < 0.64:
        high = rng.choice([30, 100, 100, 250, 1000])
        return add(rng.randrange(1, top(high)), rng.randrange(1, top(high)))[0]
    if kind < 0.70:
        a = rng.randrange(2, top(60))
        return add(a, a * rng.choice([1, 2, 3, 4]))[0]
    if kind < 0.90:
        a = rng.randrange(3, top(rng.choice([30, 100, 100, 250, 1000])))
        return sub(a, rng.randrange(1, a))[0]
    b, q = rng.randrange(2, 10), rng.randrange(2, top(rng.choice([40, 40, 99])))
    return div(2 * q, 2)[0] if rng.random() < 0.3 else div(b * q, b)[0]


def carried(rng, scale=1.0):
    """A sum or product with its work by digits: `68+57: 8+7=15, 6+5+1=12. 68+57=125`, `75*4: 70*4=280, 5*4=20. 75*4=300`."""
    top = max(20, int(999 * scale))
    if rng.random() < 0.5:
        a, b = rng.randrange(10, top), rng.randrange(10, top)
        parts, carry = [], 0
        for i in range(max(len(str(a)), len(str(b)))):
            x, y = a // 10 ** i % 10, b // 10 ** i % 10
            parts.append(f"{x}+{y}+{carry}={x + y + carry}" if carry else f"{x}+{y}={x + y}")
            carry = (x + y + carry) // 10
        return f"{a}+{b}: {', '.join(parts)}. {a}+{b}={a + b}"
    a, b = rng.randrange(11, top), rng.randrange(2, 10)
    parts = [f"{int(d) * 10 ** i}*{b}={int(d) * 10 ** i * b}" for i, d in reversed(list(enumerate(reversed(str(a))))) if d != "0"]
    return f"{a}*{b}: {', '.join(parts)}. {a}*{b}={a * b}"


def line(rng, carries, size, scale=1.0):
    """Equations, a space between them, about `size` characters; a share of them with their carries."""
    parts = []
    while sum(map(len, parts)) + len(parts) < size:
        parts.append(carried(rng, scale) if rng.random() < carries else equation(rng, scale))
    return " ".join(parts)


def word(rng):
    """A made-up name of two or three syllables: nothing but a copy gets it right."""
    return "".join(rng.choice(LETTERS) + rng.choice(VOWELS) for _ in range(rng.randrange(2, 4))).capitalize()


def echo(rng, scale=1.0):
    """((question, answer),): a sentence of a training problem, some numbers or made-up words, said again. Every token of the
    answer is a copy, so looking things up in the question is learnt from all of them at once."""
    kind = rng.random()
    if kind < 0.25:
        text = ", ".join(str(rng.randrange(1, 10 ** rng.randrange(1, 5))) for _ in range(rng.randrange(2, 7))) + "."
    elif kind < 0.4:
        text = " ".join(word(rng) for _ in range(rng.randrange(2, 6))) + "."
    else:
        text = rng.choice(draw(rng, scale).turns)[0]
    return ((f"{rng.choice(('Repeat:', 'Repeat this:', 'Say again:'))} {text}", text),)
