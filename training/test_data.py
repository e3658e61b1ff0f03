"""Facts about what the model is trained and tested on: true, and disjoint. Run: python -m unittest discover -t . -s training"""
import itertools
import random
import re
import unittest

from . import corpora, heldout, phrases, tasks
from .drawing import Draw
from .drills import echo, line
from .problems import CLIPS, JUNE, NAMES, RESERVED, SPRINTS, draw, held_out, result_first
from .requesting import request
from .sorting import KEPT, frame, sort
from .sorting import held_out as numbers_held_out
from .sorting import written as requests_written
from .tales import tale
from .templates import ALIKE, OPEN, fill, read, templates
from .words import BOXES, BOYS, DAYS, EXERCISES, GIRLS, GOODS, MAKING, MONTHS, PLANTS, THINGS

EQUATION = re.compile(r"(\d+)([-+*/])(\d+)=(\d+)")
FACT = re.compile(r"\b[Aa]n? [a-z ]+ (?:has|is) (\d+) [a-z]+\b")  # "A dog has 4 legs": what the working says everyone knows
NAMED = {"three times": 3, "four times": 4, "five times": 5, "third": 3, "quarter": 4}
UP = r"small(?:est)?|most small|teeny|min|little|littlest|low(?:est)?|least|minimum|ascending|asc|increas\w+|ris(?:e|ing)|grow(?:ing)?|" \
     r"(?:go(?:ing)?|counts?|counting) up|upwards|direction: up|uphill|climb(?:ing)?|bigger|larger|higher|greater|no number is smaller|tiny|" \
     r"tiniest|young(?:est)?|short(?:est)?|cheap(?:est)?|light(?:est)?|cold(?:est)?|cool(?:est)?|briefest|slow(?:est)?|near(?:est)?|closest|" \
     r"thin(?:nest)?|fewest|earl(?:y|iest)|soonest|worst|weak(?:est)?|shallow(?:est)?|narrow(?:est)?|quiet(?:est)?|soft(?:est)?|poor(?:est)?|" \
     r"dry|driest|empt(?:y|iest)|dim(?:mest)?|dark(?:est)?|rare(?:st)?|unpopular|mild(?:est)?|flat(?:test)?|gentle(?:st)?|fresh(?:est)?|" \
     r"eas(?:y|iest)|simplest|calm(?:est)?|meanest|newest|inexperienced|non-?decreasing|min-heap|sort -n|a - b|, up(?=\))"
DOWN = r"big|giant|max|biggest|large(?:st)?|high(?:est)?|greatest|most|maximum|descending|desc|reverse=True|decreas\w+|fall(?:ing)?|shrink(?:ing)?|" \
       r"(?:go(?:ing)?|counts?|counting) down|downwards|direction: down|downhill|drop(?:ping)?|countdown|smaller|lower|less|no number is larger|" \
       r"count these down|huge|old(?:est)?|tall(?:est)?|dearest|expensive|priciest|costliest|heav(?:y|iest)|hot(?:test)?|warm(?:est)?|" \
       r"long(?:est)?|fast(?:est)?|quickest|speediest|far|farthest|furthest|distant|thick(?:est)?|late(?:st)?|best|strong(?:est)?|deep(?:est)?|" \
       r"wid(?:e|est)|broad(?:est)?|loud(?:est)?|rich(?:est)?|wet(?:test)?|rainiest|full(?:est)?|bright(?:est)?|commonest|common|popular|" \
       r"spic(?:y|iest)|sharpest|steep(?:est)?|hard(?:est)?|difficult|sweetest|bus(?:y|iest)|wind(?:y|iest)|might(?:y|iest)|experienced|" \
       r"non-?increasing|max-heap|sort -rn|b - a|, down(?=\))|reverse|backwards"
