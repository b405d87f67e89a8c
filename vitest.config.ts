import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['vitest.template.ts'],
    setupFiles: ['vitest.setup.ts'],
    include: ['{app,components,emails,lib,sandbox,scripts}/**/*.test.{ts,tsx}'],
    // A machine that is busy is no failure.
    testTimeout: 60_000,
  },
})
