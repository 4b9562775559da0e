/// How a project stands, derived from its targets and reports.
package enum ProjectStatus: String, Sendable, CaseIterable {
    case overdue, behind, onTime, ahead, met, underWay, notStarted

    /// The worst of the project's targets in use; without a target, whether anything was reported.
    ///
    /// - Parameter figures: every figure of the project's measures at the place asked.
    package init(figures: [Figure]) {
        let reported = figures.contains { $0.value != nil }
        let deciding = figures.filter { $0.target?.decides == true && $0.mode == nil }
        let paces = deciding.compactMap { $0.target?.pace }
        let worst = Pace.allCases.first(where: paces.contains)
        switch worst {
        case .overdue: self = .overdue
        case .behind: self = .behind
        // A target of which nothing was reported yet is not met by the others.
        case .onTime, .ahead, .met:
            guard deciding.count == paces.count else {
                self = .underWay
                return
            }
            self = worst == .onTime ? .onTime : worst == .ahead ? .ahead : .met
        case nil:
            self = reported ? .underWay : .notStarted
        }
    }
}
