import ArgumentParser
import EventLog
import Foundation
import MilepostReports

/// The command tree.
///
/// Does nothing itself.
@main
struct MilepostCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "milepost",
        abstract: "An event-sourced tracker of public livelihood projects.",
        discussion: """
            A first session:
              milepost init --place 130800 --name 承德市 --actor "Housing bureau"
              milepost plan import plan.yaml
              milepost record old-communities/communities '+5' --stage completed --as-of 2024-10
              milepost status
            """,
        version: "milepost 0.1.0",
        subcommands: [
            Init.self, PlanCommand.self, SourceCommand.self,
            Record.self, Template.self, Declare.self, Target.self, Correct.self, Withdraw.self,
            StatusCommand.self, HistoryCommand.self, Show.self, Explain.self, Diff.self,
            CheckCommand.self, GapsCommand.self, Close.self, Reopen.self,
            SnapshotCommand.self,
            ReplayCommand.self, Verify.self, KeyCommand.self, CheckpointCommand.self, Prove.self,
            VerifyProof.self, Backup.self, Restore.self, Export.self, Import.self,
        ]
    )

    /// Exit statuses are a contract: 0 done, 1 a check found something, 2 wrong input, 3 the store
    /// can't be used; never ArgumentParser's own 64.
    static func main() {
        Output.prepare()
        let arguments = CommandLine.arguments.dropFirst().map(protectingNegativeAmount)
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch let exit as ExitCode {
            Foundation.exit(exit.rawValue)
        } catch {
            if exitCode(for: error) == .success {
                Output.write(fullMessage(for: error))
                Foundation.exit(0)
            }
            let language = Language.current(arguments)
            guard let failure = Failure(error, language: language) else {
                Output.complain(fullMessage(for: error))
                Foundation.exit(2)
            }
            Output.complain(language("Error: ", "错误：") + failure.message)
            Foundation.exit(failure.status)
        }
    }

    /// An argument that is wholly a negative amount is never an option: its hyphen is read as the
    /// minus sign, which amounts know as well.
    private static func protectingNegativeAmount(_ argument: String) -> String {
        guard argument.first == "-", let second = argument.dropFirst().first, second.isNumber else {
            return argument
        }
        return "\u{2212}" + argument.dropFirst()
    }
}
