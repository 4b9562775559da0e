/// Why a command is refused: nothing is appended.
///
/// The words are made at the edge, in two languages.
package enum Refusal: Error, Sendable, Hashable {
    // What is named
    case unknownProject(String, near: [String])
    case unknownMeasure(String, in: ProjectKey, known: [String])
    case ambiguous(String, fits: [String])
    case unknownPlace(String, known: [String])
    case unknownFacet(String, known: [String])
    case unknownFacetValue(facet: String, value: String, known: [String])
    case facetMissing(String, values: [String])
    case stageMissing(ladder: [Stage])
    case stageNotOnLadder(Stage, ladder: [Stage])
    case unknownEvent(String)
    case unknownSource(String, known: [String])
    case sourceRange(Range<Int>, scalars: Int)

    // The amount
    case amount(AmountError)
    case modeMissing(String, unit: String)
    case modeContradictsSign(Mode, AmountText.Sign)
    case modeNotOfKind(Mode, Kind, nowAt: Bool, legal: [Mode])
    case wrongUnit(String, expected: String)
    case boundTwice(Bound, Bound)
    case negativeNeedsNote(Decimal)
    case negative(Mode, Decimal)
    case rankNotWhole(Decimal)
    case overflow

    // The days
    case date(DateError, field: String)
    case periodStartAfterEnd(CalendarDate, CalendarDate)
    case periodStartNotOfMode(Mode)
    case baselineNotOfMode(Mode)
    case totalBeforeBaseline(asOf: CalendarDate, baseline: CalendarDate)
    case wasNotOfMode(Mode)
    case dueNotOfMode(Mode)

    // Free text
    case personalNumber(field: String, kind: PersonalNumber)
    case emptyText(field: String)
    case textTooLong(field: String, limit: Int)
    case controlCharacter(field: String, code: UInt32)

    // The months
    case monthClosed(CalendarDate, Closed, amending: Bool)
    case monthNotOver(Month)
    case monthNotClosed(Month, at: Place, through: CalendarDate?)
    case heldAbove(Month, at: Place, by: Closed)

    /// A place by its code, with its name where it has one.
    package struct Place: Sendable, Hashable {
        package var code: String
        package var name: Name?

        package init(_ code: String, in catalogue: Catalogue) {
            self.code = code
            name = catalogue.places.names[code]
        }
    }

    /// Where and by whom months were closed.
    package struct Closed: Sendable, Hashable {
        package var place: Place
        package var through: CalendarDate
        package var recording: Recording?
        /// The log's, in which the time of the recording is told.
        package var timeZone: String?

        package init(_ closing: Closings.Closing, _ recording: Recording?, in catalogue: Catalogue)
        {
            place = Place(closing.place, in: catalogue)
            through = closing.through
            self.recording = recording
            timeZone = catalogue.timeZone
        }
    }

    // Earlier events
    case readOtherwise(event: EventID, value: String, from: SourceRange)
    case sameFactElsewhere(event: EventID, value: String)
    case restatesOtherFigure(EventID)
    case notAReport(EventID)
    case cannotActOn(EventID)
    case alreadyWithdrawn(EventID, by: EventID?)
    case targetExists(EventID)
    case replacesOtherTarget(EventID)
    case reasonMissing

    // Lines from elsewhere
    case storedOtherwise(field: String)
    case saidAlready(EventID?)
    case replacementAlone(EventID)

    // The plan
    case frozen(MeasureKey, field: String)
    case badDefinition(String, field: String)
}

/// A number that tells who a person is; free text is public for ever.
package enum PersonalNumber: String, Sendable {
    case identity, mobile

    /// Finds an 18-digit identity number or an 11-digit mobile number, in ASCII or full width,
    /// also where spaces or hyphens group the digits.
    package static func find(in text: String) -> PersonalNumber? {
        var run: [UInt8] = []
        var found: PersonalNumber?
        func close() {
            if run.count == 18, run.dropLast().allSatisfy({ $0 < 10 }) {
                found = found ?? .identity
            } else if run.count == 11 || (run.count == 13 && run[0] == 8 && run[1] == 6) {
                let number = run.suffix(11)
                if number.allSatisfy({ $0 < 10 }), number.first == 1,
                    number.dropFirst().first.map({ $0 >= 3 }) == true
                {
                    found = found ?? .mobile
                }
            }
            run = []
        }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: run.append(UInt8(scalar.value - 0x30))
            case 0xFF10...0xFF19: run.append(UInt8(scalar.value - 0xFF10))
            case _ where "Xx".unicodeScalars.contains(scalar) && run.count == 17: run.append(10)
            case _ where " -".unicodeScalars.contains(scalar) && !run.isEmpty: continue
            default: close()
            }
        }
        close()
        return found
    }
}

/// What an official should look at before an entry is believed; it never stops the recording.
package enum EntryWarning: Sendable, Hashable {
    case totalFalls(from: Decimal, to: Decimal, on: CalendarDate)
    case incrementTenfold(Decimal, largest: Decimal)
    case totalTenfold(Decimal, last: Decimal)
    case aboveTarget(Decimal, target: Decimal)
    case stageAbove(Stage, Decimal, lower: Stage, Decimal)
    case overlappingIncrement(EventID, CalendarDate)
    case sameIncrement(EventID, CalendarDate)
    case secondForDay(Mode, EventID, CalendarDate)
    case underTotal(CalendarDate)
    case beforeBaseline(CalendarDate)
    case late(received: CalendarDate, due: CalendarDate)
    case future(CalendarDate)
    case restates(EventID)
    case hasRestatements(EventID)
    case afterClose(through: CalendarDate)
    case revisesClosed([String], Refusal.Closed, hard: Bool)
}
