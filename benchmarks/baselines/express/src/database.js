import pg from 'pg';

import { config } from './config.js';

export const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 10 });

/**
 * First row of a named statement, or undefined. The name makes the server parse and plan it once a connection.
 */
export async function one(name, text, values) {
  const { rows } = await pool.query({ name, text, values });
  return rows[0];
}
