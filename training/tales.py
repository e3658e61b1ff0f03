"""Tiny stories in which everything is said twice: what a gap hides can be found on one of its two sides. One in twelve (animal, name,
toy, place) is the test set's."""
from .split import one_in
from .words import BOYS, GIRLS

ANIMALS = ("cat dog horse bird rabbit mouse duck goat cow monkey lion frog bear pig sheep hen fox wolf tiger turtle hamster squirrel donkey "
           "pony puppy kitten deer").split()
TOYS = ("ball kite hat drum boat bell book car lamp key doll rope ring coin puzzle robot bag cup pencil shoe flower blanket truck whistle "
        "flag").split()
PLACES = ("garden", "forest", "house", "river", "school", "market", "field", "kitchen", "park", "barn", "village", "castle", "cave",
          "meadow", "library", "shop", "yard", "tent", "tower")
FEELINGS = ("happy", "proud", "glad", "thankful", "cheerful", "pleased", "joyful", "merry")
TELL = ("Tell me a story about a {} named {}.",
        "story: a {} named {}", "Can you tell me a story about a {} called {}?", "Make up a little story about a {} named {}.",
        "Once there was a {} named {}. Tell me more.", "Please write a short story. It is about a {} and its name is {}.",
        "Tell a child a story with a {} called {} in it.", "I would like to hear a story about a {} whose name is {}.",
        "Short story about a {} named {}, please.",
        "Tell me a short story about a {} named {}.", "Write a story about a {} named {}.",
        "I want a story with a {} named {}.",
        "Make up a story about a {} called {}.")


def held_out(*key):
    return one_in(12, repr(key))


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
        one((f"Once upon a time there was a {animal} named {name}.", f"There was once a {animal}. {his.capitalize()} name was {name}.",
             f"A long time ago there was a {animal} whose name was {name}.", f"There was a {animal} called {name}.")),
        one((f"{name} lived in a {home} with a {friend}.", f"{name} and a {friend} lived in a {home}.",
             f"In a {home} lived {name} and a {friend}.", f"{name} shared a {home} with a {friend}.")),
        one((f"{He} had a {toy} and played with the {toy} every day.", f"Every day {name} played with a {toy}.",
             f"{name} loved {his} {toy} more than anything else.", f"A {toy} was what {name} liked best.")),
        one((f"One day the {toy} was gone.", f"But one day {he} lost the {toy}.", f"One morning {name} could not find the {toy}.",
             f"Then the {toy} was lost.")),
        one((f"{name} looked for the {toy} in the {home}, but it was not there.", f"It was not in the {home}.",
             f"{He} looked everywhere in the {home}, but there was no {toy}.", f"In the {home} there was no {toy}.")),
        one((f"Then the {friend} found the {toy} in the {place}.", f"The {friend} went to the {place} and found the {toy}.",
             f"In the {place} the {friend} found the {toy}.", f"At last the {friend} found the {toy}. It was in the {place}.")),
        one((f"{name} thanked the {friend}.", f"The {friend} gave the {toy} back to {him}.", f"{name} said thank you to the {friend}.",
             f"The {friend} brought it home to {name}.")),
        one((f"The {animal} was very {feeling}.", f"{name} the {animal} was {feeling} again.", f"In the end the {animal} was {feeling}.",
             f"Now {name} was a very {feeling} {animal}."))))
    return animal, name, text


def told(rng):
    """((question, answer),): a story that is asked for."""
    animal, name, text = tale(rng)
    return ((rng.choice(TELL).format(animal, name), text),)
