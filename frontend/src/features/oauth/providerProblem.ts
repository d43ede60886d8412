import type { Messages } from '@/lib/messages/en';

/** Says why signing in elsewhere led nowhere, by the code with which the browser came back. */
export function providerProblem(code: string, t: Messages): string {
  const { login } = t.auth;
  switch (code) {
    case 'OAUTH_DENIED':
      return login.providerDenied;
    case 'OAUTH_STATE_INVALID':
      return login.providerExpired;
    case 'OAUTH_EMAIL_MISSING':
      return login.providerNoAddress;
    case 'OAUTH_EMAIL_NOT_VERIFIED':
      return login.providerUnverified;
    case 'OAUTH_REGISTRATION_CLOSED':
      return login.registrationClosed;
    case 'OAUTH_ALREADY_LINKED':
      return login.providerTakenAccount;
    case 'DUPLICATE_ENTRY':
      return login.providerTaken;
    case 'ACCOUNT_DEACTIVATED':
      return login.deactivated;
    default:
      return login.providerFailed;
  }
}
