"""LLaDA's reference sampler (semi-autoregressive blocks, low_confidence remasking, temperature 0), batched."""
import torch


def transfer_counts(masks, steps):
    """Masks to commit at each of `steps` steps; the remainder goes to the earliest (generate.py, get_num_transfer_tokens)."""
    return [masks // steps + (i < masks % steps) for i in range(steps)]


@torch.no_grad()
def generate(net, prompts, mask, eos, gen_length=64, block_length=8, steps=64, threshold=None):
    """Answers to a batch of prompts.

    @param prompts lists of token ids; shorter ones are padded on the left with a key mask
    @param steps denoising steps in all, a multiple of the number of blocks; ignored with a threshold
    @param threshold commit everything with at least this confidence, and at least one (Fast-dLLM)
    @returns ids (batch, gen_length) and the number of forward passes
    """
    blocks = gen_length // block_length
    if gen_length % block_length or steps % blocks:
        raise ValueError(f"gen_length {gen_length}, block_length {block_length} and steps {steps} do not divide")
    longest = max(map(len, prompts))
    ids = torch.full((len(prompts), longest + gen_length), mask)
    keys = torch.zeros(ids.shape, dtype=torch.bool)
    for row, key, prompt in zip(ids, keys, prompts):
        row[longest - len(prompt):longest] = torch.tensor(prompt)
        row[:longest - len(prompt)] = eos
        key[longest - len(prompt):] = True
    bias = keys[:, None, None, :]
    passes = 0
    for left in range(longest, longest + gen_length, block_length):
        block = slice(left, left + block_length)
        counts = transfer_counts(block_length, steps // blocks)
        for i in range(block_length if threshold else len(counts)):
            masked = ids[:, block] == mask
            if not masked.any():
                break
            hidden = net.trunk(ids, bias)[:, block]
            passes += 1
            logits = net.head(hidden).float()
            logits[..., mask] = -torch.inf  # nothing in the reference forbids predicting the mask itself
            best, token = logits.softmax(-1).max(-1)
            best = torch.where(masked, best, -torch.inf)
            order = best.argsort(-1, descending=True).argsort(-1)
            if threshold:
                commit = masked & ((best >= threshold) | (order == 0))
            else:
                commit = masked & (order < counts[i])
            ids[:, block] = torch.where(commit, token, ids[:, block])
        if (ids[:, block] == eos).all(-1).all():  # every answer has ended: the rest is padding
            ids[:, left + block_length:] = eos
            break
    return ids[:, longest:], passes
