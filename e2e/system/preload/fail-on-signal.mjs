// Loaded into a server under test: at SIGUSR2 everything goes wrong that nobody catches.
process.on('SIGUSR2', () => {
  process.emitWarning('canary')
  Promise.reject(new Error('canary'))
  setTimeout(() => {
    throw new Error('canary')
  })
})
