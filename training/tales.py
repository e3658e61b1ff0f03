"""Tiny stories in which everything is said twice: what a gap hides can be found on one of its two sides. One in twelve (animal, name,
toy, place) is the test set's."""
import hashlib

from .words import BOYS, GIRLS

ANIMALS = "cat dog horse bird rabbit mouse duck goat cow monkey lion frog".split()
TOYS = "ball kite hat drum boat bell book car lamp key".split()
PLACES = ("garden", "forest", "house", "river", "school", "market", "field", "kitchen")
FEELINGS = ("happy", "proud", "glad", "thankful")
TELL = ("Tell me a story about a {} named {}.", "Tell me a short story about a {} named {}.", "Write a story about a {} named {}.",
        "I want a story with a {} named {}.",
        "Make up a story about a {} called {}.")  # the last one is held out


def held_out(*key):
    return hashlib.blake2b(repr(key).encode(), digest_size=8).digest()[0] % 12 == 0


def tale(rng, test=False):
    """(animal, name, text)"""
    while True:
        animal, friend = rng.sample(ANIMALS, 2)
        girl = rng.random() < 0.5
        name, toy, (home, place) = rng.choice(GIRLS if girl else BOYS), rng.choice(TOYS), rng.sample(PLACES, 2)
        if held_out(animal, name, toy, place) == test:
            break
    he, his, him = ("she", "her", "her") if girl else ("he", "his", "him")
    He, one, feeling = he.capitalize(), rng.choice, rng.choice(FEELINGS)
    text = " ".join((
        one((f"Once upon a time there was a {animal} named {name}.", f"There was once a {animal}. {his.capitalize()} name was {name}.")),
        one((f"{name} lived in a {home} with a {friend}.", f"{name} and a {friend} lived in a {home}.")),
        one((f"{He} had a {toy} and played with the {toy} every day.", f"Every day {name} played with a {toy}.")),
        one((f"One day the {toy} was gone.", f"But one day {he} lost the {toy}.")),
        one((f"{name} looked for the {toy} in the {home}, but it was not there.", f"It was not in the {home}.")),
        one((f"Then the {friend} found the {toy} in the {place}.", f"The {friend} went to the {place} and found the {toy}.")),
        one((f"{name} thanked the {friend}.", f"The {friend} gave the {toy} back to {him}.")),
        one((f"The {animal} was very {feeling}.", f"{name} the {animal} was {feeling} again."))))
    return animal, name, text


def told(rng, test=False):
    """((question, answer),): a story that is asked for."""
    animal, name, text = tale(rng, test)
    return (((TELL[-1] if test else rng.choice(TELL[:-1])).format(animal, name), text),)
