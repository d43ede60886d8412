import { failure } from './envelope.js';

/** An error with the status and the code that the specification's table gives it. */
export class AppError extends Error {
  constructor(message, status, code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function notFoundHandler(request, response, next) {
  next(new AppError('Resource not found', 404, 'NOT_FOUND'));
}

/** Express tells an error handler by its four parameters, so the unused one stays. */
export function errorHandler(error, request, response, _next) {
  if (error instanceof AppError) {
    response.status(error.status).json(failure(error.code, error.message));
    return;
  }
  console.error(error);
  response.status(500).json(failure('INTERNAL_ERROR', 'An unexpected error occurred'));
}
