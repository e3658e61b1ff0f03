"""Drills: lines of short equations, copies, and a few small talk exchanges. All are cheap and dense next to word problems."""
from .drawing import add, div, mul, sub
from .problems import draw

GREETINGS = ["Hello!", "Hi!", "Good morning!", "Hello, how are you?", "Hi there!"]
REPLIES = ["Hello! How can I help you?"]


def equation(rng, scale=1.0):
    """One equation of the kinds the word problems use, such as `75*4=300`; the result has at most four digits."""
    kind = rng.random()
    top = lambda n: max(5, int(n * scale))
    if kind < 0.32:
        return mul(rng.randrange(2, top(rng.choice([12, 25, 50, 99])) + 1), rng.randrange(2, 10))[0]
    if kind < 0.42:
        p = 5 * rng.randrange(2, top(rng.choice([20, 130])))
        return mul(p, rng.randrange(2, 10))[0]
    if kind < 0.64:
        high = rng.choice([30, 100, 100, 250])
        return add(rng.randrange(1, top(high)), rng.randrange(1, top(high)))[0]
    if kind < 0.70:
        a = rng.randrange(2, top(60))
        return add(a, a * rng.choice([1, 2, 3, 4]))[0]
    if kind < 0.90:
        a = rng.randrange(3, top(rng.choice([30, 100, 100, 250])))
        return sub(a, rng.randrange(1, a))[0]
    b, q = rng.randrange(2, 10), rng.randrange(2, top(40))
    return div(2 * q, 2)[0] if rng.random() < 0.3 else div(b * q, b)[0]


def echo(rng, scale=1.0):
    """((question, answer),): a sentence of a training problem, or some numbers, said again. Every token of the answer is a
    copy, so looking things up in the question is learnt from all of them at once."""
    if rng.random() < 0.3:
        text = ", ".join(str(rng.randrange(1, 10 ** rng.randrange(1, 5))) for _ in range(rng.randrange(2, 7))) + "."
    else:
        text = rng.choice(draw(rng, scale).turns)[0]
    return ((f"Repeat: {text}", text),)


def small_talk(rng):
    """((question, answer),): a greeting, or up to five numbers to sort."""
    if rng.random() < 0.3:
        return ((rng.choice(GREETINGS), rng.choice(REPLIES)),)
    numbers = rng.sample(range(1, 100), rng.randrange(3, 6))
    down = rng.random() < 0.5
    order = "largest to smallest" if down else "smallest to largest"
    listed = ", ".join(map(str, numbers))
    result = ", ".join(map(str, sorted(numbers, reverse=down)))
    return ((f"Sort these numbers from {order}: {listed}.", f"{result}."),)
