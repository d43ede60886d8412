import classes from './Strata.module.css';

/** Layers of ground: the mark's three colors as a landscape. Purely for the eye. */
export function Strata({ className }: { className?: string }) {
  return (
    <svg
      className={[classes.strata, className].filter(Boolean).join(' ')}
      viewBox="4 0 712 320"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path
        className={classes.top}
        d="M0 96 C 90 60 150 56 230 78 S 380 128 470 96 S 620 30 720 58 V 320 H 0 Z"
        fill="var(--strata-top)"
      />
      <path
        className={classes.middle}
        d="M0 160 C 110 132 190 150 290 166 S 470 196 560 168 S 670 128 720 138 V 320 H 0 Z"
        fill="var(--strata-middle)"
      />
      <path
        className={classes.bottom}
        d="M0 232 C 120 212 220 240 340 240 S 560 214 720 226 V 320 H 0 Z"
        fill="var(--strata-bottom)"
      />
      <g fill="none" stroke="var(--strata-grain)" strokeWidth="1" vectorEffect="non-scaling-stroke">
        <path d="M0 190 C 110 164 190 180 290 194 S 470 222 560 194 S 670 158 720 166" />
        <path d="M0 262 C 120 244 220 270 340 270 S 560 246 720 256" />
        <path d="M0 290 C 120 276 220 298 340 298 S 560 278 720 286" />
      </g>
    </svg>
  );
}
