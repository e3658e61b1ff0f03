"""Requests to sort numbers, put together of parts (what to do, with what, in which order, where the list stands), so that a model learns
the request and not some sentences."""
import re

from . import asking
from .drawing import made_up, up
from .words import BOYS, GIRLS

# (of the low end, of the high end): either may come first
ENDS = (("smallest", "largest"), ("smallest", "biggest"), ("lowest", "highest"), ("least", "greatest"), ("smallest", "greatest"),
        ("minimum", "maximum"), ("littlest", "biggest"), ("lowest number", "highest number"), ("smallest number", "largest number"),
        ("smallest value", "largest value"), ("lowest value", "highest value"), ("least", "most"),
        ("min", "max"), ("most small", "most big"), ("most small", "most large"), ("tiniest", "biggest"))
PLAIN_ENDS = (("small", "large"), ("small", "big"), ("low", "high"), ("little", "big"), ("tiny", "huge"), ("teeny", "giant"), ("tiny", "big"))
NAMED = (("ascending", "descending"), ("increasing", "decreasing"), ("rising", "falling"), ("growing", "shrinking"),
         ("non-decreasing", "non-increasing"), ("nondecreasing", "nonincreasing"))
WAYS = (("upwards", "downwards"), ("going up", "going down"), ("so that they go up", "so that they go down"), ("so that the numbers increase",
        "so that the numbers decrease"), ("so that each is bigger than the one before", "so that each is smaller than the one before"),
        ("so they get bigger", "so they get smaller"), ("so that they rise", "so that they fall"))
VERBS = "sort sort sort sort order order arrange arrange rank organize organise rearrange reorder list write line_up sequence".split()
PLACING = ("put {} in order, {order}", "put {} in order {order}", "put {} {order}", "place {} {order}", "set {} out {order}", "write {} down {order}",
           "give me {} {order}", "show me {} {order}", "list {} for me {order}", "give {} back {order}", "bring {} into order, {order}",
           "write {} out {order}", "write {} again {order}", "tell me {} {order}", "print {} {order}", "return {} {order}", "read {} out {order}")
NOUNS = ("numbers numbers numbers numbers numbers numbers values integers figures scores ages prices points items elements amounts weights "
         "results heights grades temperatures lengths").split()
BEFORE = ("please", "can you", "could you", "could you please", "can you please", "would you", "will you", "I want you to",
          "I need you to", "help me", "I would like you to", "your task is to", "now", "try to", "you should", "let us", "kindly",
          "hi, please", "hello, can you")
ASKS = ("can", "could", "would", "will", "hello, can")
HAVE = ("I have {x} {l}.", "Here are some {x}: {l}.", "My {x} are {l}.", "Given {l}.", "We have {l}.", "These are the {x}: {l}.",
        "Here is a list: {l}.", "Take the {x} {l}.", "Look at these {x}: {l}.", "{n} has the {x} {l}.", "{n} wrote down {l}.",
        "The {x} are {l}.", "There are cards with {l} on them.", "{n} got these {x}: {l}.", "Here is my list of {x}: {l}.",
        "I wrote these {x} down: {l}.", "The list is {l}.", "I measured {l}.", "{n} and {m} collected the {x} {l}.", "{l} are my {x}.",
        "Numbers: {l}.", "List: {l}.", "In a game we got {l}.", "I got {l}.", "Let us take {l}.")
NEED = ("I need {} {order}", "I want {} {order}", "I would like {} {order}", "I'd like to see {} {order}", "I need {} sorted {order}",
        "I want {} sorted {order}", "what are {} {order}?", "what is {} sorted {order}?", "what do you get if you sort {} {order}?",
        "how do {} look {order}?", "how would you order {} {order}?", "how are {} ordered {order}?", "in which order are {}, {order}?",
        "what is the order of {}, {order}?", "show {} sorted {order}", "{} {order}, please", "{} {order}", "{} sorted {order}",
        "{} ordered {order}", "{} arranged {order}", "make {} go {order}", "what does {} look like {order}?")
