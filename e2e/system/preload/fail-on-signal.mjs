// Loaded into a server under test: causes all kinds of uncaught errors at SIGUSR2.
process.on('SIGUSR2', () => {
  process.emitWarning('canary')
  Promise.reject(new Error('canary'))
  setTimeout(() => {
    throw new Error('canary')
  })
})
