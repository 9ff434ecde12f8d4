DROP INDEX `transfers_reverses_id_unique`;--> statement-breakpoint
DROP INDEX `transfers_by_payer`;--> statement-breakpoint
DROP INDEX `transfers_by_payee`;--> statement-breakpoint
CREATE UNIQUE INDEX `transfers_reversed_once` ON `transfers` (`reverses_id`) WHERE reverses_id is not null;--> statement-breakpoint
CREATE INDEX `transfers_by_payer` ON `transfers` (`from_user_id`,`id`) WHERE from_user_id is not null;--> statement-breakpoint
CREATE INDEX `transfers_by_payee` ON `transfers` (`to_user_id`,`id`) WHERE to_user_id is not null;--> statement-breakpoint
DROP INDEX `items_by_owner`;--> statement-breakpoint
CREATE INDEX `items_by_owner` ON `items` (`owner_id`,`id`) WHERE owner_id is not null;