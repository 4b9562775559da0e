/// An amount as it was stated.
package struct StatedAmount: Sendable, Hashable {
    package var value: Decimal
    package var bound: Bound
    /// The amount as written, where it differs from the plain decimal.
    package var written: String?

    package init(value: Decimal, bound: Bound = .exact, written: String? = nil) {
        self.value = value
        self.bound = bound
        self.written = written == value.description ? nil : written
    }

    package var asWritten: String { written ?? value.description }

    /// The unit of the last written digit, in ten-thousandths; 0 for an exact integer.
    package var ulp: Int64 {
        if let written { return AmountText.ulp(ofWritten: written) ?? 0 }
        return AmountText.ulp(ofPlain: value)
    }

    package var quantity: Quantity { Quantity(value: value, bound: bound, ulp: ulp) }
}

/// The place in a document that says so: Unicode scalars from 0, end excluded.
package struct SourceRange: Sendable, Hashable {
    /// SHA-256 of the document's bytes, lower-case hex.
    package var document: String
    package var range: Range<Int>?

    package init(document: String, range: Range<Int>?) {
        self.document = document
        self.range = range
    }
}