LAST = re.compile(r"the \w+(?: \w+){0,3}? (?:(?:comes|is|should come|must be) )?(?:last|at the end)\b|ending with the \w+", re.I)
# "years old" is no order, nobody counts in "wrote the page counts down", and Max is a boy, too
OTHERWISE = re.compile(r"\byears old\b|\bpage counts\b|\bMax (?=[a-z])(?!(?:first|at|last|to|in|down|up|on|value|number|one)\b)|\band Max\b")
MEANT = NAMED | {"half": 2, "halves": 2, "twice": 2, "double": 2, "dozen": 12, "four sides": 4}  # in templates
LONG_SUM = re.compile(r"\d+(?:[-+*/]\d+)+=\d+")
WORDS = (*GIRLS, *BOYS, *THINGS, *GOODS, *MONTHS, *DAYS, *(w for p in (*BOXES, *PLANTS, *EXERCISES, *MAKING) for w in p), "day", "month",
         "months", "days", "he", "she", "his", "her", "in", "on", "bus", "train", "boat", "tram", "week", "half", "twice", "three", "four",
         "five", "times", "earns", "saves", "earn", "save", "older", "younger")
DRAWN = re.compile(r"\b(?:" + "|".join(sorted(set(WORDS), key=len, reverse=True)) + r"|\d+)\b", re.I)

try:
    HAVE = bool(corpora.folder())
except FileNotFoundError:
    HAVE = False
needs_data = unittest.skipUnless(HAVE, "the data of training/README.md is not here")


def true(equation):
    left, right = equation.split("=")
    return eval(left) == int(right)  # digits and operators only: the pattern saw to it


def descending(question):
    """What a request to sort means: its first word about size or direction tells, unless that is what comes last. Up if it says nothing."""
    question = re.sub(OTHERWISE, "", question)
    first = re.search(rf"\b(?:({UP})|({DOWN}))\b", question, re.I)
    last = LAST.search(question)
    flipped = last and first and last.start() <= first.start() < last.end()
    return bool(first) and bool(first[2]) != bool(flipped)


def wording(question):
    """What is left of a question without its names, things, numbers and the like."""
    return re.sub(r"_(?: _)*", "_", DRAWN.sub("_", question))


class Problems(unittest.TestCase):
    def test_every_equation_is_true_and_the_last_one_is_the_answer(self):
        rng = random.Random(3)
        for name in NAMES:
            for i in range(300):
                problem = draw(rng, name=name, test=True) if i % 4 == 0 else draw(rng, rng.choice([0.15, 0.5, 1.0]), name=name)
                for _, text in problem.turns:
                    found = EQUATION.findall(text)
                    self.assertTrue(found, text)
                    self.assertTrue(all(true("".join((a, op, b, "=", c))) for a, op, b, c in found), text)
                    self.assertTrue(text.endswith(f" The final result is {found[-1][3]}."), text)
                self.assertEqual(problem.answer, int(found[-1][3]))
                first = result_first(rng, problem).turns[-1][1]
                self.assertTrue(first.startswith(f"The final result is {problem.answer}. "), first)
                self.assertEqual(EQUATION.findall(first), found)

    def test_every_number_of_an_equation_was_given_or_worked_out_before(self):
        rng = random.Random(4)
        for i in range(4000):
            known = {"2"}  # "half" and "twice" name no digits
            problem = draw(rng, test=i % 4 == 0)
            for question, text in problem.turns:
                known |= set(re.findall(r"\d+", question))
                known |= {str(k) for w, k in NAMED.items() if w in question.lower()}
                known |= set(FACT.findall(text))
                for a, _, b, c in EQUATION.findall(text):
                    self.assertLessEqual({a, b}, known, f"{question} {text}")
                    known.add(c)

    def test_most_equations_are_small(self):
        rng = random.Random(14)
        found = [max(map(int, (a, b, c))) for _ in range(4000) for _, text in draw(rng).turns for a, _, b, c in EQUATION.findall(text)]
        self.assertGreater(sum(n < 100 for n in found) / len(found), 0.8)
        self.assertLess(max(found), 10_000)

    def test_training_and_test_problems_share_no_numbers_and_no_wording(self):
        rng = random.Random(6)
        trained, tested = [draw(rng) for _ in range(30_000)], [draw(rng, test=True) for _ in range(4_000)]
        self.assertFalse({(p.family, p.numbers) for p in trained} & {(p.family, p.numbers) for p in tested})
        self.assertTrue(all(held_out(p.family, p.numbers) for p in tested))
        words = [{wording(question) for p in problems for question, _ in p.turns} for problems in (trained, tested)]
        self.assertGreater(len(words[0]), 150)
        self.assertFalse(words[0] & words[1])

    def test_the_demo_questions_are_never_trained_on_though_their_families_cover_them(self):
        rng = random.Random(9)
        self.assertTrue(all(held_out(*cell) for cell in RESERVED))
        for name in ("sprints", "two_months"):
            for _ in range(20_000):
                for question, _ in draw(rng, name=name).turns:
                    self.assertNotIn(question, (SPRINTS, CLIPS))
        wordings = {wording(q) for _ in range(20_000) for q, _ in draw(rng, name=rng.choice(("sprints", "two_months"))).turns}
        self.assertLessEqual({wording(SPRINTS), wording(CLIPS)}, wordings)
        self.assertIn("three times as many items in June", JUNE)


