"""A byte-level BPE tokenizer in the Hugging Face format. Numbers are written in base 100: pairs of digits from the right, each
pair one token ("75", "3|00", "15|00"), so that nearly every number of a problem is copied, sorted or looked up as one token.
LLaDA's special tokens come last."""
import itertools
import json
import random
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from . import corpora
from .tasks import SHARES, sample
from .words import BOYS, GIRLS, GOODS, MONTHS, THINGS

SPECIAL = ["<|startoftext|>", "<|endoftext|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<|mdm_mask|>"]
BOS, EOS, HEADER, END_HEADER, EOT, MASK = SPECIAL
PAIR = r"[0-9]{1,2}(?=(?:[0-9][0-9])*(?![0-9]))"  # one or two digits that an even number of digits follows
NUMBERS = [str(i) for i in range(100)] + [f"{i:02}" for i in range(10)]
WHOLE = NUMBERS + GIRLS + BOYS + [f" {word}" for word in (*GIRLS, *BOYS, *THINGS, *GOODS, *MONTHS)]  # each is one token: said often enough
# LLaDA's chat template: BOS, then each turn under its role's header, then the assistant's header.
CHAT_TEMPLATE = (
    "{% set loop_messages = messages %}{% for message in loop_messages %}"
    "{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + message['content'] | trim"
    " + '<|eot_id|>' %}{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}{{ content }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}")


def chat(turns):
    """The chat template applied to ((user, assistant), ..., (user,)): the text up to the assistant's last header."""
    text = BOS
    for turn in turns:
        for role, content in zip(("user", "assistant"), turn):
            text += f"{HEADER}{role}{END_HEADER}\n\n{content.strip()}{EOT}"
    return f"{text}{HEADER}assistant{END_HEADER}\n\n"


FOUND = {"translation": lambda: itertools.chain.from_iterable(corpora.sentences()[0]), "stories": lambda: corpora.stories()[0],
         "gsm8k": lambda: itertools.chain.from_iterable(corpora.gsm8k_train())}


def corpus(shares=None, count=20_000, seed=0):
    """`count` samples of what is made here, then all texts of what is not, of the tasks in `shares`."""
    rng, shares = random.Random(seed), shares or SHARES
    made = {task: share for task, share in shares.items() if task not in FOUND}
    for _ in range(count):
        drawn = sample(rng, made)
        yield drawn.text
        for question, answer in drawn.turns:
            yield f"user\n\n{question}"
            yield f"assistant\n\n{answer}"
    for task, texts in FOUND.items():
        if task in shares:
            yield from texts()


def train(vocab_size, texts=None):
    """A tokenizer of exactly `vocab_size` entries, special tokens at the end. @param texts strings; `corpus` by default"""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(PAIR), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=vocab_size - len(SPECIAL), show_progress=False,
                                  initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train_from_iterator(itertools.chain(corpus() if texts is None else texts, WHOLE * 10_000), trainer)
    if (size := tokenizer.get_vocab_size()) != vocab_size - len(SPECIAL):
        raise ValueError(f"the texts gave {size} tokens, {vocab_size - len(SPECIAL)} are wanted; take more text, or a smaller vocabulary")
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in SPECIAL])
    return tokenizer


def save(tokenizer, folder, longest):
    """Writes tokenizer.json and tokenizer_config.json; `longest` in tokens."""
    folder = Path(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    added = {str(tokenizer.token_to_id(t)): {"content": t, "lstrip": False, "normalized": False, "rstrip": False,
                                             "single_word": False, "special": True} for t in SPECIAL}
    config = {"add_bos_token": False, "add_eos_token": False, "added_tokens_decoder": added, "bos_token": BOS,
              "chat_template": CHAT_TEMPLATE, "clean_up_tokenization_spaces": False, "eos_token": EOS, "mask_token": MASK,
              "model_input_names": ["input_ids", "attention_mask"], "model_max_length": longest, "pad_token": EOS,
              "tokenizer_class": "PreTrainedTokenizerFast"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")
