import { defineConfig } from "vitest/config";

// Tests run the sources: the condition makes every @unmask package resolve to its src/index.ts.
export default defineConfig({
  ssr: { resolve: { conditions: ["@unmask/source"] } },
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "packages/playground/page/*.test.ts",
      "services/*/src/**/*.test.ts",
      "test/**/*.test.ts",
    ],
    // Limits for what hangs, on a machine that has much else to do; no test waits for one.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
