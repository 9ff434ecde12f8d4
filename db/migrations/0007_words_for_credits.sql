ALTER TABLE `users` ADD `credit_word` text(20);--> statement-breakpoint
ALTER TABLE `users` ADD `credit_words` text(20);