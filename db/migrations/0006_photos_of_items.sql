ALTER TABLE `item_edits` ADD `key` text(64);--> statement-breakpoint
CREATE INDEX `item_edits_by_user` ON `item_edits` (`user_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `item_edits_once` ON `item_edits` (`key`) WHERE key is not null;