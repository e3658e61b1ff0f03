"""Writes the model folder: configuration and tokenizer once, before training; weights from any checkpoint, or from between two folders'."""
import argparse
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from . import tokenizer as tokens
from .tasks import SHARES, WIDE

# (d_model, layers, heads, MLP, vocabulary), and parameters in all. 2,048 entries are enough for what is made here; with more, the
# tokenizer learns the words of stories and sentences, too (--shares wide).
SIZES = {
    "tiny": (128, 4, 4, 384, 1280),  # 1.2 M: tries
    "small": (192, 6, 6, 512, 2048),  # 3.4 M: CPU
    "medium": (256, 6, 8, 768, 3072),  # 6.7 M: one GPU that is busy or slow
    "base": (384, 6, 6, 1024, 3072),  # 13.0 M: one GPU, 26 MB in fp16
    "deep": (384, 10, 6, 1024, 3072),  # 20.1 M: ships in int8 only
}
LONGEST = 1024  # positions that a server takes; RoPE goes on behind what training saw, and the card says where that was
SHARD = 15_000_000  # bytes of a weights file, at most


def config(size):
    """LLaDA's config.json, in its published field names."""
    d_model, n_layers, n_heads, mlp, vocabulary = SIZES[size]
    ids = {name: vocabulary - len(tokens.SPECIAL) + i for i, name in enumerate(tokens.SPECIAL)}
    return {
        "activation_type": "silu", "alibi": False, "alibi_bias_max": 8.0, "architectures": ["LLaDAModelLM"],
        "attention_dropout": 0.0, "attention_layer_norm": False, "attention_layer_norm_with_affine": True,
        "auto_map": {"AutoConfig": "configuration_llada.LLaDAConfig", "AutoModelForCausalLM": "modeling_llada.LLaDAModelLM",
                     "AutoModel": "modeling_llada.LLaDAModelLM"},
        "bias_for_layer_norm": False, "block_group_size": 1, "block_type": "llama", "d_model": d_model,
        "embedding_dropout": 0.0, "embedding_size": vocabulary, "bos_token_id": ids[tokens.BOS],
        "eos_token_id": ids[tokens.EOS], "flash_attention": False, "include_bias": False, "include_qkv_bias": False,
        "init_cutoff_factor": None, "init_device": "meta", "init_fn": "mitchell", "init_std": 0.02,
        "input_emb_norm": False, "layer_norm_type": "rms", "layer_norm_with_affine": True,
        "mask_token_id": ids[tokens.MASK], "max_sequence_length": LONGEST, "mlp_hidden_size": mlp, "mlp_ratio": 4,
        "model_type": "llada", "multi_query_attention": None, "n_heads": n_heads, "n_kv_heads": n_heads,
        "n_layers": n_layers, "pad_token_id": ids[tokens.EOS], "precision": "amp_bf16", "residual_dropout": 0.0,
        "rms_norm_eps": 1e-05, "rope": True, "rope_full_precision": True, "rope_theta": 10000.0, "scale_logits": False,
        "transformers_version": "4.46.3", "use_cache": False, "vocab_size": vocabulary, "weight_tying": False,
    }


GENERATION = {"gen_length": 64, "block_length": 8, "steps": 64, "temperature": 0, "cfg_scale": 0,
              "strategy": "threshold", "threshold": 0.9}


def write_json(path, value):
    Path(path).write_text(json.dumps(value, indent=2) + "\n")


def prepare(folder, size="small"):
    """A new model's files but its weights, see FORM."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    tokens.save(tokens.train(SIZES[size][-1], tokens.corpus(WIDE if SIZES[size][-1] > 2048 else SHARES)), folder, LONGEST)
    write_json(folder / "config.json", config(size))
    write_json(folder / "generation_config.json", GENERATION)


FORM = ("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json")


def prepare_like(other, folder):
    """The same files, copied from another model's folder; those that are there stay."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name in FORM:
        if not (Path(folder) / name).exists():
            shutil.copyfile(Path(other) / name, Path(folder) / name)


def refuse_others(first, second):
    """@raise ValueError unless two model folders have the same parameters and the same tokens"""
    for name in ("config.json", "tokenizer.json"):
        one, other = (json.loads((Path(folder) / name).read_text(encoding="utf-8")) for folder in (first, second))
        if one != other:
            raise ValueError(f"{first} and {second} have different {name}s; weights can be mixed, and trained on, between models of one only")


def read(folder):
    """{name: float32 tensor} of a model folder's weights."""
    return {name: value.float() for path in sorted(Path(folder).glob("*.safetensors")) for name, value in load_file(path).items()}


def averaged(checkpoint):
    """The averaged weights of a checkpoint."""
    return torch.load(checkpoint, weights_only=False, map_location="cpu")["ema"]


def mixed(first, second, share):
    """(1 - share) of one folder's weights and `share` of another's: a middle that keeps some of both, if the second was trained on from the first."""
    refuse_others(first, second)
    one, other = read(first), read(second)
    return {name: (1 - share) * value + share * other[name] for name, value in one.items()}


def weights(state, folder, dtype=torch.float16, shard=SHARD):
    """Writes model.safetensors, or files of at most `shard` bytes and their index."""
    state = {name: value.to(dtype).contiguous() for name, value in state.items()}
    folder, files, total = Path(folder), [{}], sum(v.nbytes for v in state.values())
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("model*.safetensors*"):
        old.unlink()
    for name, value in state.items():
        if files[-1] and sum(v.nbytes for v in files[-1].values()) + value.nbytes > shard:
            files.append({})
        files[-1][name] = value
    names = ["model.safetensors"] if len(files) == 1 else [f"model-{i + 1:05}-of-{len(files):05}.safetensors" for i in range(len(files))]
    for name, part in zip(names, files):
        save_file(part, str(folder / name), metadata={"format": "pt"})
        (folder / name).chmod(0o644)  # safetensors makes it private
    if len(files) > 1:
        write_json(folder / "model.safetensors.index.json",
                   {"metadata": {"total_size": total}, "weight_map": {k: n for n, part in zip(names, files) for k in part}})


def main(argv=None):
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("what", choices=["prepare", "weights", "mix"])
    a.add_argument("--model", default="models/pebble")
    a.add_argument("--checkpoint", default="runs/pebble/last.pt")
    a.add_argument("--of", nargs=2, metavar="FOLDER", help="mix: two model folders with the same parameters")
    a.add_argument("--share", type=float, default=0.5, help="mix: of the second folder's weights, 0 to 1")
    a.add_argument("--size", default="small", choices=SIZES)
    a.add_argument("--dtype", default="float16")
    args = a.parse_args(argv)
    if args.what == "mix" and not (args.of and 0 <= args.share <= 1):
        a.error(f"mix wants --of FOLDER FOLDER and a --share of 0 to 1, not {args.of} and {args.share}")
    if args.what == "prepare":
        prepare(args.model, args.size)
    else:
        state = averaged(args.checkpoint) if args.what == "weights" else mixed(*args.of, args.share)
        if args.what == "mix":
            if (Path(args.model) / "config.json").exists():
                refuse_others(args.of[0], args.model)
            prepare_like(args.of[0], args.model)
        weights(state, args.model, getattr(torch, args.dtype))


if __name__ == "__main__":
    main()
