import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** Why nobody is signed in: never was, left on purpose, or the server ended it. */
export type EndReason = 'signedOut' | 'ended' | 'deactivated';

export interface AuthState {
  /** After a page load `restoring` until the refresh cookie has been asked, `unreachable` when nobody answered. */
  status: 'restoring' | 'unreachable' | 'signedIn' | 'signedOut';
  /** The access token; it lives here, in memory, and nowhere else. */
  token: string | null;
  endReason: EndReason | null;
}

const initialState: AuthState = { status: 'signedOut', token: null, endReason: null };

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
    }),
    tokenRenewed: (state, action: PayloadAction<string>) => {
      if (state.status === 'signedIn') state.token = action.payload;
    },
    signedOut: (_state, action: PayloadAction<EndReason | null>) => ({
      status: 'signedOut' as const,
      token: null,
      endReason: action.payload,
    }),
    noticeSeen: (state) => {
      state.endReason = null;
    },
  },
});

export const { restoring, unreachable, signedIn, tokenRenewed, signedOut, noticeSeen } = authSlice.actions;
export const authReducer = authSlice.reducer;
