import Milepost

extension Gaps {
    /// The gaps in the form that `cli.md` names, with what was filled late beside them.
    package var json: OutputJSON {
        .object([
            ("period", .of(month.description)),
            ("expected", .of(expected)),
            ("arrived", .of(arrived)),
            ("late", .of(late.count)),
            (
                "missing",
                .array(
                    missing.map { missing in
                        .object(
                            members(of: missing.report) + [
                                ("daysOverdue", .of(missing.overdue)),
                                ("closed", .of(missing.isClosed)),
                            ]
                        )
                    }
                )
            ),
            (
                "arrivedLate",
                .array(
                    late.map { late in
                        .object(
                            members(of: late.report) + [
                                ("event", .of(late.event)), ("received", .of(late.received)),
                                ("daysLate", .of(late.days)),
                            ]
                        )
                    }
                )
            ),
        ])
    }

    private func members(of report: ExpectedReport) -> [(String, OutputJSON)] {
        let key = report.measure
        let lead = catalogue.projects[key.projectKey]?.lead
        return [
            ("city", .of(key.city)), ("year", .of(key.year)), ("project", .of(key.project)),
            ("measure", .of(key.measure)), ("place", .of(report.place)),
            ("lead", .of(lead?.all.first)), ("from", .of(report.period.lowerBound)),
            ("to", .of(report.period.upperBound)), ("due", .of(report.due)),
        ]
    }
}
