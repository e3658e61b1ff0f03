"""Facts about the generator, the masks, the loss and the sampler. Run: python -m unittest training.test_training"""
import random
import re
import unittest

import numpy as np
import torch

from . import tokenizer as tokens
from .batches import LENGTHS, Batches, Mix
from .drills import equation, small_talk
from .evaluate import CLIPS, JUNE, SPRINTS, held_out_set
from .model import Config, LLaDA
from .muon import orthogonalise
from .problems import FAMILIES, RESERVED, draw, held_out
from .sample import generate, transfer_counts
from .team import loss_of

EQUATION = re.compile(r"(\d+)([-+*/])(\d+)=(\d+)")
WORK = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b}


class Problems(unittest.TestCase):
    def test_every_equation_is_true_and_the_last_one_is_the_answer(self):
        rng = random.Random(3)
        for name in FAMILIES:
            for _ in range(300):
                problem = draw(rng, rng.choice([0.15, 0.5, 1.0]), name=name)
                for _, text in problem.turns:
                    found = EQUATION.findall(text)
                    self.assertTrue(found, text)
                    for a, op, b, c in found:
                        self.assertEqual(WORK[op](int(a), int(b)), int(c), text)
                    self.assertTrue(text.endswith(f"The final result is {found[-1][3]}."), text)
                self.assertEqual(problem.answer, int(found[-1][3]))

    def test_every_number_of_an_equation_was_given_or_worked_out_before(self):
        rng = random.Random(4)
        for _ in range(4000):
            known = {"2"}  # "half" and "twice" name no digits
            problem = draw(rng)
            for question, text in problem.turns:
                known |= set(re.findall(r"\d+", question))
                known |= {str(k) for k, w in {2: "twice", 3: "three times", 4: "four times", 5: "five times"}.items() if w in question}
                for a, _, b, c in EQUATION.findall(text):
                    self.assertLessEqual({a, b}, known, f"{question} {text}")
                    known.add(c)

    def test_drills_and_sorting_are_true(self):
        rng = random.Random(5)
        for _ in range(3000):
            a, op, b, c = EQUATION.fullmatch(equation(rng)).groups()
            self.assertEqual(WORK[op](int(a), int(b)), int(c))
            (question, answer), = small_talk(rng)
            if question.startswith("Sort"):
                given = [int(n) for n in re.findall(r"\d+", question)]
                self.assertEqual([int(n) for n in re.findall(r"\d+", answer)], sorted(given, reverse="largest to" in question))

    def test_training_and_test_problems_are_disjoint(self):
        rng = random.Random(6)
        trained = {(p.family, p.numbers) for p in (draw(rng) for _ in range(20_000))}
        tested = [draw(rng, test=True) for _ in range(2_000)]
        self.assertFalse(trained & {(p.family, p.numbers) for p in tested})
        self.assertTrue(all(held_out(p.family, p.numbers) for p in tested))
        # the first question decides: a second turn such as "How many are left?" may be worded alike
        questions = {row["messages"][0]["content"] for row in held_out_set(200)}
        rng = random.Random(8)
        self.assertFalse(questions & {draw(rng).turns[0][0] for _ in range(50_000)})

    def test_the_demo_questions_are_never_trained_on(self):
        rng = random.Random(9)
        self.assertTrue(all(held_out(*cell) for cell in RESERVED))
        for name in ("sprints", "two_months"):
            for _ in range(20_000):
                for question, _ in draw(rng, name=name).turns:
                    self.assertNotIn(question, (SPRINTS, CLIPS))
        texts = [q for _ in range(20_000) for p in [draw(rng, test=True, name="two_months")] for q, _ in p.turns]
        self.assertTrue(any("sold clips to 48 of" in t for t in texts))  # the family covers the demo
        self.assertIn("three times as many items in June", JUNE)


