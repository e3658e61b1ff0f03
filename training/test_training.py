"""Facts about tokens, batches, masks, the loss and the loop. Run: python -m unittest discover -t . -s training"""
import contextlib
import io
import json
import random
import shutil
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from . import export, train
from . import tokenizer as tokens
from .batches import EPSILON, KINDS, Batches, Mix
from .model import Config, LLaDA, attend
from .muon import orthogonalise
from .numerals import PERIODS, features, plant
from .tasks import sample
from .team import Numbered, loss_of, mix_at
from .tokenizer import chat

OWN = (("problems", 0.6), ("sorting", 0.1), ("echo", 0.1), ("talk", 0.1), ("drills", 0.1))  # what needs no data
SIZE = 1536  # each name and thing is one token


def small_tokenizer():
    """Trained on what is made here, so that the tests need no data."""
    rng, lines = random.Random(0), []
    for _ in range(3000):
        made = sample(rng, dict(OWN))
        lines += [f"user\n\n{text}" for turn in made.turns for text in turn]
    return tokens.train(SIZE, lines)


def setUpModule():
    global TOK
    torch.set_num_threads(1)
    TOK = small_tokenizer()


def net(seed=0):
    made = LLaDA(Config(32, 2, 4, 64, SIZE)).init_weights(seed)
    torch.nn.init.normal_(made.model["transformer"].ff_out.weight, std=0.1)
    return made