class Templates(unittest.TestCase):
    def test_every_template_makes_problems_whose_equations_are_true_and_use_what_was_said(self):
        """Or 1 or 2: "me and my sisters", "each of the two", "the same way back"."""
        rng = random.Random(15)
        for template in templates(False) + templates(True):
            made = [fill(Draw(rng, scale), template) for scale in (1, 1, 1, 0.5)]
            self.assertGreater(sum(p is not None for p in made), 1, template)
            for problem in filter(None, made):
                (question, text), = problem.turns
                self.assertNotRegex(question + text, r"[{}\[\]|]")
                found = EQUATION.findall(text)
                for match in EQUATION.finditer(text):
                    self.assertTrue(true(match[0]), text)
                    before = question + text[:match.start()]
                    known = {"1", "2"} | set(re.findall(r"\d+", before)) | {str(k) for w, k in MEANT.items() if re.search(rf"\b{w}", before, re.I)}
                    self.assertLessEqual({match[1], match[3]}, known, f"{question} {text}")
                self.assertTrue(text.endswith(f" The final result is {problem.answer}."), text)
                self.assertEqual(problem.answer, int(found[-1][3]))

    def test_templates_for_testing_are_none_of_those_for_training(self):
        sets = [{wording(OPEN.sub("_", t.question)) for t in templates(test)} for test in (False, True)]
        self.assertFalse(sets[0] & sets[1])
        self.assertGreater(len(sets[1]), 300)
        self.assertLess(max(t.like(other) for t in templates(True) for other in templates(False)), ALIKE)
        one, other = (read(f"{text} | [a+b=p].") for text in ("How many pens do {a} boys and {b} girls have?", "How many pens do {a} girls have?"))
        self.assertEqual((one.like(other), one.like(one)), (6 / 8, 1))

    def test_no_stranger_and_no_corpus_asks_what_a_template_for_training_can_say(self):
        words = lambda text: re.sub(r"[^a-z0-9 ]", "", text.lower()).strip()
        asked = [words(r["messages"][-1]["content"]) for r in heldout.strangers()] + [words(q) for q in (SPRINTS, CLIPS, JUNE)]
        if HAVE:
            asked += [words(q) for q, _ in corpora.svamp() + corpora.gsm8k_test()]
        for template in templates(False):
            parts = [words(part) if i % 2 == 0 else r"\d+" if part in "abcd" else r"[a-z ]+" for i, part in enumerate(OPEN.split(template.question))]
            said = re.compile(" *".join(parts))
            self.assertFalse([q for q in asked if said.fullmatch(q)], template.question)

    def test_a_line_that_is_no_template_is_refused(self):
        for line in ("How many?", "Of {a}? | [a+a=p]. | a=3", "Of {a}? | {a}+2=5.", "Of {a}? | {N} has [a+2=p].", "Of {a}? | [a+2=p] [a. | a<3"):
            with self.assertRaises(ValueError, msg=line):
                read(line)