class Training(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.set_num_threads(1)
        cls.tok = tokens.train(1024, 20_000)
        cls.net = LLaDA(Config(32, 2, 4, 64, 1024)).init_weights(0)
        torch.nn.init.normal_(cls.net.model["transformer"].ff_out.weight, std=0.1)

    def test_special_tokens_end_the_vocabulary_and_digits_stand_alone(self):
        self.assertEqual([self.tok.token_to_id(t) for t in tokens.SPECIAL], list(range(1018, 1024)))
        self.assertEqual(self.tok.encode("75*4=300").tokens, list("75*4=300"))
        text = tokens.chat((("How many?", "She has 3."), ("And now?",)))
        self.assertEqual(self.tok.decode(self.tok.encode(text).ids, skip_special_tokens=False), text)

    def test_the_chat_template_is_what_training_used(self):
        try:
            import jinja2
        except ImportError:
            self.skipTest("jinja2 is not installed")
        messages = [{"role": "user", "content": " How many? "}, {"role": "assistant", "content": "Three."},
                    {"role": "user", "content": "And now?"}]
        text = jinja2.Template(tokens.CHAT_TEMPLATE).render(messages=messages, bos_token=tokens.BOS, add_generation_prompt=True)
        self.assertEqual(text, tokens.chat((("How many?", "Three."), ("And now?",))))

    def test_only_the_answer_is_masked_and_the_targets_are_the_truth(self):
        batches = Batches(self.tok, 3840, 1)
        turns = (("How many?", "She has 3*4=12 pens. The final result is 12."),)
        ids, start = batches.conversation(turns)
        for seed in range(20):
            batch = batches.masked([("chat", ids, start)] * 40, 64, np.random.default_rng(seed), Mix(whole=0))
            flat = batch.ids.ravel().copy()
            self.assertTrue((flat[batch.where] == batches.mask).all())
            self.assertTrue((batch.where % 64 >= start).all())
            flat[batch.where] = batch.targets
            truth = ids + [batches.eos] * (64 - len(ids))
            self.assertTrue((flat.reshape(40, 64) == truth).all())

    def test_batches_have_known_lengths_and_about_as_many_tokens_as_asked(self):
        batches = Batches(self.tok, 3840, 1)
        for number in range(20):
            rows, length = batches.batch(number, Mix()).ids.shape
            self.assertIn(length, LENGTHS)
            self.assertEqual(rows, 3840 // length)

    def test_the_loss_is_the_cross_entropy_over_t_and_response_length(self):
        batches = Batches(self.tok, 3840, 1)
        ids, start = batches.conversation((("How many?", "She has 3*4=12 pens. The final result is 12."),))
        rows = 8
        mix = Mix(whole=0, block=0, focus=0, weight="elbo")
        batch = batches.masked([("chat", ids, start)] * rows, len(ids), np.random.default_rng(0), mix)
        loss, _ = loss_of(self.net, self.net.trunk, batch)
        # the same t, drawn in the same order
        rng = np.random.default_rng(0)
        t = np.maximum((rng.random() + rng.permutation(rows)) / rows, 0.02)
        with torch.autocast("cpu", torch.bfloat16):
            logits = self.net(torch.from_numpy(batch.ids)).float().log_softmax(-1)
        expected = 0.0
        for flat, target in zip(batch.where, batch.targets):
            row, position = divmod(int(flat), len(ids))
            expected -= logits[row, position, target].item() / t[row] / (len(ids) - start) / rows
        self.assertAlmostEqual(loss.item(), expected, places=2)

    def test_orthogonalised_matrices_have_singular_values_near_one(self):
        torch.manual_seed(0)
        values = torch.linalg.svdvals(orthogonalise(torch.randn(3, 16, 48)).float())
        self.assertTrue(((values > 0.5) & (values < 1.4)).all(), values)

    def test_the_remainder_of_the_commits_goes_to_the_earliest_steps(self):
        self.assertEqual(transfer_counts(10, 4), [3, 3, 2, 2])

    def test_an_answer_does_not_depend_on_padding(self):
        mask, eos = (self.tok.token_to_id(t) for t in (tokens.MASK, tokens.EOS))
        short, long = [5, 6, 7], [9, 8, 7, 6, 5, 4]
        both, _ = generate(self.net, [short, long], mask, eos, gen_length=8, block_length=4, steps=8)
        alone, passes = generate(self.net, [short], mask, eos, gen_length=8, block_length=4, steps=8)
        self.assertEqual(both[0].tolist(), alone[0].tolist())
        self.assertLessEqual(passes, 8)
        self.assertFalse((both == mask).any())


if __name__ == "__main__":
    unittest.main()
