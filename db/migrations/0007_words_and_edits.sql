ALTER TABLE `users` ADD `credit_word` text(20);--> statement-breakpoint
ALTER TABLE `users` ADD `credit_words` text(20);--> statement-breakpoint
CREATE INDEX `item_edits_by_user` ON `item_edits` (`user_id`,`created_at`);