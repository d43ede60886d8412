import { app } from './app.js';
import { config } from './config.js';
import { pool } from './database.js';

const server = app.listen(config.port, '127.0.0.1');

process.on('SIGTERM', () => {
  server.close(() => pool.end());
  server.closeAllConnections();
});
