// A real OpenID Connect provider on loopback (oidc-provider), for the journeys and for the backend's tests.
//
// PORT, CLIENT_ID, CLIENT_SECRET and REDIRECT_URIS (separated by blanks) come from the environment. Whoever signs in is
// who they say: the name typed into its form is the address, verified unless it begins with "unverified".

import { Provider } from 'oidc-provider';

const { PORT, CLIENT_ID, CLIENT_SECRET, REDIRECT_URIS } = process.env;

const provider = new Provider(`http://127.0.0.1:${PORT}`, {
  clients: [
    {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uris: REDIRECT_URIS.split(' '),
      grant_types: ['authorization_code', 'refresh_token'],
    },
  ],
  claims: {
    openid: ['sub'],
    email: ['email', 'email_verified'],
    profile: ['given_name', 'family_name', 'name'],
  },
  pkce: { required: () => true },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: id,
      email_verified: !id.startsWith('unverified'),
      given_name: 'Grace',
      family_name: 'Hopper',
      name: 'Grace Hopper',
    }),
  }),
  cookies: { keys: [CLIENT_SECRET] },
});

provider.listen(Number(PORT), '127.0.0.1');
