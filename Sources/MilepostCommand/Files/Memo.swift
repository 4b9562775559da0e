/// What was made out before: a sheet of many rows holds few texts.
struct Memo<Key: Hashable, Value> {
    private var known: [Key: Result<Value, any Error>] = [:]

    mutating func value(of key: Key, _ make: () throws -> Value) throws -> Value {
        if let value = known[key] { return try value.get() }
        let value = Result { try make() }
        known[key] = value
        return try value.get()
    }
}
