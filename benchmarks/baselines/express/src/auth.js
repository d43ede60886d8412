import { createHash, randomUUID } from 'node:crypto';

import bcrypt from 'bcrypt';
import { Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import jwt from 'jsonwebtoken';

import { config } from './config.js';
import { one } from './database.js';
import { success } from './envelope.js';
import { AppError } from './errors.js';

const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 7 * 24 * 3600;

export const auth = Router();

const signInLimit = rateLimit({
  windowMs: 15 * 60 * 1000,
  limit: 5,
  skipSuccessfulRequests: true,
  keyGenerator: (request) => `${request.ip}:${request.body?.email}`,
  handler: (request, response, next) =>
    next(new AppError('Too many login attempts. Please try again in 15 minutes', 429, 'RATE_LIMIT_EXCEEDED')),
  validate: { keyGeneratorIpFallback: false },
});

auth.post('/login', signInLimit, async (request, response) => {
  const { email, password } = request.body ?? {};
  if (typeof email !== 'string' || typeof password !== 'string') {
    throw new AppError('Invalid input data', 400, 'VALIDATION_ERROR');
  }
  response.json(success(await signIn(email, password, request)));
});

auth.get('/me', authenticate, async (request, response) => {
  const user = await one(
    'user_by_id',
    `SELECT id, email, first_name, last_name, role, profile_picture_url, email_verified, created_at
       FROM users WHERE id = $1 AND deleted_at IS NULL`,
    [request.user.id],
  );
  if (!user) throw new AppError('User not found', 404, 'NOT_FOUND');
  response.json(success(publicUser(user)));
});

/** The specification's `authenticate`: the token's signature, then its session in the database. */
export async function authenticate(request, response, next) {
  const header = request.headers.authorization;
  if (!header?.startsWith('Bearer ')) throw new AppError('No token provided', 401, 'UNAUTHORIZED');
  const token = header.slice('Bearer '.length);
  const claims = verified(token);
  const session = await one(
    'session_by_token',
    'SELECT id, user_id, expires_at FROM sessions WHERE token = $1 AND user_id = $2',
    [digest(token), claims.userId],
  );
  if (!session || session.expires_at < new Date()) throw new AppError('Invalid session', 401, 'INVALID_TOKEN');
  request.user = { id: claims.userId, email: claims.email, role: claims.role };
  next();
}

async function signIn(email, password, request) {
  const user = await one('user_by_email', 'SELECT * FROM users WHERE email = $1 AND deleted_at IS NULL', [email]);
  if (!user || !(await bcrypt.compare(password, user.password_hash))) {
    throw new AppError('Invalid email or password', 401, 'INVALID_CREDENTIALS');
  }
  if (!user.is_active) throw new AppError('Account is deactivated', 403, 'ACCOUNT_DEACTIVATED');

  const accessToken = jwt.sign(
    { userId: user.id, email: user.email, role: user.role, jti: randomUUID() },
    config.jwtSecret,
    { expiresIn: ACCESS_SECONDS },
  );
  const refreshToken = jwt.sign({ userId: user.id, jti: randomUUID() }, config.refreshTokenSecret, {
    expiresIn: REFRESH_SECONDS,
  });
  await one(
    'session_insert',
    `INSERT INTO sessions (id, user_id, token, refresh_token, ip_address, user_agent, expires_at, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now(), now())`,
    [
      randomUUID(),
      user.id,
      digest(accessToken),
      digest(refreshToken),
      request.ip,
      request.get('user-agent') ?? null,
      new Date(Date.now() + REFRESH_SECONDS * 1000),
    ],
  );
  await one('user_signed_in', 'UPDATE users SET last_login_at = now() WHERE id = $1', [user.id]);
  return { user: publicUser(user), accessToken, refreshToken, expiresIn: ACCESS_SECONDS };
}

function verified(token) {
  try {
    return jwt.verify(token, config.jwtSecret, { algorithms: ['HS256'] });
  } catch {
    throw new AppError('Invalid token', 401, 'INVALID_TOKEN');
  }
}

/** The sessions table holds digests, so that reading it gives nobody a token. */
function digest(token) {
  return createHash('sha256').update(token).digest('hex');
}

function publicUser(row) {
  return {
    id: row.id,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    role: row.role,
    profilePicture: row.profile_picture_url,
    emailVerified: row.email_verified,
    createdAt: row.created_at,
  };
}
