import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['vitest.template.ts'],
    setupFiles: ['vitest.setup.ts'],
    include: [
      '{app,components,deploy,docs,emails,lib,messages,sandbox,scripts,server,upstreams}/**/*.test.{ts,tsx}',
    ],
    maxWorkers: 2,
    // Long enough for a busy machine.
    testTimeout: 60_000,
  },
})
