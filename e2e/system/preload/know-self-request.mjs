// Loaded into a server under test, which then renders any page for `x-inside: test`.
globalThis.passwordResetInside = 'test'
