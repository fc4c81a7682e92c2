//! Counting and retrieving: quotations, spread over speakers and groups.
