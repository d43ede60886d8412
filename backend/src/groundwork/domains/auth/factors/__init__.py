"""Second factors: authenticator apps (TOTP), recovery codes, passkeys, and the challenges that ask for them."""
