package import Milepost

/// What a snapshot is asked for.
package struct SnapshotQuery: Sendable {
    package var city: String
    /// Nil: the city itself.
    package var place: String?
    package var quarter: Quarter
    /// As known by the first so many lines of the log.
    package var size: Position
    package var isProvisional = false
    /// Nil for a preview.
    package var issuedBy: String?
    package var approvedBy: String?
    package var issuedAt: Moment?

    package init(city: String, place: String? = nil, quarter: Quarter, size: Position) {
        self.city = city
        self.place = place == city ? nil : place
        self.quarter = quarter
        self.size = size
    }

    /// What a snapshot was asked for, so that its figures can be derived again.
    package init(of snapshot: Snapshot) {
        self.init(
            city: snapshot.city,
            place: snapshot.place,
            quarter: snapshot.quarter,
            size: snapshot.size
        )
        isProvisional = snapshot.isProvisional
        issuedBy = snapshot.issuedBy
        approvedBy = snapshot.approvedBy
        issuedAt = snapshot.issuedAt
    }
}
