import compression from 'compression';
import cors from 'cors';
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import morgan from 'morgan';

import { auth } from './auth.js';
import { config } from './config.js';
import { content } from './content.js';
import { errorHandler, notFoundHandler } from './errors.js';
import { orders } from './orders.js';
import { products } from './products.js';

/** The application of the specification's chapter 8.2, in its order. */
export const app = express();

app.use(helmet());
app.use(cors({ origin: config.allowedOrigins, credentials: true }));
app.use(compression());
app.use(morgan('combined'));
app.get('/api/health', (request, response) => {
  response.json({ status: 'ok', timestamp: new Date().toISOString() });
});
app.use(
  rateLimit({ windowMs: 3600 * 1000, limit: config.requestsPerHour, standardHeaders: 'draft-8', legacyHeaders: true }),
);
app.use(express.json({ limit: '10mb' }));
app.use(express.urlencoded({ extended: true, limit: '10mb' }));
app.use('/api/v1/auth', auth);
app.use('/api/v1/products', products);
app.use('/api/v1/content', content);
app.use('/api/v1/orders', orders);
app.use(notFoundHandler);
app.use(errorHandler);
