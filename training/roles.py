"""Farmers, cooks, children and shops that have things, with the forms that agree."""
from dataclasses import dataclass

FARMERS, COOKS, DRIVERS = ("farmer", "neighbor", "shepherd"), ("baker", "cook", "grocer", "waiter"), ("driver", "mechanic", "dealer")
TEACHERS, GARDENERS, OWNERS = ("teacher", "coach", "librarian"), ("gardener", "florist", "forester"), ("boy", "girl", "child", "student")


@dataclass(frozen=True)
class Role:
    """Someone or something that has things; with the forms that agree with it."""
    first: str  # "A farmer": at the beginning of a sentence
    mid: str  # "a farmer"
    he: str
    answered: str  # the beginning of the answer: "He has"
    many: bool = False  # "I have", "we do"

    def v(self, verb):
        if self.he == "it" and verb in ("sees", "counts"):
            return "has"
        return verb if not self.many else {"has": "have", "does": "do", "goes": "go"}.get(verb, verb.removesuffix("s"))


def somebody(d, people, places=()):
    kind = d.rng.random()
    if kind < 0.08:
        return Role("I", "I", "I", "You have", True)
    if kind < 0.14:
        return Role("We", "we", "we", "You have", True)
    if kind < 0.3:
        return Role(d.n, d.n, d.he, f"{d.He} has")
    place = places and d.rng.random() < 0.35
    role = d.pick(places if place else people)
    he = "it" if place else "he" if role == "boy" else "she" if role == "girl" else d.he
    the = d.one("a", "a", "the", "our" if place or role in ("teacher", "coach", "neighbor", "baker") else "a")
    return Role(f"{the.capitalize()} {role}", f"{the} {role}", he, f"{he.capitalize()} has")


def a_an(word):
    return ("an " if word[0] in "aeiou" else "a ") + word
