import { type Consumer, type GenerationQueue, waitingByClass } from "@unmask/queue";

/** How often a full scheduler looks whether somebody urgent waits. */
const lookEveryMs = 200;

/**
 * How many jobs may run: jobs of a class that somebody waits for do not wait until one of many slow ones ends.
 * @param urgent interactive jobs that wait in the queue
 */
export function slotsFor(maxRunning: number, running: number, urgent: number): number {
  if (running < maxRunning || urgent === 0) return maxRunning;
  return Math.min(maxRunning + Math.ceil(maxRunning / 4), running + urgent);
}

/** Keeps to {@link slotsFor}; asks the queue only while all slots are taken. @returns a timer to clear */
export function openSlots(consumer: Consumer, queue: GenerationQueue, maxRunning: number): NodeJS.Timeout {
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      const isFull = consumer.running >= maxRunning;
      const urgent = isFull ? (await waitingByClass(queue)).interactive : 0;
      await consumer.setConcurrency(slotsFor(maxRunning, consumer.running, urgent));
    } catch {
      // A queue that is away has no jobs to take either.
    } finally {
      isLooking = false;
    }
  };
  return setInterval(look, lookEveryMs);
}