LABELLED = ("sort {order}: {l}", "{order}: {l}", "order {order}: {l}", "sorted {order}: {l}", "numbers: {l}\norder: {order}",
            "{l}\nsort {order}", "list: {l}\nsort it {order}", "{l} -> {order}", "sort: {l} ({order})", "sort ({order}): {l}",
            "{l} ({order})", "task: sort {order}. numbers: {l}")
MANY, ONE = r"(?:\bare|\bdo|\bhow|\bwhat) \{\}|\{\} have to", r"what is|does"  # templates for several things, for one
# {a}: the end that comes first, with {the} before it
SPANS = ("from {the}{a} to {the}{b}", "from {the}{a} to {the}{b}", "from {the}{a} to {the}{b}", "from {the}{a} to {the}{b}", "{the}{a} to {the}{b}",
         "from {the}{a} {way} to {the}{b}", "going from {the}{a} to {the}{b}", "by size, from {the}{a} to {the}{b}",
         "in order from {the}{a} to {the}{b}", "{a}-to-{b}", "{a} -> {b}", "{a} to {b}", "starting from {the}{a} and ending with {the}{b}")
FIRST = ("{a} first", "the {a} first", "with the {a} first", "with the {a} in front", "starting with the {a}", "beginning with the {a}",
         "starting from the {a}", "so that the {a} comes first", "so that the {a} is first", "with the {a} at the front",
         "with the {a} at the beginning", "by size, the {a} first", "by size, starting with the {a}", "beginning at the {a}",
         "in order of size, {a} first", "with the {a} on the left", "the {a} at the start", "so that they start with the {a}",
         "with the {a} at the top", "from the {a} on")
LAST = ("with the {b} last", "the {b} last", "so that the {b} comes last", "ending with the {b}", "with the {b} at the end",
        "so that the {b} is at the end")


def order(rng, down, of=None):
    """An order in words, "from the smallest to the largest", or in those of an `asking.Kind`."""
    kind, pick = rng.random(), rng.choice
    if of and kind < 0.85:
        return ends_of(rng, down, of)
    kind = rng.random()
    if kind < 0.03 and not down:
        return pick(("in order", "in the right order", "in order of size", "by size", "in numerical order"))
    if kind < 0.02:
        return pick(("in reverse order", "in reverse numerical order", "backwards, from the biggest", "in reverse, the highest first"))
    if kind < 0.25:
        name, that = pick(NAMED)[down], "" if down else pick(("",) * 9 + (" numerical",))
        return pick((f"in {name}{that} order",) * 5 + (name, name, f"in {name} order of size", f"by {name} size", f"in order, {name}",
                                                       f"in {name} order of value"))
    if kind < 0.36:
        return pick(WAYS if kind < 0.28 else asking.PATHS)[down]
    if kind < 0.43:
        plain = rng.random() < 0.3
        first, last = pick(PLAIN_ENDS if plain else ENDS)[::-1 if down else 1]
        return pick(asking.BOTH_PLAIN if plain else asking.BOTH).format(a=first, b=last, way="down" if down else "up")
    plain = rng.random() < 0.15
    ends = pick(PLAIN_ENDS if plain else ENDS)
    first, last = reversed(ends) if down else ends
    the = "" if plain or rng.random() < 0.5 else "the "
    if plain or kind < 0.65:
        spans = [span for span in SPANS if "-" not in span or " " not in first + last]
        return pick(spans).format(a=first, b=last, the=the, way="down" if down else "up")
    one = "" if " " in first else pick(("", "", " number", " one", " value"))
    if kind < 0.93:
        return pick(FIRST).format(a=first + one)
    return pick(LAST).format(b=last + one)


