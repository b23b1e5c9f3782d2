"""Look at several documents side by side, and at the register of what was issued (发文登记簿).

`records` say what is known of one document or row, `reading` makes them of documents, `sheets` and `ledger` of a register;
`case` puts them in order, `numbers`, `repeats` and `compare` find what does not agree; `book` holds what is said of it, as data.
"""
