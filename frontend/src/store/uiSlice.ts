import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { initialLanguage, type Language } from '@/lib/messages/languages';

export interface UiState {
  language: Language;
  paletteOpen: boolean;
}

const uiSlice = createSlice({
  name: 'ui',
  initialState: (): UiState => ({ language: initialLanguage(), paletteOpen: false }),
  reducers: {
    languageChosen: (state, action: PayloadAction<Language>) => {
      state.language = action.payload;
    },
    paletteOpened: (state) => {
      state.paletteOpen = true;
    },
    paletteClosed: (state) => {
      state.paletteOpen = false;
    },
    paletteToggled: (state) => {
      state.paletteOpen = !state.paletteOpen;
    },
  },
});

export const { languageChosen, paletteOpened, paletteClosed, paletteToggled } = uiSlice.actions;
export const uiReducer = uiSlice.reducer;