class OtherTasks(unittest.TestCase):
    def test_sorted_numbers_are_sorted_and_sets_to_sort_are_not_shared(self):
        rng = random.Random(5)
        whole = {frame(text): down for down in (False, True) for text in requests_written(down)}
        asked = {False: set(), True: set()}
        for i in range(20_000):
            test = i % 3 == 0
            (question, answer), *others = sort(rng, test=test)
            given, made = ([int(n) for n in re.findall(r"\d+", text)] for text in (question, answer))
            said = frame(re.sub(r"\d+(?:(?:, |,| and |; | )\d+)*", "{listed}", question))
            self.assertEqual(made, sorted(given, reverse=whole.get(said, descending(question))), question)
            for again in others:
                self.assertEqual([int(n) for n in re.findall(r"\d+", again[1])], made[::-1])
            self.assertTrue(2 <= len(given) <= 8)
            self.assertEqual(numbers_held_out(given), test)
            asked[test].add(frame(re.sub(r"\d+(, \d+)*", "{listed}", question)))
        self.assertEqual(len(asked[True]), len(KEPT))
        self.assertGreater(len(asked[False]), 3000)
        self.assertFalse(asked[True] & asked[False])

    def test_a_request_made_of_parts_means_what_it_was_made_for(self):
        rng = random.Random(16)
        for i in range(20_000):
            text = request(rng, i % 2 == 1)
            self.assertEqual(descending(text.format(listed="1, 2")), i % 2 == 1, text)
            self.assertEqual(text.count("{listed}"), 1, text)

    def test_requests_written_as_a_whole_have_one_list_and_are_none_of_those_for_testing(self):
        self.assertEqual(len(KEPT), 42)
        for down in (False, True):
            self.assertGreater(len(requests_written(down)), 500)
            for text in requests_written(down):
                self.assertEqual((text.count("{listed}"), re.search(r"[{}\d]", text.replace("{listed}", ""))), (1, None), text)
                self.assertNotIn(frame(text), KEPT)
        self.assertFalse(set(requests_written(False)) & set(requests_written(True)))

    def test_drills_are_true(self):
        rng = random.Random(5)
        for _ in range(1000):
            text = line(rng, 80)
            self.assertTrue(all(map(true, LONG_SUM.findall(text))), text)
            self.assertEqual(text.count("="), len(LONG_SUM.findall(text)))

    def test_a_phrase_has_its_french_and_the_test_sets_sentences_are_never_trained_on(self):
        rng = random.Random(12)
        sets = [{phrases.pair(rng, test) for _ in range(20_000)} for test in (False, True)]
        for side in (0, 1):  # nor in the other language
            self.assertFalse({p[side] for p in sets[0]} & {p[side] for p in sets[1]})
        self.assertGreater(len(sets[1]), 200)
        self.assertLessEqual(sets[0], phrases.trained())
        made = {p for words in itertools.product(phrases.NOUNS, phrases.COLOURS, phrases.SIZES) for kind in phrases.kinds(*words) for p in kind}
        self.assertLessEqual(sets[1], made - phrases.trained())
        self.assertLessEqual({
            ("Where is the green car?", "Où est la voiture verte ?"), ("This is my big flower.", "C'est ma grande fleur."),
            ("I see an apple.", "Je vois une pomme."), ("The tree is green.", "L'arbre est vert."), ("This is my star.", "C'est mon étoile."),
            ("The small star is yellow.", "La petite étoile est jaune."), ("My school is big.", "Mon école est grande."),
            ("I do not have an airplane.", "Je n'ai pas d'avion."), ("I do not have a big clock.", "Je n'ai pas de grande horloge."),
        }, made)
        self.assertEqual(len({e for e, _ in made}), len({f for _, f in made}))
        english = [{e for e, _ in made} for made in sets]
        for _ in range(300):
            (question, answer), = phrases.phrase(rng)
            (asked, wanted), = phrases.phrase(rng, test=True)
            self.assertFalse(any(e in (question.partition(": ")[2], answer) for e in english[1]))
            into_french = phrases.TO_FRENCH[-1].removesuffix("{}")
            self.assertTrue(phrases.held_out(asked.removeprefix(into_french) if asked.startswith(into_french) else wanted), asked)

    def test_a_tale_says_everything_twice_and_the_test_sets_are_never_told(self):
        rng = random.Random(13)
        sets = [{tale(rng, test) for _ in range(2000)} for test in (False, True)]
        self.assertFalse(sets[0] & sets[1])
        for animal, name, text in sets[0]:
            words, (toy,) = re.findall(r"\w+", text), re.findall(r"found the (\w+)", text)
            (friend,) = re.findall(r"the (\w+)(?: went to the \w+ and)? found the", text, re.I)
            (home,) = re.findall(r"(?:in|shared|In) a (\w+)", text)
            self.assertTrue(all(words.count(word) > 1 for word in (animal, name, toy, friend, home)), text)

    def test_an_echo_repeats_its_question(self):
        rng = random.Random(7)
        for _ in range(500):
            (question, answer), = echo(rng)
            self.assertEqual(question.split(": ", 1)[1], answer)

    def test_a_sample_names_a_task_that_was_asked_for(self):
        rng = random.Random(8)
        for _ in range(300):
            self.assertIn(tasks.sample(rng, {"problems": 1, "drills": 1}).task, ("problems", "drills"))


