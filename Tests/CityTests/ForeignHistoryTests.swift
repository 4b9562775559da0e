import EventLog
import EventLogSQLite
import Milepost
import Testing

@testable import MilepostCommand

/// Whatever is decided here can be taken elsewhere.
struct ForeignHistoryTests {
    @Test(arguments: 0..<40)
    func `whatever was decided here is imported as it was exported`(_ seed: Int) throws {
        var dice = Dice(seed)
        let history = try ForeignHistory()
        try history.play(&dice, entries: 400)
        let lines = try history.log.lines
        #expect(lines.count > 80)
        let folder = try TemporaryFolder()
        let store = try LineImport.take(lines, to: folder.path("log.sqlite"))
        try store.read { log throws in
            for (position, line) in lines.enumerated() {
                #expect(try log.line(at: Position(position)) == line)
            }
        }
    }

    @Test(arguments: 40..<60)
    func `a catalogue that follows the log is the one that is loaded`(_ seed: Int) throws {
        var dice = Dice(seed)
        let history = try ForeignHistory()
        try history.play(&dice, entries: 400)
        let view = try history.log.store.read { $0 }
        var catalogue = Catalogue()
        for position in 0..<view.size() {
            let recorded = try #require(try view.recorded(at: position))
            try catalogue.follow(recorded.event, at: position, id: recorded.id, in: view)
        }
        let loaded = try Catalogue(view, knownAt: view.size() - 1)
        #expect(catalogue.statements == loaded.statements)
        #expect(catalogue.targets.filter { !$0.value.isEmpty } == loaded.targets)
        #expect(catalogue.measures == loaded.measures)
        #expect(catalogue.projects == loaded.projects)
        for place in loaded.places.names.keys {
            for position in 0..<view.size() {
                for hard in [false, true] {
                    let holding = { (known: Catalogue) in
                        known.closings.holding(
                            at: place,
                            hard: hard,
                            in: known.places,
                            knownAt: position
                        )
                    }
                    #expect(holding(catalogue) == holding(loaded))
                }
            }
        }
    }
}
