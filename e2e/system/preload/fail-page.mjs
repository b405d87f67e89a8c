// Loaded into a server under test: from SIGUSR2 on, the page that changes a password cannot be rendered.
process.on('SIGUSR2', () => {
  globalThis.passwordResetTemplates?.clear()
  Object.defineProperty(globalThis.passwordResetSite, 'policy', {
    get() {
      throw new Error('canary')
    },
  })
})