def ends_of(rng, down, of):
    """An order in the words of a kind: "from the youngest to the oldest"."""
    pick, kind = rng.choice, rng.random()
    plain = of.plain and kind < 0.15
    first, last = pick(of.plain if plain else of.ends)[::-1 if down else 1]
    the, way = pick(("the ", "the ", "")), "down" if down else "up"
    if plain:
        return pick(asking.BOTH_PLAIN + ("{a} to {b}", "from {a} to {b}") * 3).format(a=first, b=last)
    if kind < 0.45:
        spans = [span for span in SPANS if "size" not in span and (" " not in first + last or "-" not in span)]
        return pick(spans).format(a=first, b=last, the=the, way=way)
    one = pick(("", f" {of.one}", " one")) if of.one and " " not in first else ""
    if rng.random() < 0.1 and of.one and not re.search("fewest|most [a-z]+s$", first + " " + last):
        return of.by_whom(rng, first, last, way)
    if kind < 0.8:
        return pick([text for text in FIRST if "size" not in text]).format(a=first + one)
    return pick(asking.BOTH if kind < 0.95 else LAST).format(a=first, b=last, way=way)


def sentence(rng, down, of):
    """An order as a sentence: "The heaviest should come first" """
    first, last = rng.choice(of.ends if of else ENDS)[::-1 if down else 1]
    one = f" {of.one}" if of and of.one and " " not in first + last and rng.random() < 0.3 else ""
    return up(rng.choice(asking.SENTENCES).format(a=first + one, b=last + one))


def things(rng, of=None):
    """The numbers by another name: "these numbers", "the list below"."""
    if of:
        other = ("these numbers", "the numbers", "the following numbers", "this list", "these", "the list below")
        return of.what if rng.random() < 0.8 else rng.choice(other)
    x = rng.choice(NOUNS)
    return rng.choice((f"these {x}",) * 6 + (f"the following {x}", f"the following {x}", f"the {x}", f"the {x} below", f"this list of {x}",
                                             "this list", "the list", "this", f"all these {x}", f"all of these {x}", f"my {x}", "the following",
                                             "the following list", "this array", "this sequence", f"this set of {x}", "these",
                                             f"the {x} in this list"))


def asked(rng, what, wanted, told=False):
    """What to do with `what`: "Can you arrange these numbers from low to high?"; with things of a story if `told`."""
    if rng.random() < 0.2:
        needs, one = NEED if not wanted or rng.random() < 0.5 else asking.WANTS, re.match(r"(?:this|it$|(?:the|my)(?: following)? list)\b", what)
        text = rng.choice([need for need in needs if not re.search(MANY if one else ONE, need)]).format(what, order=wanted)
        return re.sub(r"\b(do|are|how|what|should|would) them\b", r"\1 they", re.sub(r"^them (?=should|have|must)", "they ", text))
    placing = asking.STACKING if told and rng.random() < 0.6 else PLACING
    if rng.random() < (0.3 if told else 0.7):
        text = f"{rng.choice(VERBS).replace('_', ' ')} {what} {wanted}"
    else:
        text = rng.choice(placing).format(what, order=wanted)
    text = re.sub(r"\bline up (them|it)\b", r"line \1 up", text)
    if wanted and rng.random() < 0.07 and ' for ' not in text:
        text += f" {rng.choice(asking.PURPOSES)}"
    if rng.random() < 0.2:
        wish = rng.choice([wish for wish in asking.WISHES if " me " not in text or re.search(r"\byou\b(?!.* (?:help|my|see))", wish)])
        return f"{wish[:-1]} {text}?" if wish[-1] == "?" else f"{wish} {text}"
    if rng.random() < 0.35:
        before = rng.choice([before for before in BEFORE if " me " not in text or before not in ("help me", "let us", "try to")])
        return f"{before} {text}{'?' if before.split(' ')[0] in ASKS or 'can you' in before else ''}"
    return f"{text}, please" if rng.random() < 0.1 else text


