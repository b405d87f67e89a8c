import { defineConfig } from 'vitest/config'

const patience = { testTimeout: 240_000, hookTimeout: 180_000 }

/** Tests of running servers: load, crashes, size and speed. They need the production build. */
export default defineConfig({
  test: {
    projects: [
      // Run measurements alone.
      {
        test: {
          ...patience,
          name: 'performance',
          include: ['e2e/performance/**/*.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...patience,
          name: 'system',
          include: ['e2e/system/**/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
