import CostModel
import Language
import Notebook
import Verbs
import TestSupport
import Testing

@testable import sextant

/// The files that come with the program: each says everything that is declared, in the language of its reader.
@Suite struct ManualTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func generated(_ kind: String) throws -> String {
        let run = try Program.run("sextant", ["--generate", kind], in: folder)
        #expect(run.exitCode == 0)
        try folder.write(run.output, to: kind)
        return run.output
    }

    private func exists(_ path: String) -> Bool { TextFile.read(path) != nil }

    /// As a page holds it: lines may break behind `|`.
    private static func escaped(_ text: String) -> String {
        text.replacing("-", with: "\\-").replacing("|", with: "|\\:")
    }

    @Test func theManualPageNamesEverything() throws {
        let lines = Set(try generated("man").split(separator: "\n"))
        let names = Set(lines.filter { $0.hasPrefix(".B ") }.flatMap { $0.dropFirst(3).split { " ,".contains($0) } })
        for command in Session.registry.commands {
            #expect(lines.contains(".B \(Self.escaped(command.description.usage))"), "\(command.name)")
        }
        let options = ProgramDescription.sextant.options.flatMap(\.names).map(Self.escaped)
        let declared = options + Metric.all.map(\.name) + Parameter.all.map(\.name)
        for name in declared + ["PAGER", "NO_COLOR", "XDG_STATE_HOME", "130"] {
            #expect(names.contains(Substring(name)), "\(name)")
        }
    }

    @Test func theManualPageIsWellFormed() throws {
        let page = try generated("man")
        #expect(page.hasPrefix(".TH SEXTANT 1 "))
        let requests: Set<Substring> = [".TH", ".SH", ".SS", ".TP", ".B", ".BR", ".PP", ".br"]
        for line in page.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            #expect(!line.isEmpty && !line.hasPrefix("'"))
            if line.hasPrefix(".") { #expect(requests.contains(line.prefix { $0 != " " }), "\(line)") }
            // A bare dash is a hyphen, which no one can copy and paste.
            let text = line.replacing("\\-", with: "")
            #expect(!text.contains("-"), "\(line)")
        }
        let sections = page.split(separator: "\n").filter { $0.hasPrefix(".SH ") }.map { $0.dropFirst(4) }
        #expect(
            sections == [
                "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "OUTPUT", "METRICS", "PARAMETERS",
                "ENVIRONMENT", "FILES", "EXIT STATUS", "SEE ALSO",
            ])
        if exists("/usr/bin/man") {
            let run = try Program.run("/usr/bin/man", ["--warnings", "-l", folder.path(of: "man")], in: folder)
            #expect(run.error == "")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionNamesOptionsAndVerbs(_ shell: String) throws {
        let text = try generated(shell)
        for command in Session.registry.commands { #expect(text.contains(String(command.name.prefix { $0 != " " }))) }
        for option in ProgramDescription.sextant.options {
            // The language is taken before all others.
            for name in option.names where name != SpokenLanguage.option {
                #expect(text.contains(shell == "fish" ? String(name.drop { $0 == "-" }) : name), "\(name)")
            }
        }
        // The shell itself reads it, where it is there; bash always is.
        if let path = ["/bin/\(shell)", "/usr/bin/\(shell)"].first(where: exists) {
            let run = try Program.run(path, ["-n", folder.path(of: shell)], in: folder)
            #expect(run.error == "")
            #expect(run.exitCode == 0)
        } else {
            #expect(shell != "bash")
        }
    }

    /// Sources the script as bash does and asks for completions of a line.
    private func completions(_ line: String) throws -> [Substring] {
        _ = try generated("bash")
        let script = """
            compopt() { :; }
            source ./bash
            COMP_LINE=$1 COMP_POINT=${#1}
            read -ra COMP_WORDS <<< "$1"
            [[ $1 == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _sextant "$2"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let run = try Program.run(
            "/bin/bash", ["-c", script, "bash", line, Project.program("sextant")], in: folder)
        #expect(run.error == "")
        return run.output.split(separator: "\n")
    }

    @Test func bashCompletesWordByWord() throws {
        #expect(try completions("sextant swe") == ["sweep"])
        #expect(try completions("sextant --v") == ["--version"])
        #expect(try completions("sextant arch ") == ["list", "load", "show", "set", "save"])
        #expect(try completions("sextant arch load sg") == ["sg2260e"])
        #expect(try completions("sextant sweep chips=128 moe") == ["moe_tp=", "moe_layers="])
        // bash breaks words at '=' and replaces what is behind it.
        #expect(try completions("sextant config set tbo=") == ["off", "on", "auto"])
        #expect(try completions("sextant config set tbo=o") == ["off", "on"])
        try folder.write("", to: "study.sextant")
        try folder.write("", to: "notes.txt")
        #expect(try completions("sextant -f ") == ["study.sextant"])
        #expect(try completions("sextant stu") == ["study.sextant"])
    }

    @Test func otherShellsGetCandidatesWithWhatTheyAre() throws {
        let run = try Program.run("sextant", ["--complete", "model load deepseek-v3"], in: folder)
        #expect(run.output.hasPrefix("deepseek-v3\tDeepSeek"))
        #expect(try Program.run("sextant", ["--complete", "xyzzy "], in: folder).output == "")
    }

    @Test func everyOptionThatIsDeclaredIsRead() {
        // The language is taken before all others.
        for option in ProgramDescription.sextant.options where !option.names.contains(SpokenLanguage.option) {
            for name in option.names {
                // What is generated is one of a few words.
                let argument = name == "--generate" ? Manual.allCases.first?.rawValue : option.argument
                if case .failure(let message) = Options.parse([name] + [argument].compactMap(\.self)) {
                    Issue.record("\(name): \(message)")
                }
            }
        }
    }

    @Test func whatCannotBeGeneratedIsRefused() throws {
        let run = try Program.run("sextant", ["--generate", "pdf"], in: folder)
        #expect(run.exitCode == 2)
        #expect(
            run.error.hasPrefix(
                "sextant: --generate takes one of man, bash, zsh, fish, json, reference, schema, accuracy\n"))
    }
}
