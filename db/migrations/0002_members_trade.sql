CREATE TABLE `categories` (
	`name` text(30) PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `item_edits` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`field` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`created_at` integer DEFAULT (cast(unixepoch('subsec') * 1000 as integer)) NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `item_edits_by_item` ON `item_edits` (`item_id`,`id`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`kind` text NOT NULL,
	`item_id` integer NOT NULL,
	`by_user_id` integer,
	`amount` integer NOT NULL,
	`read_at` integer,
	`created_at` integer DEFAULT (cast(unixepoch('subsec') * 1000 as integer)) NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notices_by_user` ON `notices` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `notices_unread` ON `notices` (`user_id`) WHERE read_at is null;--> statement-breakpoint
CREATE TABLE `photos` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item_id` integer NOT NULL,
	`position` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`large` blob NOT NULL,
	`small` blob NOT NULL,
	`created_at` integer DEFAULT (cast(unixepoch('subsec') * 1000 as integer)) NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `photos_by_item` ON `photos` (`item_id`,`position`);--> statement-breakpoint
CREATE TABLE `stars` (
	`user_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`created_at` integer DEFAULT (cast(unixepoch('subsec') * 1000 as integer)) NOT NULL,
	PRIMARY KEY(`user_id`, `item_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `stars_by_item` ON `stars` (`item_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_items` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text(50) NOT NULL,
	`price` integer NOT NULL,
	`barcode` text(12) NOT NULL,
	`description` text(1024) NOT NULL,
	`category` text,
	`owner_id` integer,
	`sold_for` integer,
	`asking_price` integer,
	`added_by` integer,
	`sale_price` integer GENERATED ALWAYS AS (case when owner_id is null then price else asking_price end) VIRTUAL,
	`offered_at` integer DEFAULT (cast(unixepoch('subsec') * 1000 as integer)) NOT NULL,
	`created_at` integer DEFAULT (cast(unixepoch('subsec') * 1000 as integer)) NOT NULL,
	FOREIGN KEY (`category`) REFERENCES `categories`(`name`) ON UPDATE cascade ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "items_name_length" CHECK(length("__new_items"."name") between 1 and 50),
	CONSTRAINT "items_barcode_length" CHECK(length("__new_items"."barcode") between 1 and 12),
	CONSTRAINT "items_description_length" CHECK(length("__new_items"."description") <= 1024),
	CONSTRAINT "items_price_range" CHECK(typeof("__new_items"."price") = 'integer' and "__new_items"."price" between 1 and 1000000000),
	CONSTRAINT "items_sold_for_owner" CHECK("__new_items"."sold_for" is null or "__new_items"."owner_id" is not null),
	CONSTRAINT "items_asking_price_range" CHECK("__new_items"."asking_price" is null or ("__new_items"."owner_id" is not null and typeof("__new_items"."asking_price") = 'integer' and "__new_items"."asking_price" between 1 and 1000000000))
);
--> statement-breakpoint
INSERT INTO `__new_items`("id", "name", "price", "barcode", "description", "owner_id", "sold_for", "offered_at", "created_at") SELECT "id", "name", "price", "barcode", "description", "owner_id", "sold_for", "created_at", "created_at" FROM `items`;--> statement-breakpoint
DROP TABLE `items`;--> statement-breakpoint
ALTER TABLE `__new_items` RENAME TO `items`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `items_barcode_unique` ON `items` (`barcode`);--> statement-breakpoint
CREATE INDEX `items_by_owner` ON `items` (`owner_id`,`id`);--> statement-breakpoint
CREATE INDEX `items_for_sale` ON `items` (`offered_at`,`id`) WHERE sale_price is not null;--> statement-breakpoint
CREATE INDEX `items_for_sale_by_price` ON `items` (`sale_price`,`id`) WHERE sale_price is not null;--> statement-breakpoint
CREATE INDEX `items_for_sale_by_name` ON `items` (`name` COLLATE NOCASE,`id`) WHERE sale_price is not null;--> statement-breakpoint
CREATE INDEX `items_for_sale_by_category` ON `items` (`category`,`offered_at`,`id`) WHERE sale_price is not null;--> statement-breakpoint
CREATE INDEX `items_for_sale_by_members` ON `items` (`offered_at`,`id`) WHERE asking_price is not null;--> statement-breakpoint
ALTER TABLE `sessions` ADD `device` text(80);--> statement-breakpoint
ALTER TABLE `sessions` ADD `last_used_at` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `market_seen_at` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `closed_at` integer;