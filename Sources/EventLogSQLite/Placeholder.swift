import GRDB
import GRDBSQLite
enum Placeholder { static func v() -> Int32 { sqlite3_libversion_number() } }
