import type { components, paths } from './generated/schema';

type Schemas = components['schemas'];

/** The prefix that the contract carries and that `VITE_API_URL` replaces. */
type Base = '/api/v1';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Paths of the contract that know `M`, below the base. */
export type PathOf<M extends Method> = {
  [K in keyof paths]: K extends `${Base}${infer P}`
    ? paths[K] extends { [key in M]: { responses: unknown } }
      ? P
      : never
    : never;
}[keyof paths];

export type Operation<M extends Method, P extends PathOf<M>> = paths[`${Base}${P}`][M];

type Part<Op, K extends string> = Op extends { parameters: { [key in K]: infer V extends object } } ? V : unknown;

type PathOption<Op> = Part<Op, 'path'> extends infer V ? (unknown extends V ? unknown : { path: V }) : never;

type QueryOption<Op> = Op extends { parameters: { query?: infer V } }
  ? [V] extends [undefined]
    ? unknown
    : { query?: V }
  : unknown;

interface JsonBody<B> {
  content: { 'application/json': B };
}

interface FileBody {
  content: { 'image/png': unknown } | { 'text/csv': unknown };
}

type BodyOption<Op> = Op extends { requestBody: JsonBody<infer B> }
  ? { body: B }
  : Op extends { requestBody: FileBody }
    ? { body: Blob }
    : OptionalBodyOption<Op>;

type OptionalBodyOption<Op> = Op extends { requestBody?: infer R }
  ? [NonNullable<R>] extends [never]
    ? unknown
    : NonNullable<R> extends JsonBody<infer B>
      ? { body?: B }
      : unknown
  : unknown;

/** What a call of this operation has to say: path, query and body as the contract has them. */
export type Options<Op> = PathOption<Op> &
  QueryOption<Op> &
  BodyOption<Op> & {
    /** The version that one has seen; another one is not changed, and the call fails with 412. */
    ifMatch?: string;
    /** Names the attempt: what is sent again with the same one happens once. */
    idempotencyKey?: string;
    signal?: AbortSignal;
    /** How long to wait, in milliseconds, where the usual is not enough. */
    timeout?: number;
  };

type SuccessStatus = 200 | 201 | 202;

type Success<Op> = Op extends { responses: infer R }
  ? {
      [S in keyof R & SuccessStatus]: R[S] extends { content: { 'application/json': infer B } } ? B : undefined;
    }[keyof R & SuccessStatus]
  : never;

type Unwrapped<Body> = Body extends { data: infer D; pagination: infer G }
  ? { items: D; pagination: G }
  : Body extends { data: infer D }
    ? D
    : undefined;

/** The payload without its envelope: `data`, for lists the items with their pagination, `undefined` for mere messages. */
export type Result<Op> = Unwrapped<Success<Op>>;

/** `T` of which `K` are there: the contract makes fields of list items optional, for `fields=` can leave any out. */
type Present<T, K extends keyof T> = T & { [P in K]-?: NonNullable<T[P]> };

/** The signed-in person. */
export type User = Schemas['MeOut'];
export type Profile = Schemas['ProfileOut'];
export type Session = Schemas['SessionOut'];
export type Passkey = Schemas['PasskeyOut'];
export type ConnectedAccount = Schemas['LinkedAccountOut'];
export type Provider = Schemas['ProviderOut'];
export type Permission = Schemas['PermissionOut'];
export type DataExport = Schemas['ExportOut'];
export type Erasure = Schemas['ErasureOut'];

/** A key in the list, which we always ask for whole. */
export type ApiKey = Present<Schemas['ApiKeySummary'], 'id' | 'name' | 'prefix' | 'scopes' | 'status' | 'createdAt'>;
export type MailDetail = Schemas['MailOut'];

export type Person = Schemas['UserOut'];
export type Role = User['role'];
export type Team = Schemas['TeamOut'];
export type Member = Complete<Schemas['MemberOut'], 'firstName' | 'lastName' | 'profilePicture'>;
export type Invitation = Complete<Schemas['InvitationOut'], 'invitedBy' | 'invitedByName'>;
export type AuditEntry = Complete<
  Schemas['AuditEntryOut'],
  | 'actorId'
  | 'actorName'
  | 'actorEmail'
  | 'impersonatorId'
  | 'apiKeyId'
  | 'personId'
  | 'resourceType'
  | 'resourceId'
  | 'ipAddress'
  | 'userAgent'
  | 'requestId'
>;
export type PermissionRow = Schemas['PermissionOut'];
export type FileOut = Schemas['FileOut'];
/** An earlier version of an article. */
export type Revision = Schemas['RevisionOut'];
export type RevisionSummary = Complete<Schemas['RevisionSummary'], 'author'>;

export type Product = Schemas['ProductOut'];
export type Category = Complete<Schemas['CategoryOut'], 'description' | 'parent'>;
export type Article = Schemas['ArticleOut'];
export type ArticleSummary = Complete<
  Schemas['ArticleSummary'],
  'excerpt' | 'publishAt' | 'publishedAt' | 'coverId' | 'cover' | 'teamId' | 'author'
>;
/** An image that other things show, at its own size. */
export interface PictureRef {
  fileId: string;
  alt?: string | null;
  width: number | null;
  height: number | null;
}
export type Order = Schemas['OrderOut'];
export type OrderItem = Schemas['OrderItemOut'];
export type Address = Schemas['AddressIn'];
export type OrderStatus = Order['status'];
/** An order in the list. */
export type OrderSummary = Complete<
  Schemas['OrderSummary'],
  'customer' | 'reservedUntil' | 'paidAt' | 'fulfilledAt' | 'canceledAt' | 'tracking'
>;
export type Payment = Schemas['PaymentOut'];
export type PaymentStatus = Payment['status'];
export type PaymentProvider = Payment['provider'];
/** A payment in the list. */
export type PaymentSummary = Complete<
  Schemas['PaymentSummary'],
  'orderId' | 'orderNumber' | 'invoiceId' | 'fee' | 'card' | 'failure' | 'customer' | 'succeededAt'
>;
export type Refund = Schemas['RefundOut'];
/** What the payment provider has told, with the text of it. */
export type PaymentEvent = Schemas['EventDetail'];
export type PaymentEventSummary = Complete<Schemas['EventSummary'], 'error' | 'paymentId' | 'processedAt'>;
/** What was booked at once. */
export type LedgerEntry = Complete<Schemas['TransactionOut']>;
export type LedgerAccount = Schemas['BalanceOut']['account'];
/** What was earned over time. */
export type Revenue = Schemas['RevenueOut'];
export type Report = Complete<Schemas['ReportOut'], 'finishedAt'>;
export type ReportKind = Report['kind'];
/** An import or export of products. */
export type Transfer = Schemas['TransferOut'];
/** Something that a search has found. */
export type Hit = Schemas['HitOut'];

/** A row of a list, whose fields the contract makes optional since `fields=` can leave any out; we never ask so. */
type Complete<Row, Nullable extends keyof Row = never> = {
  [Key in keyof Row]-?: Key extends Nullable ? Exclude<Row[Key], undefined> : NonNullable<Row[Key]>;
};

/** A mail in the list. The contract makes all of it optional, for `fields=` can leave any of it out; we never ask so. */
export type Mail = Omit<MailDetail, 'html' | 'text' | 'attachments'>;

/** What one can subscribe to. */
export type Plan = Schemas['PlanOut'];
export type Interval = Plan['interval'];
export type Subscription = Schemas['SubscriptionOut'];
export type Invoice = Schemas['InvoiceOut'];
/** What a change of plan would cost. */
export type PlanChange = Schemas['PlanChangeOut'];