def request(rng, down):
    """A question with {listed} where the numbers go."""
    pick, of, where = rng.choice, asking.Kind(rng) if rng.random() < 0.45 else None, rng.random()
    if not of and rng.random() < 0.05:
        return pick(asking.CODE)[down].replace("{l}", "{listed}")
    wanted, them = order(rng, down, of), things(rng, of)
    if not of and not down and rng.random() < 0.05:  # up, if nothing is said
        text = f"{pick(('sort', 'sort', 'please sort', 'order', 'can you sort'))} {pick(('{l}', f'{them}: {{l}}'))}"
    elif where < (0.2 if of else 0.27):  # the list inside
        what = pick(asking.INSIDE).format(x=of.what, l="{l}") if of else pick((
            "{l}", "{l}", "the numbers {l}", "these numbers ({l})", "the list {l}", f"the {pick(NOUNS)} {{l}}", "my list {l}", f"{them}, {{l}},",
            f"{them} ({{l}})", f"{them} - {{l}} -", "these: {l},"))
        text = asked(rng, what, wanted)
    elif where < (0.4 if of else 0.52):  # after
        text = asked(rng, them, wanted)
        text += pick((" {l}", "\n{l}")) if text.endswith("?") else pick((": {l}", ": {l}", ": {l}", ":\n{l}"))
    elif where < (0.45 if of else 0.6):  # after, and the order first
        text = f"{wanted}, {asked(rng, them, '')}: {{l}}"
    elif where < (0.5 if of else 0.64):  # the order in a sentence of its own
        text = pick(("put {} in order", "sort {}", "order {}", "arrange {}", "please sort {}", "I want to sort {}", "can you sort {}?",
                     "help me sort {}"))
        text, last = text.format(them), sentence(rng, down, of)
        text = pick((f"{text}: {{l}}. {last}.", f"{text}. {last}: {{l}}", f"{text}. {last}.\n{{l}}")).replace("?.", "?").replace("?:", "?")
    elif where < 0.93:  # before
        text = told(rng, down, of, wanted)
    elif of:
        text = pick(("{x}, {order}: {l}", "{x} {order}: {l}", "{order}: {x} {l}", "{x}: {l}\n{order}", "{x}: {l} ({order})")).format(
            x=of.what, order=wanted, l="{l}")
    else:
        text = pick(LABELLED).format(order=wanted, l="{l}")
    text = re.sub(r"[ ,:]+(?=[,?:])", "", re.sub(r"\?:", "?", re.sub(r"(?<=\n) +| +(?= )", "", text)))
    if rng.random() < 0.3:
        text = asking.talked(rng, text)
    if rng.random() < 0.8:
        text = up(text)
    if text[-1].isalpha() and rng.random() < 0.7 or text.endswith("{l}") and rng.random() < 0.6:
        text += "."
    return text.replace("{l}", pick(("{listed}",) * 18 + ("[{listed}]", "{listed}" if "({l})" in text else "({listed})")))


def told(rng, down, of, wanted):
    """A request after the list: "I have the numbers {l}. Put them in order." """
    pick, x, story = rng.choice, rng.choice(NOUNS), not of and rng.random() < 0.2
    names = dict(zip("nm", (pick(GIRLS + BOYS) if rng.random() < 0.7 else made_up(rng) for _ in range(2))))
    if story:
        x = pick(asking.CARDS)
        have = up(pick(asking.STORIES).format(t=x, l="{l}", **names))
    elif rng.random() < 0.25 + 0.05 * (not of):
        have = f"{of.what} {{l}}:" if of else pick(("{l}.", "{l},", "{l}:", "{l} -", "{l}\n"))
    else:
        have = of.told(rng, names) if of else pick(HAVE).format(x=x, l="{l}", **names)
    if rng.random() < 0.18:  # the order alone
        return f"{have} {up(wanted)}{pick(('', '', ', please', ' please', ' please!', '?', '. Can you do that?'))}"
    if rng.random() < 0.15:
        then = pick(("put them in order", "sort them", "order them", "please sort them", "can you sort them?", "line them up",
                     "arrange them for me"))
        return f"{have} {(up(then) if have[-1] == '.' else then)}. {sentence(rng, down, of)}".replace("?.", "?")
    it = "it" if "list" in have.lower() and not story and not of else "them"
    what = pick(("them", "them", "them", of.what, "these")) if of else pick(("them", "them", f"the {x}", f"these {x}")) if story else pick((
        "them", "them", "them", f"these {x}", f"the {x}", "these", "the list", it))
    then = asked(rng, what, wanted, story)
    return f"{have} {up(then) if have[-1] == '.' else then}"