@needs_data
class Corpora(unittest.TestCase):
    def test_no_test_sentence_shares_a_translation_with_training(self):
        train, test = corpora.sentences()
        for side in (0, 1):
            self.assertFalse({corpora.plain(p[side]) for p in train} & {corpora.plain(p[side]) for p in test})
        self.assertGreater(len(test), 1000)

    def test_no_test_sentence_is_said_by_the_other_task_of_sentences(self):
        plain = lambda pairs: {corpora.plain(text) for pair in pairs for text in pair}
        asked = re.compile("|".join(re.escape(forms[-1].removesuffix("{}")) for forms in (phrases.TO_FRENCH, phrases.TO_ENGLISH)))
        sets = heldout.everything()
        said = {name: plain((asked.sub("", r["messages"][0]["content"]), r["text"], *r.get("references", ())) for r in sets[name])
                for name in ("phrases", "translation")}
        self.assertEqual([len(sets[name]) for name in said], [200, 400])
        self.assertFalse(said["phrases"] & plain(corpora.sentences()[0]))
        self.assertFalse(said["translation"] & plain(phrases.trained()))
        self.assertFalse(said["translation"] & plain(corpora.sentences()[0]))

    def test_no_story_of_training_shares_eight_words_in_a_row_with_a_test_story(self):
        train, test = corpora.stories()
        grams = [set().union(*map(corpora.grams, texts)) for texts in (train, test)]
        self.assertFalse(grams[0] & grams[1])
        self.assertGreater(len(test), 80)

    def test_gsm8k_workings_are_chains_of_true_equations(self):
        rows = corpora.gsm8k_train()
        self.assertGreater(len(rows), 1500)
        for _, working in rows:
            found = LONG_SUM.findall(working)
            self.assertTrue(found and all(map(true, found)), working)
            self.assertTrue(working.endswith(f" The final result is {found[-1].split('=')[1]}."), working)
            self.assertNotIn("<<", working)

    def test_a_working_is_ours_or_none(self):
        self.assertEqual(corpora.worked("He sold 48/2 = $<<48/2=24>>24 clips\nThen 48+24 = <<48+24=72>>72.\n#### 72"),
                         "He sold 48/2=24 clips. Then 48+24=72. The final result is 72.")
        for other in ("12/60 = <<12/60=0.2>>0.2\n#### 0.2", "1+2+3 = <<1+2+3=6>>6\n#### 6", "2*3 = <<2*3=6>>6\n#### 7", "nothing\n#### 1"):
            self.assertIsNone(corpora.worked(other))

    def test_no_question_for_measuring_is_trained_on(self):
        sets = heldout.everything()
        measured = {corpora.plain(r["messages"][0]["content"]) for rows in sets.values() for r in rows
                    if "messages" in r and r.get("kind") != "sum"}  # a sum of two small numbers comes up, whoever asks
        measured |= {corpora.plain(q) for q in (SPRINTS, CLIPS, JUNE)} | {corpora.plain(q) for q, _ in corpora.gsm8k_test()}
        self.assertFalse(measured & {corpora.plain(q) for q, _ in corpora.gsm8k_train()})
        rng = random.Random(11)
        for i in range(20_000):
            for question, _ in tasks.sample(rng, tasks.WIDE if i % 2 else tasks.SHARES).turns:
                self.assertFalse(corpora.plain(question) in measured, question)
        self.assertEqual((len(sets["svamp"]), len(sets["gsm8k"])), (1000, 440))


if __name__ == "__main__":
    unittest.main()