class Tokens(unittest.TestCase):
    def test_special_tokens_end_the_vocabulary_and_numbers_are_pairs_of_digits_from_the_right(self):
        self.assertEqual([TOK.token_to_id(t) for t in tokens.SPECIAL], list(range(SIZE - 6, SIZE)))
        self.assertEqual(TOK.encode("75*4=300, 1500-7").tokens, ["75", "*", "4", "=", "3", "00", ",", "Ġ", "15", "00", "-", "7"])
        for number in (*range(2000), 99_999, 123_456):
            made = TOK.encode(str(number)).tokens
            self.assertEqual(("".join(made), len(made)), (str(number), -(-len(str(number)) // 2)))
        text = chat((("How many?", "She has 3."), ("Où est-ce ?",)))
        self.assertEqual(TOK.decode(TOK.encode(text).ids, skip_special_tokens=False), text)

    def test_the_chat_template_is_what_training_used(self):
        try:
            import jinja2
        except ImportError:
            self.skipTest("jinja2 is not installed")
        messages = [{"role": "user", "content": " How many? "}, {"role": "assistant", "content": "Three."},
                    {"role": "user", "content": "And now?"}]
        text = jinja2.Template(tokens.CHAT_TEMPLATE).render(messages=messages, bos_token=tokens.BOS, add_generation_prompt=True)
        self.assertEqual(text, chat((("How many?", "Three."), ("And now?",))))


class Masks(unittest.TestCase):
    def setUp(self):
        self.batches, self.mix = Batches(TOK, 12, 160, 1), Mix(OWN)

    def unmasked(self, batch):
        flat = batch.ids.ravel().clone()
        self.assertTrue((flat[batch.where] == self.batches.mask).all())
        self.assertEqual(int((flat == self.batches.mask).sum()), len(batch.where))
        flat[batch.where] = batch.targets.int()
        return flat.view_as(batch.ids)

    def rows(self, number, mix):
        return self.batches.packed(random.Random(f"1/{number}"), mix)

    def test_a_batch_depends_on_its_number_alone(self):
        again = Batches(TOK, 12, 160, 1)
        again.batch(3, self.mix)
        for a, b in zip(self.batches.batch(7, self.mix)[:-1], again.batch(7, self.mix)[:-1]):
            self.assertTrue(torch.equal(a, b))

    def test_rows_are_full_and_hold_whole_sequences(self):
        self.batches = Batches(TOK, 12, 256, 1)  # in shorter rows a long sequence leaves a gap
        for number in range(5):
            batch = self.batches.batch(number, self.mix)
            truth, rows = self.unmasked(batch), self.rows(number, self.mix)
            self.assertGreater((batch.segments > 0).float().mean().item(), 0.8)
            for ids, segments, positions, row in zip(truth, batch.segments, batch.positions, rows):
                for j, s in enumerate(row):
                    mine = segments == j + 1
                    self.assertEqual(ids[mine].tolist(), s.ids + [self.batches.eos] * (s.canvas - len(s.ids)))
                    self.assertEqual(positions[mine].tolist(), list(range(s.canvas)))

    def test_only_what_is_to_be_learnt_is_masked(self):
        for number in range(10):
            batch, starts = self.batches.batch(number, Mix(OWN, whole=0)), {}
            for i, row in enumerate(self.rows(number, Mix(OWN, whole=0))):
                starts.update({(i, j + 1): s.start for j, s in enumerate(row)})
            for flat in batch.where.tolist():
                i, at = divmod(flat, 160)
                self.assertGreaterEqual(int(batch.positions[i, at]), starts[i, int(batch.segments[i, at])])

    def test_in_the_first_phase_masks_are_anywhere_but_at_the_very_first_token(self):
        batch = self.batches.batch(0, Mix(OWN, whole=1.0))
        at = batch.positions.ravel()[batch.where]
        self.assertEqual(int(at.min()), 1)
        self.assertLess(abs(len(batch.where) / int((batch.segments > 0).sum()) - 0.5), 0.08)
        phase = train.arguments(["--pretrain", "1000", "--rows", "2", "--length", "100", "--ramp", "2000"])
        self.assertEqual([mix_at(phase, n).whole for n in (0, 4, 5)], [1.0, 1.0, 0.05])
        drilled = train.arguments("--drilled 1000 --rows 2 --length 100 --shares".split() + ["problems:0.5 drills:0.1"])
        self.assertEqual([dict(mix_at(drilled, n).shares)["drills"] for n in (0, 4, 5)], [0.2, 0.2, 0.1])
        late = train.arguments(["--elbo-after", "1000", "--rows", "2", "--length", "100"])
        self.assertEqual([mix_at(late, n).weight for n in (0, 4, 5)], ["mean", "mean", "elbo"])
        self.assertEqual([round(mix_at(phase, n).scale, 3) for n in (0, 5, 10, 99)], [0.15, 0.575, 1.0, 1.0])

    def test_results_are_the_numbers_after_an_equals_sign_and_the_last_one_of_the_answer(self):
        ids, start = self.batches.conversation((("1=2?", "She has 12*10=120 pens, not 3. It is 1450."),))
        found = self.batches.results(np.array(ids), np.arange(len(ids)), np.zeros(len(ids), dtype=np.int64), np.array([start]))
        self.assertEqual("".join(TOK.decode([i]) for i, f in zip(ids, found) if f), "21201450")

    def test_blocks_are_clean_to_the_left_and_masked_to_the_right(self):
        mix = Mix((("problems", 1.0),), whole=0, block=1, focus=0)
        batch = self.batches.batch(2, mix)
        masked = torch.zeros(batch.ids.numel(), dtype=torch.bool)
        masked[batch.where] = True
        masked = masked.view_as(batch.ids)
        for i, row in enumerate(self.rows(2, mix)):
            for j, s in enumerate(row):
                mine = masked[i][batch.segments[i] == j + 1][s.start:]
                clean = torch.where(~mine)[0]
                if len(clean):  # all that is clean lies left of what is all masked, but for one block of at most 32
                    tail = mine[int(clean.max()) + 1:]
                    self.assertTrue(tail.all())
                    first = int(torch.where(mine)[0].min()) if mine.any() else len(mine)
                    self.assertLess(int(clean.max()) - first, 32)


class Loss(unittest.TestCase):
    def expected(self, batch, rows, t, model, batches):
        """The sum by LLaDA's formula, token by token, each sequence alone."""
        total, n, k = 0.0, sum(map(len, rows)), 0
        masked = set(batch.where.tolist())
        for i, row in enumerate(rows):
            at = 0
            for s in row:
                ids = batch.ids[i, at:at + s.canvas].long()
                with torch.autocast("cpu", torch.bfloat16):
                    logs = model(ids[None]).float().log_softmax(-1)[0]
                truth = s.ids + [batches.eos] * (s.canvas - len(s.ids))
                for pos in range(s.start, s.canvas):
                    if i * batches.length + at + pos in masked:
                        padding = 0.1 if pos > len(s.ids) else 1.0
                        total -= padding * logs[pos, truth[pos]].item() / t[k] / (len(s.ids) - s.start) / n
                at, k = at + s.canvas, k + 1
        return total

    def test_it_is_the_cross_entropy_over_t_and_response_length_averaged_over_sequences(self):
        model, batches = net(), Batches(TOK, 4, 200, 5)
        mix = Mix((("problems", 0.5), ("sorting", 0.5)), whole=0, block=0, focus=0)
        batch, rows = batches.batch(0, mix), batches.packed(random.Random("5/0"), mix)
        n, rng = batch.sequences, np.random.default_rng([5, 0])
        t = (1 - EPSILON) * (rng.random() + rng.permutation(n)) / n + EPSILON  # the same draw
        self.assertTrue((t > 0).all() and (t <= 1).all())
        loss, stats = loss_of(model, model.packed, batch)
        expected = self.expected(batch, rows, t, model, batches)
        self.assertLess(abs(loss.item() / expected - 1), 2e-3)
        self.assertEqual(int(stats[:, 2].sum()), len(batch.where))
        self.assertEqual([KINDS[k] for k in torch.where(stats[:, 2] > 0)[0]], ["problems", "sorting", "padding"])

    def test_with_equal_weights_it_is_the_mean_over_masked_tokens(self):
        model, batches = net(), Batches(TOK, 4, 200, 5)
        loss, stats = loss_of(model, model.packed, batches.batch(0, Mix((("drills", 1.0),), weight="mean")))
        self.assertAlmostEqual(loss.item(), (stats[:, 0].sum() / stats[:, 2].sum()).item(), places=4)

    def test_attention_spelled_out_is_the_librarys_and_so_are_its_gradients(self):
        torch.manual_seed(0)
        q, k, v = torch.randn(3, 2, 4, 10, 8, requires_grad=True).unbind()
        owner = torch.tensor([[0] * 4 + [1] * 6, [0] * 9 + [1]])
        mask = (owner[:, :, None] == owner[:, None, :])[:, None]
        made, wanted = attend(q, k, v, mask), F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        self.assertTrue(torch.allclose(made, wanted, atol=1e-5))
        for x, y in zip(*(torch.autograd.grad(out.square().sum(), (q, k, v)) for out in (made, wanted))):
            self.assertTrue(torch.allclose(x, y, atol=1e-4))

    def test_a_sequence_sees_itself_only(self):
        model, batches = net(), Batches(TOK, 3, 200, 2)
        batch = batches.batch(0, Mix(OWN))
        both = model.packed(batch.ids, batch.segments, batch.positions)
        row = int((batch.segments == 2).any(-1).int().argmax())
        mine = batch.segments[row] == 2
        alone = model.trunk(batch.ids[row:row + 1, mine])
        self.assertLess((both[row, mine] - alone[0]).abs().max().item(), 1e-5)


class Numerals(unittest.TestCase):
    def test_a_numbers_features_are_circles_so_that_equal_steps_are_equal_turns(self):
        made = features(torch.arange(100))
        pairs = made.square().unflatten(1, (2, -1)).sum(1)
        self.assertTrue(torch.allclose(pairs, torch.ones_like(pairs), atol=1e-5))
        near = (made[:-1] * made[1:]).unflatten(1, (2, -1)).sum(1)[:, :len(PERIODS)]  # cos(a)cos(b) + sin(a)sin(b)
        self.assertLess(near.std(0).max().item(), 1e-5)
        nearest = (made @ made.T).fill_diagonal_(-torch.inf).argmax(1) - torch.arange(100)
        self.assertGreater((nearest.abs() <= 2).float().mean().item(), 0.5)

    def test_only_the_numbers_rows_are_written_and_their_size_stays(self):
        plain, planted = net(), net()
        plant(planted, TOK, 1)
        before, after = (m.model["transformer"].wte.weight.detach() for m in (plain, planted))
        rows = torch.tensor([TOK.token_to_id(n) for n in tokens.NUMBERS])
        others = torch.ones(SIZE, dtype=torch.bool).index_fill_(0, rows, False)
        self.assertTrue(torch.equal(before[others], after[others]))
        self.assertLess(abs(after[rows].std().item() / before[rows].std().item() - 1), 0.15)
        like = lambda a, b: F.cosine_similarity(after[TOK.token_to_id(a)], after[TOK.token_to_id(b)], dim=0).item()
        self.assertGreater(like("42", "43"), like("42", "97"))
        self.assertTrue(torch.equal(planted.model["transformer"].ff_out.weight, 0.1 * planted.model["transformer"].wte.weight))


class Loop(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        tokens.save(TOK, self.folder, 160)
        fields = {"d_model": 32, "n_layers": 2, "n_heads": 4, "mlp_hidden_size": 64, "vocab_size": SIZE, "rms_norm_eps": 1e-5,
                  "rope_theta": 10000.0}
        (self.folder / "config.json").write_text(json.dumps(fields))

    def run_to(self, name, *more):
        args = train.arguments(
            ["--model", str(self.folder), "--folder", str(self.folder / name), "--device", "cpu", "--no-compile", "--rows", "4",
             "--length", "160", "--tokens", "7680", "--log-every", "4", "--checks", "0", "--warm", "3", "--pretrain", "1500", "--ramp",
             "3000", "--shares", " ".join(f"{k}:{v}" for k, v in OWN), *more])
        with contextlib.redirect_stdout(io.StringIO()):
            return train.train(args)

    def assertSame(self, a, b, exact=True):
        for (name, x), y in zip(a.net.state_dict().items(), b.net.state_dict().values()):
            self.assertTrue(torch.equal(x, y) if exact else torch.allclose(x, y, atol=2e-3), name)

    def test_a_resumed_run_ends_in_the_very_weights_of_one_that_went_through(self):
        through = self.run_to("through")
        cut = self.run_to("cut", "--stop", "6")
        self.assertEqual((through.step, cut.step), (12, 6))
        resumed = self.run_to("cut", "--resume")
        self.assertEqual(resumed.step, 12)
        self.assertSame(through, resumed)
        for x, y in zip(through.ema.parameters(), resumed.ema.parameters()):
            self.assertTrue(torch.equal(x, y))
        steps = [json.loads(line)["step"] for line in (self.folder / "cut" / "log.jsonl").read_text().splitlines()]
        self.assertEqual(steps, [4, 8, 12])

    def test_two_processes_with_half_batches_do_what_one_does(self):
        one = self.run_to("one", "--micro", "2", "--rows", "2")
        two = self.run_to("two", "--micro", "2", "--rows", "2", "--threads", "2")
        self.assertSame(one, two, exact=False)

    def test_batches_built_ahead_by_other_processes_are_the_same(self):
        args = train.arguments("--rows 2 --length 100 --workers 2 --device cpu --shares problems:1".split())
        numbered = Numbered(TOK, args)
        ahead = numbered.ahead(5)
        for number in (5, 6, 7):
            self.assertTrue(torch.equal(next(ahead).ids, numbered[number].ids))

    def test_a_run_with_batches_built_ahead_is_the_same(self):
        self.assertSame(self.run_to("own"), self.run_to("ahead", "--workers", "2"), exact=True)

    def test_the_learning_rate_rises_stays_and_falls_to_zero(self):
        self.assertEqual([train.rate(s, p, 10, 0.5) for s, p in ((0, 0), (9, 0.1), (50, 0.5), (75, 0.75), (99, 1))], [0.1, 1, 1, 0.5, 0])

    def test_weights_are_exported_in_parts_that_make_the_whole(self):
        from .evaluate import load
        run = self.run_to("exported")
        export.weights(export.averaged(run.path), self.folder, shard=110_000)
        index = json.loads((self.folder / "model.safetensors.index.json").read_text())
        files = sorted(self.folder.glob("*.safetensors"))
        self.assertGreater(len(files), 1)
        self.assertEqual(sorted(set(index["weight_map"].values())), [f.name for f in files])
        self.assertTrue(all(f.stat().st_size < 115_000 for f in files))
        loaded, _ = load(self.folder)
        for x, y in zip(run.ema.parameters(), loaded.parameters()):
            self.assertTrue(torch.equal(x.half().float(), y))

    def test_weights_between_two_folders_are_their_weighted_mean(self):
        for name, made in (("a", torch.full((2, 3), 1.0)), ("b", torch.full((2, 3), 5.0)), ("c", torch.ones(2, 3))):
            export.weights({"w": made}, self.folder / name)
            for form in export.FORM:
                (self.folder / name / form).write_text(json.dumps(name == "c" and form == "tokenizer.json"))
        self.assertTrue(torch.equal(export.mixed(self.folder / "a", self.folder / "b", 0.25)["w"], torch.full((2, 3), 2.0)))
        with self.assertRaisesRegex(ValueError, "different tokenizer.jsons"):
            export.mixed(self.folder / "a", self.folder / "c", 0.25)

    def test_a_run_is_gone_on_with_only_as_it_began_and_its_log_has_every_step_once(self):
        run = self.run_to("one", "--stop", "8", "--log-every", "1")
        with open(run.log, "a") as log:
            log.write('{"step": 9, "loss": 0}\n')  # one that was killed after its last checkpoint
        with self.assertRaisesRegex(FileExistsError, "--resume"):
            self.run_to("one")
        for name, given in (("rows", "5"), ("seed", "2")):
            with self.assertRaisesRegex(ValueError, f"--{name} {given}: .*resume with"):
                self.run_to("one", "--resume", f"--{name}", given)
        self.run_to("one", "--resume", "--log-every", "1")
        self.assertEqual([json.loads(line)["step"] for line in run.log.read_text().splitlines()], list(range(1, 13)))

    def test_a_run_starts_from_the_weights_that_it_is_given(self):
        first = self.run_to("first")
        export.weights(export.averaged(first.path), self.folder / "start")
        for name in ("config.json", "tokenizer.json"):
            shutil.copy(self.folder / name, self.folder / "start")
        args = train.arguments(["--model", str(self.folder), "--folder", str(self.folder / "second"), "--device", "cpu", "--init",
                                str(self.folder / "start")])
        for x, y in zip(first.ema.parameters(), train.Run(args).net.parameters()):
            self.assertTrue(torch.equal(x.half().float(), y))

    def test_a_mix_and_a_run_that_starts_from_a_model_have_its_config_and_tokenizer(self):
        first, made = self.folder / "first-model", self.folder / "made"
        first.mkdir()
        for name in export.FORM:
            (first / name).write_text(json.dumps(name))
        export.weights({"w": torch.ones(2, 3)}, first)
        mix = ["mix", "--of", str(first), str(first), "--model", str(made)]
        export.main(mix)
        self.assertEqual([json.loads((made / name).read_text()) for name in export.FORM], list(export.FORM))
        (made / "config.json").write_text('"its own"')
        with self.assertRaisesRegex(ValueError, "different config.jsons"):
            export.main(mix)
        self.assertEqual((made / "config.json").read_text(), '"its own"')

    def test_unknown_shares_are_refused(self):
        for given, said in (("poems:0.5", "poems:0.5 must name one of problems"), ("larg", "must be one of small, wide, or task:share")):
            with self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()) as told:
                self.run_to("bad", "--shares", given)
            self.assertIn(said, told.getvalue())

    def test_orthogonalised_matrices_have_singular_values_near_one(self):
        torch.manual_seed(0)
        values = torch.linalg.svdvals(orthogonalise(torch.randn(3, 16, 48)).float())
        self.assertTrue(((values > 0.5) & (values < 1.4)).all(), values)


if __name__ == "__main__":
    unittest.main()
