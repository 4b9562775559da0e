import Foundation
import Glibc

/// Random moments in the run of a process, from a seed that can be given again.
struct Moments {
    let seed: UInt64
    private var state: UInt64

    /// The seed is `FAULT_SEED`, or a new one, which is printed.
    init(_ name: String) {
        let given = ProcessInfo.processInfo.environment["FAULT_SEED"].flatMap { UInt64($0) }
        seed = given ?? UInt64.random(in: 0..<1_000_000)
        state = seed
        print("\(name): FAULT_SEED=\(seed)")
    }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A moment before a time is over.
    mutating func moment(in time: Duration) -> Duration {
        time * (Double(next() >> 11) / Double(1 << 53))
    }

    mutating func number(below limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

extension Child {
    /// Ends the process at a moment of its run, wherever it is.
    func killed(after moment: Duration) -> Answer {
        let (seconds, attoseconds) = moment.components
        usleep(UInt32(seconds) * 1_000_000 + UInt32(attoseconds / 1_000_000_000_000))
        kill(pid, SIGKILL)
        return wait()
    }
}

/// `LONG_TESTS=1` runs what takes minutes.
let runsLongTests = ProcessInfo.processInfo.environment["LONG_TESTS"] == "1"
