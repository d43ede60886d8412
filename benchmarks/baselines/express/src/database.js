import pg from 'pg';

import { config } from './config.js';

export const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 10 });

/**
 * All rows of a named statement. The name makes the server parse and plan it once a connection.
 */
export async function all(name, text, values, client = pool) {
  const { rows } = await client.query({ name, text, values });
  return rows;
}

/** First row of a named statement, or undefined. */
export async function one(name, text, values, client = pool) {
  const rows = await all(name, text, values, client);
  return rows[0];
}

/** What `work(client)` does becomes true as a whole, or not at all. */
export async function transaction(work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
