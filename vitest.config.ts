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
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
