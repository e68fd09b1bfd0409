import 'server-only';
import {
  createTicket,
  getOrder,
  getPriceChanges,
  getSegmentLabels,
  getSubscription,
  getTracking,
  issueRefund,
  listInvoices,
  lookupWorkspace,
  postJournal,
} from './functions.ts';
import { plainId } from './ids.ts';
import type { AssistantPlan } from './plan.ts';
import type { WireTool } from './wire.ts';

const code: WireTool = { type: 'code_interpreter' };

function fileSearch(most: number, threshold: number): WireTool {
  const ranking_options = { ranker: 'default_2024_08_21', score_threshold: threshold, hybrid_search: null };
  return { type: 'file_search', file_search: { max_num_results: most, ranking_options } };
}

function assistant(
  name: string,
  createdAt: string,
  plan: Omit<AssistantPlan, 'id' | 'name' | 'createdAt' | 'topP'>,
): AssistantPlan {
  const look = name === 'Churn Analyst' ? (['C3uP', 'tQgX'] as const) : undefined;
  return {
    id: plainId('asst_', name, 24, look),
    name,
    createdAt: Date.parse(createdAt) / 1000,
    topP: 1.0,
    ...plan,
  };
}

export const churnAnalyst = assistant('Churn Analyst', '2026-03-02T09:14:51Z', {
  description: 'Answers questions about retention and churn for the growth team.',
  model: 'gpt-4.1',
  instructions: [
    'You analyse subscription data. Prefer the definitions in the uploaded files over general knowledge. State the population and the formula for every rate.',
    'Round percentages to one decimal and amounts to whole dollars. Name the file and the period behind every number.',
    'When a number cannot be computed from the files, say which column is missing instead of estimating.',
  ].join('\n\n'),
  tools: [code, fileSearch(20, 0.4), getSegmentLabels, getPriceChanges],
  toolResources: {},
  temperature: 0.2,
  reasoningEffort: null,
  metadata: { team: 'growth', owner: 'mara.lindqvist', revision: '14' },
});

export const supportTriage = assistant('Support Triage', '2026-05-18T07:40:03Z', {
  description: 'Reads new tickets, answers the simple ones and files the rest.',
  model: 'gpt-5-mini',
  instructions: [
    'You triage support requests of Northwind Analytics. Search the help centre first. Answer only what it says or what the workspace record shows.',
    'If the customer lost data or money, file a ticket with priority high and say so. Never promise a date.',
    'Answer in the language of the customer.',
  ].join('\n\n'),
  tools: [fileSearch(8, 0.3), lookupWorkspace, createTicket],
  toolResources: { file_search: { vector_store_ids: ['vs_68c41f0a7b2481918b5e6d0c'] } },
  temperature: 1.0,
  reasoningEffort: 'low',
  metadata: { team: 'support', queue: 'inbox' },
});

export const refundDesk = assistant('Refund Desk', '2026-06-09T12:02:27Z', {
  description: 'Checks orders and subscriptions and prepares refunds.',
  model: 'gpt-4.1-mini',
  instructions: [
    'You handle refund requests. Look up the order or subscription before you answer. Refunds above $200 need a person: prepare them, do not issue them.',
    'Quote the paragraph of the refund policy that you applied.',
  ].join('\n\n'),
  tools: [fileSearch(5, 0.0), getOrder, getTracking, getSubscription, issueRefund],
  toolResources: { file_search: { vector_store_ids: ['vs_68d20be5c9a08191b7f3412e'] } },
  temperature: 0.4,
  reasoningEffort: null,
  metadata: { team: 'billing' },
});

export const docsAnswerer = assistant('Docs Answerer', '2026-04-21T15:30:44Z', {
  description: 'Answers developer questions from the API documentation.',
  model: 'gpt-5-mini',
  instructions:
    'You answer questions about the Northwind API from its documentation. Cite the section behind every claim. Show code only when it is asked for or shorter than the explanation. If the documentation does not say, answer that it does not say.',
  tools: [fileSearch(6, 0.25)],
  toolResources: { file_search: { vector_store_ids: ['vs_68b7d95f13e88191a2c4f680'] } },
  temperature: 1.0,
  reasoningEffort: 'medium',
  metadata: { team: 'developer-relations', surface: 'docs-site' },
});

export const ledgerReconciler = assistant('Ledger Reconciler', '2026-07-01T06:00:12Z', {
  description: null,
  model: 'llama-3.3-70b',
  instructions: [
    'You reconcile card settlements, supplier invoices and bank statements with the ledger. Work in small steps and print what you did.',
    'Never change a posted entry. Propose corrections as journal drafts, each with its evidence.',
  ].join('\n\n'),
  tools: [code, listInvoices, postJournal],
  toolResources: {},
  temperature: 0.0,
  reasoningEffort: null,
  metadata: { team: 'finance', host: 'on-premises' },
});

/** Newest last, as all lists here. */
export const ASSISTANTS: readonly AssistantPlan[] = [
  churnAnalyst,
  docsAnswerer,
  supportTriage,
  refundDesk,
  ledgerReconciler,
];
