"""Facts about the sampler, gap filling and what is measured. Run: python -m unittest discover -t . -s training"""
import json
import unittest
from pathlib import Path

import torch

from . import card
from .checks import result, right, workings
from .chrf import chrf
from .model import Config, LLaDA
from .sample import fill, generate, transfer_counts

MASK, EOS = 63, 59


class Sampler(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.set_num_threads(1)
        cls.net = LLaDA(Config(32, 2, 4, 64, 64)).init_weights(0)
        torch.nn.init.normal_(cls.net.model["transformer"].ff_out.weight, std=0.3)

    def test_the_remainder_of_the_commits_goes_to_the_earliest_steps(self):
        self.assertEqual(transfer_counts(10, 4), [3, 3, 2, 2])

    def test_an_answer_does_not_depend_on_its_neighbours(self):
        short, long = [5, 6, 7], [9, 8, 7, 6, 5, 4]
        for options in ({"steps": 8}, {"steps": 4}, {"threshold": 0.2}):
            both, passes = generate(self.net, [short, long], MASK, EOS, gen_length=8, block_length=4, **options)
            alone, alone_passes = generate(self.net, [short], MASK, EOS, gen_length=8, block_length=4, **options)
            self.assertEqual(both[0].tolist(), alone[0].tolist())
            self.assertEqual(int(passes[0]), int(alone_passes[0]))
            self.assertFalse((both == MASK).any())

    def test_no_passes_are_spent_behind_the_block_in_which_an_answer_ends(self):
        prompts = [[5, 6, 7], [9, 8, 7, 6, 5, 4]]
        whole, passes = generate(self.net, prompts, MASK, EOS, gen_length=16, block_length=4, steps=16)
        end = int(whole[0, 2])
        cut, fewer = generate(self.net, prompts, MASK, EOS, (end,), gen_length=16, block_length=4, steps=16)
        for row, (ids, others) in enumerate(zip(whole.tolist(), cut.tolist())):
            ended = next((i // 4 for i, token in enumerate(ids) if token in (end, EOS)), 3)
            self.assertEqual(others, ids[:4 * ended + 4] + [EOS] * (12 - 4 * ended))
            self.assertEqual((int(passes[row]) >= int(fewer[row]), int(fewer[row])), (True, 4 * ended + 4))

    def test_the_surest_tokens_come_first(self):
        ids, passes = generate(self.net, [[1, 2]], MASK, EOS, gen_length=4, block_length=4, steps=4)
        self.assertEqual(int(passes), 4)
        canvas = torch.tensor([[1, 2] + [MASK] * 4])
        for _ in range(4):  # the plain rule, one row, no batch
            logits = self.net(canvas).float()
            logits[..., MASK] = -torch.inf
            best, token = logits.softmax(-1).max(-1)
            at = int(torch.where(canvas[0] == MASK, best[0], -1).argmax())
            canvas[0, at] = token[0, at]
        self.assertEqual(ids[0].tolist(), canvas[0, 2:].tolist())

    def test_steps_that_do_not_divide_are_refused(self):
        with self.assertRaisesRegex(ValueError, "gen_length 10"):
            generate(self.net, [[1]], MASK, EOS, gen_length=10, block_length=4, steps=4)

    def test_gaps_are_filled_and_the_rest_is_kept(self):
        texts = [[1, MASK, MASK, 4, 5], [7, 8, MASK]]
        filled = fill(self.net, texts, MASK, EOS)
        for text, made in zip(texts, filled):
            self.assertTrue(all(b == a if a != MASK else b != MASK for a, b in zip(text, made)))
        self.assertEqual(filled[1], fill(self.net, texts[1:], MASK, EOS)[0])


class Figures(unittest.TestCase):
    def test_chrf_is_sacrebleus(self):
        # sacrebleu 2.6.0, corpus_chrf with its defaults; the second reference of a single one repeats the first
        made = ["Vous avez un message.", "Je vais voir Tom aujourd'hui.", "Le bus était bondé", "Hello"]
        wanted = [["Tu as un message.", "Vous avez un message !"], ["Je verrai Tom aujourd'hui."],
                  ["Le bus était très plein.", "Le bus était bondé."], ["x"]]
        self.assertAlmostEqual(chrf(made, wanted), 81.78750587815189, places=10)
        self.assertAlmostEqual(chrf(["same"], [["same"]]), 100)
        self.assertEqual(chrf([""], [["other"]]), 0)

    def test_a_result_is_what_the_sentence_names_or_the_last_number(self):
        self.assertEqual(result("The final result is 12. He has 3*4=12 pens, not 13."), 12)
        self.assertEqual(result("That is 1,200."), 1200)
        self.assertIsNone(result("none"))

    def test_a_working_is_judged_by_what_it_copies_and_what_it_computes(self):
        row = {"messages": [{"role": "user", "content": "Emma has 12 pens and buys 5."}], "text": "She has 12+5=17 pens.", "answer": 17}
        self.assertEqual(workings([row], ["Emma has 12+5=18 pens. 2*3=6 in May."]), {"copied": 1, "computed": 0.5, "named": 0})
        self.assertEqual(workings([row] * 2, ["12-5=7", "She has 12+5=17."]), {"copied": 0.5, "computed": 1, "named": 1})

    def test_an_answer_in_words_must_be_one_of_the_references(self):
        self.assertTrue(right({"references": ["a", "b"]}, " b"))
        self.assertFalse(right({"text": "1, 2."}, "2, 1."))
        self.assertTrue(right({"answer": 7, "text": "x"}, "The final result is 7."))

    def test_the_shipped_card_says_what_was_measured(self):
        folder = Path(__file__).parents[1] / "models" / "pebble"
        begin, end = card.MARKS
        said = (folder / "README.md").read_text(encoding="utf-8").split(begin)[1].split(end)[0]
        self.assertEqual(said.strip(), card.render(json.loads((folder / "evaluation.json").read_text(encoding="utf-8"))))


if __name__ == "__main__":
    unittest.main()
