import 'server-only';
import type { JsonObject } from '../../../domain/json.ts';
import type { WireTool } from './wire.ts';

/** Definitions of the functions that the sample's assistants may call. */

function fn(name: string, description: string, properties: JsonObject, required: string[], strict = false): WireTool {
  const parameters = { type: 'object', properties, required, additionalProperties: false };
  return { type: 'function', function: { name, description, parameters, strict } };
}

const text = (description: string) => ({ type: 'string', description });
const date = (description: string) => ({ type: 'string', format: 'date', description });
const money = (description: string) => ({ type: 'integer', description: `${description}, in cents` });

export const getSegmentLabels = fn(
  'get_segment_labels',
  'Names, sizes and price lists of customer segments on a date.',
  {
    segments: { type: 'array', items: { type: 'string', enum: ['starter', 'team', 'business', 'enterprise'] } },
    as_of: date('Day on which the segments are counted'),
    include_trials: { type: 'boolean' },
    locale: text('BCP 47 tag of the labels'),
  },
  ['segments', 'as_of'],
);

export const getPriceChanges = fn(
  'get_price_changes',
  'Changes of list prices since a date, oldest first.',
  { since: date('First day'), currency: { type: 'string', enum: ['USD', 'EUR', 'GBP'] } },
  ['since'],
);

export const lookupWorkspace = fn(
  'lookup_workspace',
  'Plan, region, feature flags and recent changes of a workspace.',
  { workspace: text('Workspace id or its domain'), include: { type: 'array', items: { type: 'string' } } },
  ['workspace'],
);

export const createTicket = fn(
  'create_ticket',
  'Opens a ticket for the engineering team.',
  {
    title: text('One line'),
    priority: { type: 'string', enum: ['low', 'normal', 'high', 'urgent'] },
    component: text('Affected component'),
    body: text('What was seen, steps, what was expected'),
  },
  ['title', 'priority', 'body'],
);

export const getOrder = fn(
  'get_order',
  'An order with its lines, payments and shipments.',
  { order_id: text('Order number') },
  ['order_id'],
  true,
);

export const getTracking = fn(
  'get_tracking',
  'Events of one parcel, newest first.',
  { carrier: text('Code of the carrier'), tracking_number: text('As printed on the label') },
  ['carrier', 'tracking_number'],
  true,
);

export const getSubscription = fn(
  'get_subscription',
  'Plan, period and payments of a subscription.',
  { customer: text('Customer id'), expand: { type: 'array', items: { type: 'string' } } },
  ['customer'],
);

export const issueRefund = fn(
  'issue_refund',
  'Pays an amount back to the original payment method.',
  {
    order_id: text('Order or invoice number'),
    amount: money('Amount'),
    reason: { type: 'string', enum: ['not_delivered', 'damaged', 'duplicate', 'cancelled', 'goodwill'] },
    note: text('Shown to the customer'),
  },
  ['order_id', 'amount', 'reason'],
  true,
);

export const listInvoices = fn(
  'list_invoices',
  'Supplier invoices of a period as JSON.',
  { from: date('First day'), to: date('Last day'), supplier: text('Only this supplier') },
  ['from', 'to'],
);

export const postJournal = fn(
  'post_journal',
  'Writes a journal entry as draft; a person posts it.',
  { date: date('Posting day'), memo: text('Purpose'), lines: { type: 'array', items: { type: 'object' } } },
  ['date', 'lines'],
);
