"""LLaDA's reference sampler (semi-autoregressive blocks, low_confidence remasking, temperature 0), batched; and gap filling."""
import torch


def transfer_counts(masks, steps):
    """Masks to commit at each of `steps` steps; the remainder goes to the earliest (generate.py, get_num_transfer_tokens)."""
    return [masks // steps + (i < masks % steps) for i in range(steps)]


def guess(net, ids, keys, window, mask):
    """(token, confidence) at the positions of `window` (a slice): argmax, and its softmax probability. Never the mask itself."""
    logits = net.head(net.trunk(ids, keys[:, None, None, :])[:, window]).float()
    logits[..., mask] = -torch.inf  # nothing in the reference forbids predicting the mask itself
    best, token = logits.softmax(-1).max(-1)
    return token, best


@torch.no_grad()
def generate(net, prompts, mask, eos, ends=(), gen_length=64, block_length=8, steps=64, threshold=None):
    """Answers to a batch of prompts.

    @param prompts lists of token ids; shorter ones are padded on the left with a key mask
    @param ends tokens that end an answer, as `eos` does
    @param steps denoising steps in all, a multiple of the number of blocks; ignored with a threshold
    @param threshold commit everything with at least this confidence, and at least one (Fast-dLLM)
    @returns ids (batch, gen_length) and the forward passes that each row alone needs (batch,); a row that has its end in a block takes
        no passes for the blocks behind it, which nobody reads, and has EOS there
    """
    blocks = gen_length // block_length
    if gen_length % block_length or not threshold and steps % blocks:
        raise ValueError(f"gen_length {gen_length} must be a multiple of block_length {block_length}, and steps {steps} of the {blocks} blocks")
    device = next(net.parameters()).device
    longest = max(map(len, prompts))
    ids = torch.full((len(prompts), longest + gen_length), mask, device=device)
    keys = torch.ones(ids.shape, dtype=torch.bool, device=device)
    for row, key, prompt in zip(ids, keys, prompts):
        row[longest - len(prompt):longest] = torch.tensor(prompt)
        row[:longest - len(prompt)] = eos
        key[:longest - len(prompt)] = False
    passes = torch.zeros(len(prompts), dtype=torch.long, device=device)
    alive = torch.arange(len(prompts), device=device)
    counts, last = transfer_counts(block_length, steps // blocks), torch.tensor((eos, *ends), device=device)
    for left in range(longest, longest + gen_length, block_length):
        block = slice(left, left + block_length)
        for i in range(block_length if threshold else len(counts)):
            masked = ids[alive, block] == mask
            if not (going := masked.any(-1)).any():
                break
            rows, masked = alive[going], masked[going]
            passes[rows] += 1
            token, best = guess(net, ids[rows], keys[rows], block, mask)
            best = torch.where(masked, best, -torch.inf)
            order = best.argsort(-1, descending=True).argsort(-1)
            commit = masked & ((best >= threshold) | (order == 0) if threshold else order < counts[i])
            ids[rows, block] = torch.where(commit, token, ids[rows, block])
        ended = torch.isin(ids[alive, block], last).any(-1)
        ids[alive[ended], left + block_length:] = eos
        alive = alive[~ended]
        if not len(alive):
            break
    return ids[:, longest:].cpu(), passes.cpu()


@torch.no_grad()
def fill(net, texts, mask, eos):
    """Fills the masks of a batch of token lists, the surest first, one a step. Both sides of every gap are seen.

    @returns a list of token lists
    """
    device = next(net.parameters()).device
    longest = max(map(len, texts))
    ids = torch.full((len(texts), longest), eos, device=device)
    keys = torch.zeros(ids.shape, dtype=torch.bool, device=device)
    for row, key, text in zip(ids, keys, texts):
        row[:len(text)], key[:len(text)] = torch.tensor(text), True
    while (masked := ids == mask).any():
        token, best = guess(net, ids, keys, slice(None), mask)
        first = torch.where(masked, best, -torch.inf).argmax(-1, keepdim=True)
        commit = masked & torch.zeros_like(masked).scatter_(1, first, True)
        ids = torch.where(commit, token, ids)
    return [row[:len(text)].tolist() for row, text in zip(ids, texts)]
