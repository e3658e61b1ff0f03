import type { OpenJobs } from "../backend.js";

/** The embedded queue has one process: a map for each holder. What an earlier process took is not counted. */
export function localOpenJobs(): OpenJobs {
  const holders = new Map<string, Map<string, number>>();
  const of = (holder: string) => {
    const jobs = holders.get(holder) ?? new Map<string, number>();
    holders.set(holder, jobs);
    return jobs;
  };
  return {
    async add(holder, id) {
      const jobs = of(holder);
      if (!jobs.has(id)) jobs.set(id, Date.now());
      return jobs.size;
    },
    all: async (holder) => of(holder),
    async remove(holder, ids) {
      for (const id of ids) of(holder).delete(id);
    },
  };
}
