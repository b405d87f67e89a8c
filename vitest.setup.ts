// An error on the console that no test expects fails the test.
console.error = (...words: unknown[]) => {
  throw new Error(`unexpected console.error: ${words.join(' ')}`)
}

// The servers of tests are on this machine, so the developer's proxy must not be used.
for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'])
  delete process.env[name]
