"""Writes the model folder: configuration and tokenizer once, before training; weights from any checkpoint."""
import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from . import tokenizer as tokens

VOCABULARY = 1024


def config(d_model=256, n_layers=4, n_heads=8, mlp_hidden_size=768, vocab_size=VOCABULARY):
    """LLaDA's config.json, in its published field names."""
    ids = {name: vocab_size - len(tokens.SPECIAL) + i for i, name in enumerate(tokens.SPECIAL)}
    return {
        "activation_type": "silu", "alibi": False, "alibi_bias_max": 8.0, "architectures": ["LLaDAModelLM"],
        "attention_dropout": 0.0, "attention_layer_norm": False, "attention_layer_norm_with_affine": True,
        "auto_map": {"AutoConfig": "configuration_llada.LLaDAConfig", "AutoModelForCausalLM": "modeling_llada.LLaDAModelLM",
                     "AutoModel": "modeling_llada.LLaDAModelLM"},
        "bias_for_layer_norm": False, "block_group_size": 1, "block_type": "llama", "d_model": d_model,
        "embedding_dropout": 0.0, "embedding_size": vocab_size, "bos_token_id": ids[tokens.BOS],
        "eos_token_id": ids[tokens.EOS], "flash_attention": False, "include_bias": False, "include_qkv_bias": False,
        "init_cutoff_factor": None, "init_device": "meta", "init_fn": "mitchell", "init_std": 0.02,
        "input_emb_norm": False, "layer_norm_type": "rms", "layer_norm_with_affine": True,
        "mask_token_id": ids[tokens.MASK], "max_sequence_length": 1024, "mlp_hidden_size": mlp_hidden_size, "mlp_ratio": 4,
        "model_type": "llada", "multi_query_attention": None, "n_heads": n_heads, "n_kv_heads": n_heads,
        "n_layers": n_layers, "pad_token_id": ids[tokens.EOS], "precision": "amp_bf16", "residual_dropout": 0.0,
        "rms_norm_eps": 1e-05, "rope": True, "rope_full_precision": True, "rope_theta": 10000.0, "scale_logits": False,
        "transformers_version": "4.46.3", "use_cache": False, "vocab_size": vocab_size, "weight_tying": False,
    }


GENERATION = {"gen_length": 64, "block_length": 8, "steps": 64, "temperature": 0, "cfg_scale": 0,
              "strategy": "threshold", "threshold": 0.9}


def write_json(path, value):
    Path(path).write_text(json.dumps(value, indent=2) + "\n")


def prepare(folder):
    """config.json, generation_config.json, tokenizer.json and tokenizer_config.json."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    tokens.save(tokens.train(VOCABULARY), folder)
    write_json(folder / "config.json", config())
    write_json(folder / "generation_config.json", GENERATION)


def weights(checkpoint, folder, dtype=torch.bfloat16):
    """model.safetensors from the averaged weights of a checkpoint."""
    state = torch.load(checkpoint, weights_only=False)["ema"]
    state = {name: value.to(dtype).contiguous() for name, value in state.items()}
    path = Path(folder) / "model.safetensors"
    save_file(state, str(path), metadata={"format": "pt"})
    path.chmod(0o644)  # safetensors makes it private


def held_out(folder, count=200):
    """heldout.jsonl: problems for measuring the model through a server."""
    from .evaluate import held_out_set
    lines = [json.dumps(row) for row in held_out_set(count)]
    (Path(folder) / "heldout.jsonl").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("what", choices=["prepare", "weights", "heldout"])
    a.add_argument("--checkpoint")
    a.add_argument("--folder", default="models/pebble")
    a.add_argument("--dtype", default="bfloat16")
    args = a.parse_args()
    if args.what == "prepare":
        prepare(args.folder)
    elif args.what == "weights":
        weights(args.checkpoint, args.folder, getattr(torch, args.dtype))
    else:
        held_out(args.folder)
