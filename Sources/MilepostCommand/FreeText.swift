import Foundation
import Milepost

/// Texts that a command puts into the log itself; a decision checks those that it is given.
enum FreeText {
    static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

    /// The rules of every text that is public for ever.
    static func check(_ text: String?, field: String) throws(Refusal) {
        guard let text else { return }
        guard !isBlank(text) else { throw .emptyText(field: field) }
        guard text.unicodeScalars.count <= 2000 else {
            throw .textTooLong(field: field, limit: 2000)
        }
        if let kind = PersonalNumber.find(in: text) {
            throw .personalNumber(field: field, kind: kind)
        }
    }

    /// Who records: named in the call, else in the environment, where empty is unset.
    static func actor(_ given: String?) throws(Refusal) -> String? {
        let environment = ProcessInfo.processInfo.environment["MILEPOST_ACTOR"] ?? ""
        guard let actor = given ?? (environment.isEmpty ? nil : environment) else { return nil }
        guard !isBlank(actor) else { throw .emptyText(field: "actor") }
        return actor
    }
}
