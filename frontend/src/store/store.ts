import { configureStore } from '@reduxjs/toolkit';
import { authReducer } from './authSlice';
import { uiReducer } from './uiSlice';

/** A new store; the application has one, each test its own. */
export function createStore() {
  return configureStore({ reducer: { auth: authReducer, ui: uiReducer } });
}

export type AppStore = ReturnType<typeof createStore>;
export type RootState = ReturnType<AppStore['getState']>;
export type AppDispatch = AppStore['dispatch'];
