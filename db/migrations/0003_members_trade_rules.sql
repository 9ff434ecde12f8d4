-- What is told to whom, what is found, and what an undone trade may be: kept by the database itself.

DROP TRIGGER `transfers_are_well_formed`;
--> statement-breakpoint
CREATE TRIGGER `transfers_are_well_formed` BEFORE INSERT ON `transfers`
BEGIN
  SELECT RAISE(ABORT, 'UNKNOWN_KIND')
    WHERE NEW.kind NOT IN ('opening', 'purchase', 'sell_back', 'reversal', 'closing');
  SELECT RAISE(ABORT, 'TRADE_WITHOUT_ITEM')
    WHERE NEW.kind IN ('purchase', 'sell_back') AND NEW.item_id IS NULL;
  SELECT RAISE(ABORT, 'REVERSAL_OF_NOTHING')
    WHERE (NEW.kind = 'reversal') <> (NEW.reverses_id IS NOT NULL);
  -- Of the same amount, the other way, and never of another reversal.
  SELECT RAISE(ABORT, 'REVERSAL_OF_NOTHING')
    WHERE NEW.kind = 'reversal' AND NOT EXISTS (
      SELECT 1 FROM transfers AS undone
      WHERE undone.id = NEW.reverses_id AND undone.kind <> 'reversal'
        AND undone.amount = NEW.amount AND undone.item_id IS NEW.item_id
        AND undone.from_user_id IS NEW.to_user_id AND undone.to_user_id IS NEW.from_user_id
    );
  -- An opening may start a member below zero; nothing else may take one there, or further down.
  SELECT RAISE(ABORT, 'INSUFFICIENT_BUDGET')
    WHERE NEW.from_user_id IS NOT NULL AND NEW.kind <> 'opening'
      AND (SELECT budget FROM users WHERE id = NEW.from_user_id) < NEW.amount;
END;
--> statement-breakpoint
-- Edits are a log.
CREATE TRIGGER `item_edits_never_change` BEFORE UPDATE ON `item_edits`
BEGIN
  SELECT RAISE(ABORT, 'EDITS_NEVER_CHANGE');
END;
--> statement-breakpoint
-- The index of the search: a row for each item, under its id.
CREATE VIRTUAL TABLE `items_search` USING fts5(
  name, description, category, barcode,
  content = 'items', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
--> statement-breakpoint
INSERT INTO `items_search` (`items_search`) VALUES ('rebuild');
--> statement-breakpoint
CREATE TRIGGER `items_search_insert` AFTER INSERT ON `items`
BEGIN
  INSERT INTO items_search (rowid, name, description, category, barcode)
    VALUES (NEW.id, NEW.name, NEW.description, NEW.category, NEW.barcode);
END;
--> statement-breakpoint
CREATE TRIGGER `items_search_delete` AFTER DELETE ON `items`
BEGIN
  INSERT INTO items_search (items_search, rowid, name, description, category, barcode)
    VALUES ('delete', OLD.id, OLD.name, OLD.description, OLD.category, OLD.barcode);
END;
--> statement-breakpoint
CREATE TRIGGER `items_search_update`
AFTER UPDATE OF `name`, `description`, `category`, `barcode` ON `items`
BEGIN
  INSERT INTO items_search (items_search, rowid, name, description, category, barcode)
    VALUES ('delete', OLD.id, OLD.name, OLD.description, OLD.category, OLD.barcode);
  INSERT INTO items_search (rowid, name, description, category, barcode)
    VALUES (NEW.id, NEW.name, NEW.description, NEW.category, NEW.barcode);
END;
--> statement-breakpoint
-- Who is paid by another member is told so; and who has to do with a trade that is undone.
CREATE TRIGGER `notices_of_trades` AFTER INSERT ON `transfers` WHEN NEW.kind IN ('purchase', 'reversal')
BEGIN
  INSERT INTO notices (user_id, kind, item_id, by_user_id, amount)
    SELECT NEW.to_user_id, 'sold', NEW.item_id, NEW.from_user_id, NEW.amount
    WHERE NEW.kind = 'purchase' AND NEW.to_user_id IS NOT NULL;
  -- A purchase is undone by its buyer: the seller, who pays back, is told.
  INSERT INTO notices (user_id, kind, item_id, by_user_id, amount)
    SELECT NEW.from_user_id, 'undone', NEW.item_id, NEW.to_user_id, NEW.amount
    WHERE NEW.kind = 'reversal' AND NEW.from_user_id IS NOT NULL AND NEW.to_user_id IS NOT NULL;
END;
--> statement-breakpoint
-- Who has marked an item is told when it costs less, and when it can be bought again.
CREATE TRIGGER `notices_of_offers` AFTER UPDATE OF `price`, `owner_id`, `asking_price` ON `items`
WHEN NEW.sale_price IS NOT NULL AND NEW.sale_price IS NOT OLD.sale_price
BEGIN
  INSERT INTO notices (user_id, kind, item_id, by_user_id, amount)
    SELECT stars.user_id, CASE WHEN OLD.sale_price IS NULL THEN 'returned' ELSE 'price_fell' END,
      NEW.id, NEW.owner_id, NEW.sale_price
    FROM stars
    WHERE stars.item_id = NEW.id AND stars.user_id IS NOT NEW.owner_id
      AND (OLD.sale_price IS NULL OR NEW.sale_price < OLD.sale_price);
END;
--> statement-breakpoint
-- A number that is another whenever what is for sale is another: what open pages compare.
INSERT INTO `settings` (`name`, `value`) VALUES ('shelf_version', '1');
--> statement-breakpoint
CREATE TRIGGER `shelf_version_insert` AFTER INSERT ON `items`
BEGIN
  UPDATE settings SET value = value + 1 WHERE name = 'shelf_version';
END;
--> statement-breakpoint
CREATE TRIGGER `shelf_version_update` AFTER UPDATE OF `name`, `price`, `owner_id`, `asking_price` ON `items`
BEGIN
  UPDATE settings SET value = value + 1 WHERE name = 'shelf_version';
END;
