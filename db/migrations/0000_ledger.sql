CREATE TABLE `items` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text(50) NOT NULL,
	`price` integer NOT NULL,
	`barcode` text(12) NOT NULL,
	`description` text(1024) NOT NULL,
	`owner_id` integer,
	`sold_for` integer,
	`created_at` integer DEFAULT (cast(unixepoch('subsec') * 1000 as integer)) NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "items_name_length" CHECK(length("items"."name") between 1 and 50),
	CONSTRAINT "items_barcode_length" CHECK(length("items"."barcode") between 1 and 12),
	CONSTRAINT "items_description_length" CHECK(length("items"."description") <= 1024),
	CONSTRAINT "items_price_range" CHECK(typeof("items"."price") = 'integer' and "items"."price" between 1 and 1000000000),
	CONSTRAINT "items_sold_for_owner" CHECK("items"."sold_for" is null or "items"."owner_id" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `items_barcode_unique` ON `items` (`barcode`);--> statement-breakpoint
CREATE INDEX `items_by_owner` ON `items` (`owner_id`,`id`);--> statement-breakpoint
CREATE TABLE `login_failures` (
	`subject` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`window_ends_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `login_failures_by_end` ON `login_failures` (`window_ends_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer DEFAULT (cast(unixepoch('subsec') * 1000 as integer)) NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_by_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `transfers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`from_user_id` integer,
	`to_user_id` integer,
	`amount` integer NOT NULL,
	`kind` text NOT NULL,
	`item_id` integer,
	`reason` text(200),
	`reverses_id` integer,
	`key` text(64),
	`created_at` integer DEFAULT (cast(unixepoch('subsec') * 1000 as integer)) NOT NULL,
	FOREIGN KEY (`from_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reverses_id`) REFERENCES `transfers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "transfers_amount_range" CHECK(typeof("transfers"."amount") = 'integer' and "transfers"."amount" between 1 and 1000000000),
	CONSTRAINT "transfers_two_accounts" CHECK("transfers"."from_user_id" is not "transfers"."to_user_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `transfers_reverses_id_unique` ON `transfers` (`reverses_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `transfers_key_unique` ON `transfers` (`key`);--> statement-breakpoint
CREATE INDEX `transfers_by_payer` ON `transfers` (`from_user_id`,`id`);--> statement-breakpoint
CREATE INDEX `transfers_by_payee` ON `transfers` (`to_user_id`,`id`);--> statement-breakpoint
CREATE INDEX `transfers_by_item` ON `transfers` (`item_id`,`id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`username` text(30) NOT NULL,
	`username_key` text NOT NULL,
	`email` text(120) NOT NULL,
	`email_key` text NOT NULL,
	`password_hash` text(60),
	`budget` integer DEFAULT 0 NOT NULL,
	`created_at` integer DEFAULT (cast(unixepoch('subsec') * 1000 as integer)) NOT NULL,
	CONSTRAINT "users_username_length" CHECK(length("users"."username") between 1 and 30),
	CONSTRAINT "users_email_length" CHECK(length("users"."email") between 3 and 120),
	CONSTRAINT "users_budget_integer" CHECK(typeof("users"."budget") = 'integer')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_username_key_unique` ON `users` (`username_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_key_unique` ON `users` (`email_key`);