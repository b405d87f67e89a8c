// What is written as an error and expected by no test is an error.
console.error = (...words: unknown[]) => {
  throw new Error(`unexpected console.error: ${words.join(' ')}`)
}

// The servers of tests are on this machine, whatever proxy the developer's shell names.
for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'])
  delete process.env[name]
