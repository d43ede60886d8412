/** What the benchmark passes in; there are no defaults, so that a rival never measures the wrong database. */
function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export const config = {
  port: Number(required('PORT')),
  databaseUrl: required('DATABASE_URL'),
  jwtSecret: required('JWT_SECRET'),
  refreshTokenSecret: required('REFRESH_TOKEN_SECRET'),
  allowedOrigins: required('ALLOWED_ORIGINS').split(','),
  requestsPerHour: Number(required('REQUESTS_PER_HOUR')),
};
