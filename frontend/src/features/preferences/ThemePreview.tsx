import classes from './ThemePreview.module.css';

/** A page in miniature, in the colors of a theme; `auto` shows half of each. */
export function ThemePreview({ theme }: { theme: 'light' | 'dark' | 'auto' }) {
  const halves = theme === 'auto' ? (['light', 'dark'] as const) : [theme];
  return (
    <span className={classes.preview} aria-hidden="true">
      {halves.map((half) => (
        <span key={half} className={classes.page} data-look={half}>
          <span className={classes.side}>
            <i />
            <i />
            <i />
          </span>
          <span className={classes.body}>
            <b />
            <i />
            <em />
          </span>
        </span>
      ))}
    </span>
  );
}
