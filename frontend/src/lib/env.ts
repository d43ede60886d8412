/** The settings of a build, read in this one place. */
export const env = {
  /** Base address of the API; same origin unless a CDN serves the interface. */
  apiUrl: (import.meta.env.VITE_API_URL ?? '/api/v1').replace(/\/$/, ''),
  /** Name of the installation; anything but `production` is shown beside the brand. */
  environment: import.meta.env.VITE_ENVIRONMENT ?? 'production',
} as const;
