import 'server-only';

/** Pieces of the help centre. */
export const helpCentre: readonly string[] = [
  '# Signing in with SSO\n\nA workspace that enforces single sign-on sends every member to the identity provider. If the provider returns to the start page without an error, the browser dropped the session cookie. Allow third-party cookies for `login.northwind.example`, or switch the workspace to the redirect flow under **Security > Sign-in flow**.',
  '## Sign-in loops\n\nFirefox with Enhanced Tracking Protection set to *Strict* blocks the cookie of the pop-up flow. The redirect flow is not affected. Changing the flow takes effect at the next sign-in and does not end running sessions.',
  '# Exports\n\nA CSV export from the table view stops at 10,000 rows. Larger exports run in the background: choose **Export > All rows**, and a link arrives by e-mail when the file is ready. Links are valid for 72 hours and need a signed-in member of the workspace.',
  '## Export formats\n\nBackground exports are split into files of 250,000 rows each and packed into one ZIP archive. Columns keep the order of the table. Times are written in UTC with an offset (`2026-10-03T14:05:00Z`).',
  '# Invoices after a migration\n\nMoving a workspace to another billing account closes the old account on the day of the move. Both accounts issue an invoice for that month: the old one up to the day of the move, the new one from that day on. The two amounts add up to one month. If both show the full month, the old account was not closed.',
  '## Closing an old billing account\n\nOnly an owner of the old account can close it, under **Billing > Accounts > Close**. A credit for the double-billed days is issued automatically within two working days.',
  '# Two-factor codes\n\nCodes by text message can be late in countries where carriers check the sender. Brazil, Indonesia and Nigeria are known for delays of up to fifteen minutes. An authenticator app or a security key does not depend on carriers. Owners can require one of them under **Security > Two-factor**.',
  '# Webhooks\n\nDeliveries are retried for 24 hours with growing pauses. Because a retry can overtake a newer event, receivers must not rely on the order. Every event has `sequence`, which grows within one object: ignore an event whose sequence is lower than the last one that was handled.',
  '# Seats\n\nA deactivated member frees the seat at the end of the billing period. Until then the seat can be given to somebody else without extra cost. Guests do not use seats.',
  '# Dashboards that load slowly\n\nA dashboard queries every tile at once. More than 24 tiles, or a tile over more than 13 months of raw events, is the usual reason for slow loading. Use a rollup for long ranges; it is refreshed every hour.',
  '# Time zones\n\nReports use the time zone of the workspace, not of the reader. A change of the time zone applies to new reports only; saved ones keep theirs until they are edited.',
  '# Deleting data\n\nDeleted records stay in the bin for 30 days. After that they are removed from backups within a further 35 days. A restore puts a record back with its history, but not into dashboards from which it was removed.',
];

/** Pieces of the refund policy. */
export const refundPolicy: readonly string[] = [
  '§ 2 Parcels that never arrived\n\n2.1 A parcel counts as lost when the carrier has recorded no event for ten working days after dispatch, or when the carrier declares it lost.\n2.2 The customer chooses between a replacement and a refund of the missing items including their share of the shipping cost.\n2.3 If an order was sent in several parcels, only the items of the missing parcel are refunded.',
  '§ 3 Damaged items\n\n3.1 One photograph is enough. The item need not be returned when it costs less than $40.\n3.2 The refund is issued on the day on which the photograph arrives.',
  '§ 4 Annual plans\n\n4.1 An annual plan can be cancelled at any time; it ends with the current month.\n4.2 Unused full months are refunded at one twelfth of the annual price each. The discount of the annual plan is not taken back.\n4.3 Amounts above $200 are approved by a person.',
  '§ 5 Duplicate payments\n\n5.1 When the same order was paid twice within 24 hours, the later payment is refunded without a request.\n5.2 A payment that the bank shows as pending is not a payment yet and expires by itself within seven days.',
  '§ 7 How refunds are paid\n\n7.1 Refunds go to the original payment method. Card refunds take three to five working days to appear.\n7.2 When a card was closed, the customer names a bank account; a person checks the name.',
  '§ 9 Goodwill\n\n9.1 Up to $25 per customer and quarter may be granted without approval when the reason is our fault.',
];
