import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    setupFiles: ['vitest.setup.ts'],
    include: ['{app,components,emails,lib,sandbox,scripts}/**/*.test.{ts,tsx}'],
  },
})
