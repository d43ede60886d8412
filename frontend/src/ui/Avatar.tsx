import classes from './Avatar.module.css';

const COLORS = ['var(--avatar-1)', 'var(--avatar-2)', 'var(--avatar-3)', 'var(--avatar-4)', 'var(--avatar-5)'];

interface AvatarProps {
  name: string;
  initials: string;
  /** Address of a picture; without one the initials stand in. */
  picture: string | null;
  size?: number;
}

/** A person's picture or initials. It stands beside the name and is therefore silent for screen readers. */
export function Avatar({ name, initials, picture, size = 28 }: AvatarProps) {
  const style = { width: size, height: size, fontSize: Math.round(size * 0.39) };
  if (picture) return <img className={classes.avatar} style={style} src={picture} alt="" />;
  return (
    <span className={classes.avatar} style={{ ...style, background: colorFor(name) }} aria-hidden="true">
      {initials}
    </span>
  );
}

/** The same person always has the same color. */
function colorFor(name: string): string | undefined {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
  return COLORS[hash % COLORS.length];
}
