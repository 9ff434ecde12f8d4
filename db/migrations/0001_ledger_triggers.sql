-- What the ledger promises, kept by the database itself.

CREATE TRIGGER `transfers_are_well_formed` BEFORE INSERT ON `transfers`
BEGIN
  SELECT RAISE(ABORT, 'UNKNOWN_KIND')
    WHERE NEW.kind NOT IN ('opening', 'purchase', 'sell_back');
  SELECT RAISE(ABORT, 'TRADE_WITHOUT_ITEM')
    WHERE NEW.kind IN ('purchase', 'sell_back') AND NEW.item_id IS NULL;
  -- An opening may start a member below zero; nothing else may take one there, or further down.
  SELECT RAISE(ABORT, 'INSUFFICIENT_BUDGET')
    WHERE NEW.from_user_id IS NOT NULL AND NEW.kind <> 'opening'
      AND (SELECT budget FROM users WHERE id = NEW.from_user_id) < NEW.amount;
END;
--> statement-breakpoint
CREATE TRIGGER `transfers_move_budgets` AFTER INSERT ON `transfers`
BEGIN
  UPDATE users SET budget = budget - NEW.amount WHERE id = NEW.from_user_id;
  UPDATE users SET budget = budget + NEW.amount WHERE id = NEW.to_user_id;
END;
--> statement-breakpoint
CREATE TRIGGER `transfers_never_change` BEFORE UPDATE ON `transfers`
BEGIN
  SELECT RAISE(ABORT, 'TRANSFERS_NEVER_CHANGE');
END;
--> statement-breakpoint
CREATE TRIGGER `transfers_never_vanish` BEFORE DELETE ON `transfers`
BEGIN
  SELECT RAISE(ABORT, 'TRANSFERS_NEVER_VANISH');
END;
--> statement-breakpoint
CREATE TRIGGER `users_start_empty` BEFORE INSERT ON `users` WHEN NEW.budget <> 0
BEGIN
  SELECT RAISE(ABORT, 'BUDGET_WITHOUT_TRANSFER');
END;
--> statement-breakpoint
-- A budget moves by exactly what the newest transfer says of its owner, or not at all.
CREATE TRIGGER `users_budget_follows_ledger` BEFORE UPDATE OF `budget` ON `users`
WHEN NEW.budget <> OLD.budget
BEGIN
  SELECT RAISE(ABORT, 'BUDGET_WITHOUT_TRANSFER')
    WHERE NOT EXISTS (
      SELECT 1 FROM (SELECT * FROM transfers ORDER BY id DESC LIMIT 1) AS newest
      WHERE (newest.from_user_id = OLD.id AND NEW.budget = OLD.budget - newest.amount)
         OR (newest.to_user_id = OLD.id AND NEW.budget = OLD.budget + newest.amount)
    );
END;
