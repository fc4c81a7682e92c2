//! The coding manual and the tables as a document tree, and the tree as files.
