import CostModel
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

@Suite struct CommandTests {
    /// What verbs need that speak of requests.
    private static let before = [
        "size": "arch load h200; model load llama-3.1-8b; workload set rate=1 output=100; arch set price=2",
        "calibrate": "arch load h200; model load gpt-oss-120b",
        "calibrate save": "arch load h200; model load gpt-oss-120b; calibrate sessions/hopper.csv",
        "unset": "set limit=40ms", "unalias": "alias best='top 3'",
        "simulate": "workload set serving=agg rate=1 output=100; sweep chips=128 tp=4",
    ]

    @Test(arguments: Session.registry.commands.map(\.name))
    func everyExampleRuns(_ name: String) throws {
        let command = try #require(Session.registry.commands.first { $0.name == name })
        let folder = try TemporaryFolder()
        for example in command.examples {
            let line = example.replacing("results/", with: folder.path(of: "results/"))
                .replacing("sessions/", with: Project.root + "/sessions/")
            let shell = try TestShell.prepared()
            if let before = Self.before[name] {
                try shell.run(before.replacing("sessions/", with: Project.root + "/sessions/"))
            }
            #expect(try shell.failure(line) == "", "\(example)")
            #expect(example.hasPrefix(name), "\(example)")
        }
    }

    @Test func everyVerbThatTakesArgumentsHasAnExample() {
        // `replay`, `merge` and `workload load` need files of their own, and `recover` a shell that was killed.
        for command in Session.registry.commands
        where !command.arguments.isEmpty
            && !["merge", "replay", "source", "recover", "workload load"].contains(command.name)
        {
            #expect(!command.examples.isEmpty, "\(command.name)")
        }
    }

    @Test func everyAbstractIsOneSentence() {
        for command in Session.registry.commands {
            #expect(isOneSentence(command.description.abstract), "\(command.name)")
        }
    }

    @Test func everySummaryIsOneSentence() {
        for metric in Metric.all {
            #expect(isOneSentence(metric.summary), "\(metric.name)")
            // What is searched for has no formula.
            #expect(metric.isOnDemand || !metric.formula.isEmpty, "\(metric.name)")
        }
        for parameter in Parameter.all { #expect(isOneSentence(parameter.summary), "\(parameter.name)") }
    }

    @Test func everyArgumentIsDescribed() {
        for command in Session.registry.commands {
            for argument in command.description.arguments {
                #expect(!argument.summary.isEmpty, "\(command.name) \(argument.label)")
            }
        }
    }

    @Test func namesAreUnique() {
        let verbs = Session.registry.commands.map(\.name)
        #expect(Set(verbs).count == verbs.count)
        let metrics = Metric.all.map(\.name)
        #expect(Set(metrics).count == metrics.count)
        let parameters = Parameter.all.map(\.name)
        #expect(Set(parameters).count == parameters.count)
    }

    @Test func everyGroupOfVerbsHasASummary() {
        for command in Session.registry.commands {
            let words = command.name.split(separator: " ")
            guard words.count > 1, let first = words.first.map(String.init) else { continue }
            let isVerb = Session.registry.commands.contains { $0.name == first }
            #expect(isVerb || Session.registry.groups[first] != nil, "\(first)")
        }
    }

    @Test func noSynonymIsAVerb() {
        for command in Session.registry.commands {
            for synonym in command.description.synonyms { #expect(!Session.registry.isVerb(synonym), "\(synonym)") }
            for alias in command.description.aliases {
                #expect(
                    Session.registry.commands.count { $0.name == alias || $0.description.aliases.contains(alias) } == 1,
                    "\(alias)")
            }
        }
    }

    @Test func theLongestNameWins() {
        #expect(Session.registry.find(["filter", "clear"])?.command.name == "filter clear")
        #expect(Session.registry.find(["filter", "tp>2"])?.command.name == "filter")
        #expect(Session.registry.find(["arch", "x"]) == nil)
        for noun in ["arch", "model", "workload", "config"] {
            #expect(Session.registry.find([noun])?.command.name == noun + " show")
            #expect(Session.registry.find([noun, "|", "head"])?.command.name == noun + " show")
        }
        #expect(Session.registry.find(["exit"])?.command.name == "quit")
        #expect(Session.registry.find(["?", "sweep"])?.command.name == "help")
    }

    private func isOneSentence(_ text: String) -> Bool {
        text.hasSuffix(".") && !text.dropLast().contains(". ") && !text.contains("\n")
            && text.first?.isLowercase == false
    }
}

@Suite struct HelpTests {
    @Test func explainsEveryVerbMetricAndParameter() throws {
        let shell = try TestShell()
        let names = Session.registry.commands.map(\.name) + Metric.all.map(\.name) + Parameter.all.map(\.name)
        for name in names {
            let text = try shell.run("help \(name)")
            #expect(text.contains(name), "\(name)")
        }
    }

    @Test func findsWhatSpeaksOfAWord() throws {
        let refused = #expect(throws: Diagnostic.self) { try TestShell().run("help eplb") }
        #expect(
            refused?.hint == """
                these speak of it:
                    redundant: Experts that are held twice to even out the load (EPLB).
                """)
    }

    @Test func listsEveryVerb() throws {
        let text = Names.words(of: try TestShell().run("help"))
        for command in Session.registry.commands {
            #expect(text.contains(" " + command.description.usage), "\(command.name)")
        }
        for metric in Metric.all { #expect(text.contains(" " + metric.name), "\(metric.name)") }
    }

    @Test func everyExampleOfAMetricOrParameterRuns() throws {
        let shell = try TestShell()
        let model = try TestShell.prepared().session.draft.model
        let parameters = Parameter.all.filter { $0.shapeRefusal(in: model) == nil }
        for name in Metric.all.map(\.name) + parameters.map(\.name) {
            for line in try shell.run("help \(name)").split(separator: "\n") {
                guard let mark = line.firstRange(of: "  example: ") else { continue }
                let example = String(line[mark.upperBound...])
                #expect(try TestShell.prepared().failure(example) == "", "\(name)")
            }
        }
    }

    @Test func findsAVerbByItsSynonym() throws {
        #expect(try TestShell().run("help head").hasPrefix("top [RESULT] [N] [COLUMN ...]\n"))
    }
}
