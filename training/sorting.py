"""Numbers to sort: of training's requests some are put together of parts (requesting.py), some were written as a whole (requests.txt). The
test set has other numbers and other sentences: requests_test.txt, written by somebody who had seen neither the others nor a model."""
import functools
import re
from pathlib import Path

from .drawing import up
from .requesting import order, request
from .split import one_in

REVERSED = ("Now the other way round.", "And the other way round?", "Now in reverse.", "And backwards?", "The other way, please.", "Reverse the order.",
            "Now the reverse, please.")


@functools.cache
def written(down, test=False):
    """Requests that people wrote as a whole, the largest number first if `down`. A file has one a line: `up | text with {listed}`."""
    path = Path(__file__).with_name("requests_test.txt" if test else "requests.txt")
    lines = (line.partition(" | ") for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(text.replace("\\n", "\n") for direction, _, text in lines if direction == ("down" if down else "up"))


def held_out(numbers):
    """True for the twelfth of all sets of numbers that belongs to the test set, by hash."""
    return one_in(12, repr(sorted(numbers)))


def frame(text):
    """What two requests for the same have in common: letters only, in lower case."""
    return re.sub("[^a-z{}]+", " ", text.lower()).strip()


KEPT = {frame(text) for down in (False, True) for text in written(down, test=True)}


def numbers_of(rng, scale, test):
    """Two to eight numbers, mostly below 100 and different."""
    while True:
        count = 2 + int(max(2, round(7 * scale)) * rng.random())
        if not test:  # a model that sees few of two says one of them twice; in the longest it leaves one out
            count = rng.choices((count, 2, max(count, round(rng.choice((7, 8)) * scale))), (0.6, 0.2, 0.2))[0]
        top = rng.choice((20, 50, 100, 100, 100, 100, 100, 1000) if test or rng.random() < 0.8 else (1000,))
        numbers = rng.choices(range(top), k=count) if rng.random() < 0.02 else rng.sample(range(1, top), count)
        if held_out(numbers) == test:
            return numbers


def listing(rng, numbers):
    """The numbers as somebody types them."""
    texts, kind = list(map(str, numbers)), rng.random()
    if kind < 0.85:
        return ", ".join(texts)
    if kind < 0.91:
        return f"{', '.join(texts[:-1])} and {texts[-1]}"
    return {0: " ", 1: ",", 2: "; "}[rng.randrange(3)].join(texts)


def sort(rng, scale=1.0, test=False):
    """((question, answer),): numbers in the order that is asked for; "." follows the last. In training some are asked for again, the other way."""
    numbers, down = numbers_of(rng, scale, test), rng.random() < 0.5
    answer = ", ".join(map(str, sorted(numbers, reverse=down))) + "."
    if test:
        return ((rng.choice(written(down, test=True)).format(listed=", ".join(map(str, numbers))), answer),)
    ask = lambda: rng.choice(written(down)) if rng.random() < 0.3 else request(rng, down)
    while frame(text := ask()) in KEPT:
        pass
    turns = ((text.format(listed=listing(rng, numbers)), answer),)
    if rng.random() < 0.06:
        again = rng.choice(("Now {}.", "And {}?", "Now {}, please.", "And now {}?", "{}, please.", "Now sort them {}.", "Can you sort them {} as well?"))
        again = again.format(order(rng, not down)) if rng.random() < 0.7 else rng.choice(REVERSED)
        turns += ((up(again), ", ".join(map(str, sorted(numbers, reverse=not down))) + "."),)
    return turns
