-- A figure over several pages. Never edited once released.

-- Whether a figure that is too high for its page is spread over several.
ALTER TABLE board ADD COLUMN figure_pages INTEGER NOT NULL DEFAULT 0;
