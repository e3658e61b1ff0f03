import type { Account, Pool } from "./cluster.js";

/**
 * Deficit round robin between tenants, with a quantum of nothing: the next step is always that of the tenant which has had
 * least. What it has had is counted in padded row-steps; a tenant's deficit is the pool's virtual spending, what a tenant that
 * always had work would have had by now, less its own.
 *
 * A deficit is bounded on both sides. Up: who had no work does not save up for more than `creditSteps`. Down: urgent classes
 * may run ahead of other tenants' work by `borrowSteps`, and beyond that only in their turn. Both are steps on every slot of the
 * pool, so they mean the same time in a small cluster and a large one.
 */
const creditSteps = 2;
const borrowSteps = 64;

const stepOnEverySlot = (pool: Pool) => Math.max(1, pool.slots) * pool.largestCharge;

export function openAccount(pool: Pool, tenant: string): Account {
  let account = pool.accounts.get(tenant);
  if (!account) {
    closeIdleAccounts(pool);
    account = { tenant, spent: pool.virtualSpent, sequences: 0, ready: 0 };
    pool.accounts.set(tenant, account);
  }
  account.sequences += 1;
  return account;
}

/** An account without sequences is kept while it is in debt, so that nobody gets rid of a debt by ending early. */
export function leaveAccount(pool: Pool, account: Account): void {
  account.sequences -= 1;
  if (account.sequences === 0 && account.spent <= pool.virtualSpent) pool.accounts.delete(account.tenant);
}

/** Two looks for every new account, so that those whose debt has lapsed go away. */
function closeIdleAccounts(pool: Pool): void {
  let looks = 2;
  for (const account of pool.accounts.values()) {
    if (looks-- === 0) return;
    pool.accounts.delete(account.tenant);
    if (account.sequences > 0 || account.spent > pool.virtualSpent) {
      pool.accounts.set(account.tenant, account);
    }
  }
}

/** Has work again: credit from the time without is capped. */
export function enterShare(pool: Pool, account: Account): void {
  account.spent = Math.max(account.spent, pool.virtualSpent - creditSteps * stepOnEverySlot(pool));
}

export function charge(pool: Pool, account: Account, tokens: number): void {
  pool.largestCharge = Math.max(pool.largestCharge, tokens);
  account.spent += tokens;
}

/** @param least spent by any account that has work now */
export function advanceVirtual(pool: Pool, least: number): void {
  pool.virtualSpent = Math.max(pool.virtualSpent, least);
}

export function mayBorrow(pool: Pool, account: Account): boolean {
  return account.spent - pool.virtualSpent <= borrowSteps * stepOnEverySlot(pool);
}
