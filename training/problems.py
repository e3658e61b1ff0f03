"""Word problems of all families, split by their numbers into a training and a test set."""
import hashlib

from . import growth, shopping, sharing, counting  # noqa: F401  they register their families, in this order
from .drawing import FAMILIES, Draw, Problem

RESERVED = {("sprints", (4, 5, 75)), ("two_months", (48, 0))}  # the paper's demo problems: never trained on


def held_out(name, numbers):
    """True for the twelfth of the (family, numbers) cells that belongs to the test set, by hash."""
    if (name, numbers) in RESERVED:
        return True
    return hashlib.blake2b(f"{name}{numbers}".encode(), digest_size=8).digest()[0] % 12 == 0


def draw(rng, scale=1.0, test=False, name=None):
    """One problem of the training set, or of the test set; of a random family unless named."""
    while True:
        chosen = name or rng.choices(list(FAMILIES), [w for _, w in FAMILIES.values()])[0]
        made = FAMILIES[chosen][0](Draw(rng, scale))
        if made is None or held_out(chosen, made[0]) != test:
            continue
        numbers, turns = made
        return Problem(chosen, numbers, turns, int(turns[-1][1].rstrip(".").split()[-1]))
