/**
 * Runs jobs, a few at a time; results come in the order of the jobs.
 *
 * @template Job, Result
 * @param {readonly Job[]} jobs
 * @param {number} atOnce
 * @param {(job: Job) => Promise<Result>} run
 * @returns {Promise<Result[]>}
 */
export async function runJobs(jobs, atOnce, run) {
  /** @type {Result[]} */
  const results = new Array(jobs.length);
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const index = next;
      next += 1;
      const job = jobs[index];
      if (job !== undefined) {
        results[index] = await run(job);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
