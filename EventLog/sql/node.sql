-- The Merkle tree's complete subtrees of 16, 256, 4096, … leaves, so that an append, a root or a proof
-- reads few hashes however long the log is. `level` is the binary logarithm of their leaves.
CREATE TABLE node (
    level INTEGER NOT NULL CHECK (level > 0 AND level % 4 = 0),
    idx INTEGER NOT NULL CHECK (idx >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;
