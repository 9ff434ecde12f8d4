ALTER TABLE `items` ADD `added_key` text(64);--> statement-breakpoint
CREATE UNIQUE INDEX `items_added_once` ON `items` (`added_key`) WHERE added_key is not null;--> statement-breakpoint
CREATE INDEX `items_by_adder` ON `items` (`added_by`,`created_at`) WHERE added_by is not null;