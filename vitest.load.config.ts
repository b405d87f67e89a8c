import { defineConfig } from 'vitest/config'

/** What happens to real servers under load and when they die. Needs the production build. */
export default defineConfig({
  test: {
    include: ['load/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 180_000,
  },
})
