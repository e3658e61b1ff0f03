"""All that the model is trained on: a task draws a sample, in the shares that a run asks for."""
from dataclasses import dataclass

from . import corpora
from .drills import echo, line
from .problems import draw, result_first
from .sorting import sort
from .talk import talk

TO_FRENCH = ("Translate into French: {}", "Translate to French: {}", "How do you say this in French? {}", "In French: {}",
             "Give me the French for: {}")
TO_ENGLISH = ("Translate into English: {}", "Translate to English: {}", "What does this mean in English? {}", "In English: {}",
              "Give me the English for: {}")  # the last ones are held out
STORY = ("Tell me a story.", "Tell me a short story.", "Write a story.", "Tell a story to a child.")


@dataclass(frozen=True)
class Sample:
    """What one sequence says, before it is tokens."""
    task: str
    turns: tuple = ()  # a conversation whose last answer is to be learnt ...
    text: str = ""  # ... or plain text, which is learnt as a whole


def problem(rng, scale):
    made = draw(rng, scale)
    return made.turns if rng.random() > 0.1 else result_first(rng, made).turns


def translation(rng, scale):
    english, french = rng.choice(corpora.sentences()[0])
    if rng.random() < 0.5:
        return ((rng.choice(TO_FRENCH[:-1]).format(english), french),)
    return ((rng.choice(TO_ENGLISH[:-1]).format(french), english),)


# Conversations; each takes (rng, scale), scale in (0, 1] for the size of the numbers.
CHATS = {
    "problems": problem,
    "gsm8k": lambda rng, scale: (rng.choice(corpora.gsm8k_train()),),
    "sorting": sort,
    "translation": translation,
    "echo": echo,
    "talk": lambda rng, scale: talk(rng),
}
TASKS = (*CHATS, "stories", "drills")
SHARES = {"problems": 0.50, "gsm8k": 0.01, "sorting": 0.07, "translation": 0.17, "stories": 0.04, "echo": 0.06, "talk": 0.01,
          "drills": 0.14}


def sample(rng, shares, scale=1.0, carries=0.2, context=0.1):
    """One sample of a task drawn by its share.

    @param carries share of a drill's equations that show their carries
    @param context share of conversations that had one to three unrelated turns before
    """
    task = rng.choices(list(shares), shares.values())[0]
    if task == "drills":
        return Sample(task, text=line(rng, carries, 56, scale))
    if task == "stories":
        passage = rng.choice(corpora.stories()[0])
        if rng.random() < 0.4:
            return Sample(task, turns=((rng.choice(STORY), passage),))
        return Sample(task, text=passage)
    turns = CHATS[task](rng, scale)
    if rng.random() < context:
        others = [name for name in ("problems", "sorting", "translation", "talk") if name in shares]
        for _ in range(rng.choice((1, 1, 2, 3))):
            turns = CHATS[rng.choice(others)](rng, scale) + turns if others else turns
    return Sample(task, turns=turns)
