import { createTheme, type ButtonProps, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import classes from './theme.module.css';

const pine: MantineColorsTuple = [
  '#edf5f0',
  '#d4e7dc',
  '#a9cfba',
  '#74b093',
  '#468e6e',
  '#2b7355',
  '#1f5c44',
  '#194a37',
  '#143a2c',
  '#0e2a20',
];

/** Colors of a button by its variant, from the tokens. */
function buttonVars({ variant, color }: ButtonProps) {
  const danger = color === 'danger';
  const main = danger ? 'var(--danger)' : 'var(--primary)';
  if (variant === 'default') {
    return {
      '--button-bg': 'var(--surface)',
      '--button-hover': 'var(--sunken)',
      '--button-bd': '1px solid var(--line)',
      '--button-color': danger ? 'var(--danger)' : 'var(--text)',
    };
  }
  if (variant === 'subtle') {
    return {
      '--button-bg': 'transparent',
      '--button-hover': 'color-mix(in srgb, var(--text) 6%, transparent)',
      '--button-bd': '1px solid transparent',
      '--button-color': danger ? 'var(--danger)' : 'var(--text-2)',
    };
  }
  return {
    '--button-bg': main,
    '--button-hover': danger ? 'color-mix(in srgb, var(--danger) 88%, var(--text))' : 'var(--primary-hover)',
    '--button-bd': '1px solid transparent',
    '--button-color': danger ? 'var(--on-danger)' : 'var(--on-primary)',
  };
}

/**
 * The identity's tokens as a Mantine theme. Colors stay CSS variables, so that both themes come from `tokens.css`.
 * Components are named, not imported: importing them here would put all of them into the first download.
 */
export const theme = createTheme({
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  headings: { fontFamily: 'var(--font-display)', fontWeight: '650' },
  colors: { pine },
  primaryColor: 'pine',
  primaryShade: { light: 6, dark: 3 },
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '16px', xl: '999px' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  shadows: { sm: 'var(--shadow-1)', md: 'var(--shadow-2)', lg: 'var(--shadow-2)', xl: 'var(--shadow-3)' },
  respectReducedMotion: true,
  focusRing: 'never',
  components: {
    Button: {
      classNames: { root: classes.button, loader: classes.loader },
      vars: (_theme: unknown, props: ButtonProps) => ({ root: buttonVars(props) }),
    },
    ActionIcon: {
      defaultProps: { variant: 'subtle', size: 36 },
      classNames: { root: classes.actionIcon, loader: classes.loader },
      // Inline, as the component sets its own colors.
      vars: () => ({
        root: {
          '--ai-bg': 'transparent',
          '--ai-hover': 'color-mix(in srgb, var(--text) 6%, transparent)',
          '--ai-color': 'var(--text-2)',
          '--ai-hover-color': 'var(--text)',
        },
      }),
    },
    Input: { classNames: { input: classes.input, section: classes.section } },
    InputWrapper: {
      classNames: { label: classes.label, description: classes.description, error: classes.error },
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] },
    },
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        shadow: 'md',
        offset: 6,
        transitionProps: { transition: 'pop', duration: 120 },
      },
      classNames: { dropdown: classes.dropdown, item: classes.item, label: classes.menuLabel },
    },
    ModalOverlay: { classNames: { overlay: classes.overlay } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        padding: 'lg',
        transitionProps: { transition: 'pop', duration: 160 },
        // It is the dialog's, not the page's.
        attributes: { header: { role: 'presentation' } },
      },
      classNames: {
        content: classes.modal,
        header: classes.modalHeader,
        title: classes.modalTitle,
        overlay: classes.overlay,
      },
    },
    Notification: {
      classNames: {
        root: classes.notification,
        title: classes.notificationTitle,
        description: classes.notificationText,
      },
    },
    Select: { classNames: { dropdown: classes.dropdown, option: classes.item } },
    SegmentedControl: {
      classNames: { root: classes.segments, label: classes.segment, indicator: classes.segmentIndicator },
    },
    Skeleton: { classNames: { root: classes.skeleton } },
    Tooltip: { defaultProps: { openDelay: 300 }, classNames: { tooltip: classes.tooltip } },
  },
});

const schemeVariables = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-2)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-disabled': 'var(--line-soft)',
  '--mantine-color-disabled-color': 'var(--text-3)',
  '--mantine-color-disabled-border': 'var(--line-soft)',
  '--mantine-primary-color-filled': 'var(--primary)',
  '--mantine-primary-color-filled-hover': 'var(--primary-hover)',
  '--mantine-primary-color-light': 'var(--primary-soft)',
  '--mantine-primary-color-light-color': 'var(--primary)',
  '--mantine-primary-color-contrast': 'var(--on-primary)',
};

/** Points Mantine's own variables to the tokens. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--mantine-line-height': '1.5' },
  light: schemeVariables,
  dark: schemeVariables,
});
