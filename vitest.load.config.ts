import { defineConfig } from 'vitest/config'

/** What real servers weigh, do under load and when they die. Needs the production build. */
export default defineConfig({
  test: {
    include: ['{load,weight}/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 180_000,
  },
})
