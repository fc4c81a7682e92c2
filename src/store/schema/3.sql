-- Schema version 3: how the figure of a board is drawn. Never edited once released.

ALTER TABLE board ADD COLUMN figure_kind TEXT NOT NULL DEFAULT 'boxes';
-- Where it is to be printed; NULL: nobody has said so. What is NULL below follows from it.
ALTER TABLE board ADD COLUMN figure_preset TEXT;
ALTER TABLE board ADD COLUMN figure_arrangement TEXT;
ALTER TABLE board ADD COLUMN figure_width_cm REAL;
ALTER TABLE board ADD COLUMN figure_text_pt REAL;
ALTER TABLE board ADD COLUMN figure_dpi INTEGER;
ALTER TABLE board ADD COLUMN figure_title TEXT NOT NULL DEFAULT '';
ALTER TABLE board ADD COLUMN figure_number TEXT NOT NULL DEFAULT '1';
ALTER TABLE board ADD COLUMN figure_table_number TEXT NOT NULL DEFAULT '2';
ALTER TABLE board ADD COLUMN figure_level TEXT NOT NULL DEFAULT 'comb3';
ALTER TABLE board ADD COLUMN figure_palette TEXT NOT NULL DEFAULT 'greyscale';
ALTER TABLE board ADD COLUMN figure_legend INTEGER NOT NULL DEFAULT 1;
ALTER TABLE board ADD COLUMN figure_empty_components INTEGER NOT NULL DEFAULT 0;
ALTER TABLE board ADD COLUMN figure_gap_subthemes REAL NOT NULL DEFAULT 4.0;
ALTER TABLE board ADD COLUMN figure_gap_themes REAL NOT NULL DEFAULT 9.0;
ALTER TABLE board ADD COLUMN figure_gap_components REAL NOT NULL DEFAULT 15.0;
-- Ids of themes in the order of the figure, as a JSON list. One that is gone means nothing.
ALTER TABLE board ADD COLUMN figure_order TEXT NOT NULL DEFAULT '[]';
