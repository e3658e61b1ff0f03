"""How people type a problem: numbers as words, a sentence before or after that changes nothing."""
import re

WORDS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
         "twenty").split()
BEFORE = ("Here is a problem.", "Please help me with this.", "I have a question.", "Solve this:", "Solve this problem.", "My homework:", "Hi!", "Hello!",
          "Can you solve this?", "It is a sunny day.", "Question:", "Think about this.", "This is for school.", "Please work this out.", "A riddle:",
          "Try this one.", "Next one.", "Another one:", "Imagine this.", "Listen.", "It is a rainy afternoon.", "Q:")
AFTER = ("Show your working.", "Explain.", "Please explain.", "Thanks!", "Thank you.", "Think step by step.", "Show the steps.", "How do you get there?",
         "Please.", "Work it out step by step.", "Give the number.", "Be careful.", "Tell me the result.", "Show how.", "Do you know?")


def spelled(rng, text, often=0.7):
    """Most numbers up to twenty as words, with a capital where a sentence starts."""
    def word(match):
        number = int(match[0])
        if number >= len(WORDS) or rng.random() > often:
            return match[0]
        first = not text[:match.start()].strip() or text[:match.start()].rstrip()[-1] in ".?!"
        return WORDS[number].capitalize() if first else WORDS[number]
    return re.sub(r"(?<![\d.,:/*+$-])\d+(?![\d/*+=%a-z-]|[.:,]\d)", word, text)


def typed(rng, turns):
    """The turns of a conversation with each question as somebody might type it; the answers stay."""
    kind = rng.random()
    if kind < 0.5:
        change = lambda text: spelled(rng, text)
    elif kind < 0.75:
        change = lambda text: f"{rng.choice(BEFORE)} {text}"
    else:
        change = lambda text: f"{text} {rng.choice(AFTER)}"
    return tuple((change(question), *rest) for question, *rest in turns)
