//! Operations held against each other: what one does, its inverse takes back.
