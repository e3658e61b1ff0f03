"""All that the model is trained on: a task draws a sample, in the shares that a run asks for."""
from dataclasses import dataclass

from . import corpora
from .drills import echo, line, sums
from .phrases import ask, phrase
from .problems import draw, result_first
from .sorting import sort
from .tales import tale, told
from .talk import talk
from .templates import written
from .typed import typed

STORY = ("Tell me a story.", "Tell me a short story.", "Write a story.", "Tell a story to a child.")


@dataclass(frozen=True)
class Sample:
    """What one sequence says, before it is tokens."""
    task: str
    turns: tuple = ()  # a conversation whose last answer is to be learnt ...
    text: str = ""  # ... or plain text, which is learnt as a whole


def problem(rng, scale, draw=draw):
    made = draw(rng, scale)
    turns = made.turns if rng.random() > 0.07 else result_first(rng, made).turns
    return typed(rng, turns) if rng.random() < 0.25 else turns


def translation(rng, scale):
    return ask(rng.choice(corpora.sentences()[0]), rng.random() < 0.5, lambda forms: rng.choice(forms[:-1]))


# Conversations; each takes (rng, scale), scale in (0, 1] for the size of the numbers.
CHATS = {
    "problems": problem,
    "templates": lambda rng, scale: problem(rng, scale, written),
    "gsm8k": lambda rng, scale: (rng.choice(corpora.gsm8k_train()),),
    "sorting": sort,
    "sums": sums,
    "phrases": lambda rng, scale: phrase(rng),
    "translation": translation,
    "echo": echo,
    "talk": lambda rng, scale: talk(rng),
}
PLAIN = ("tales", "stories")  # often without a question, and with gaps
TASKS = (*CHATS, *PLAIN, "drills")
SHARES = {"problems": 0.5, "templates": 0.08, "sorting": 0.17, "sums": 0.02, "phrases": 0.06, "tales": 0.03, "echo": 0.03, "talk": 0.01, "drills": 0.1}  # CPU
WIDE = {"problems": 0.4, "templates": 0.12, "gsm8k": 0.01, "sorting": 0.12, "sums": 0.03, "phrases": 0.03, "translation": 0.14, "tales": 0.03, "stories": 0.03,
        "echo": 0.02, "talk": 0.01, "drills": 0.06}  # one GPU
MIXES = {"small": SHARES, "wide": WIDE}


def sample(rng, shares, scale=1.0, context=0.1):
    """One sample of a task drawn by its share.

    @param context share of conversations that had one to three unrelated turns before
    """
    task = rng.choices(list(shares), shares.values())[0]
    if task == "drills":
        return Sample(task, text=line(rng, 56, scale))
    if task == "stories":
        passage = rng.choice(corpora.stories()[0])
        if rng.random() < 0.4:
            return Sample(task, turns=((rng.choice(STORY), passage),))
        return Sample(task, text=passage)
    if task == "tales":
        return Sample(task, turns=told(rng)) if rng.random() < 0.3 else Sample(task, text=tale(rng)[2])
    turns = CHATS[task](rng, scale)
    if rng.random() < context:
        others = [name for name in ("problems", "templates", "sorting", "sums", "phrases", "translation", "talk") if name in shares]
        for _ in range(rng.choice((1, 1, 2, 3))):
            turns = CHATS[rng.choice(others)](rng, scale) + turns if others else turns
    return Sample(task, turns=turns)
