import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['{app,components,emails,lib,sandbox,scripts}/**/*.test.{ts,tsx}'] },
})
