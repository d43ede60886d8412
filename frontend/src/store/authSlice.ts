import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** Why nobody is signed in: never was, left on purpose, or the server ended it. */
export type EndReason = 'signedOut' | 'ended' | 'deactivated';

/** The user in whose name an administrator acts here. */
export interface Impersonation {
  userId: string;
  name: string;
  /** When the server ends it, in milliseconds since 1970. */
  endsAt: number;
}

export interface AuthState {
  /** After a page load `restoring` until the refresh cookie has been asked, `unreachable` when nobody answered. */
  status: 'restoring' | 'unreachable' | 'signedIn' | 'signedOut';
  /** The access token; it lives here, in memory, and nowhere else. */
  token: string | null;
  endReason: EndReason | null;
  /** Set while the token is another user's. */
  impersonation: Impersonation | null;
}

const initialState: AuthState = { status: 'signedOut', token: null, endReason: null, impersonation: null };

const authSlice = createSlice({
  name: 'auth',
  initialState,
  reducers: {
    restoring: (state) => {
      state.status = 'restoring';
    },
    unreachable: (state) => {
      state.status = 'unreachable';
    },
    signedIn: (_state, action: PayloadAction<string>) => ({
      status: 'signedIn' as const,
      token: action.payload,
      endReason: null,
      impersonation: null,
    }),
    impersonated: (_state, action: PayloadAction<{ token: string } & Impersonation>) => {
      const { token, ...impersonation } = action.payload;
      return { status: 'signedIn' as const, token, endReason: null, impersonation };
    },
    tokenRenewed: (state, action: PayloadAction<string>) => {
      if (state.status === 'signedIn') state.token = action.payload;
    },
    signedOut: (_state, action: PayloadAction<EndReason | null>) => ({
      status: 'signedOut' as const,
      token: null,
      endReason: action.payload,
      impersonation: null,
    }),
    noticeSeen: (state) => {
      state.endReason = null;
    },
  },
});

export const { restoring, unreachable, signedIn, impersonated, tokenRenewed, signedOut, noticeSeen } =
  authSlice.actions;
export const authReducer = authSlice.reducer;
