import Presentation

extension Command {
    static let replay = Command(
        "replay", synonyms: ["source", "load", "run-script"], abstract: "Runs a saved session from an empty one.",
        discussion: """
            The session that the script leaves takes the place of this one; 'undo' brings this one back. With --check
            the output is compared with the recorded lines (#>), and a difference is an error; with --update the
            recorded lines are rewritten.
            """,
        arguments: .flag("check", "compare with the recorded output"), .flag("update", "rewrite the recorded output"),
        .path("a script that 'save FILE.sextant' wrote, or one written by hand", endings: ["sextant"]),
        examples: [], isRecorded: false
    ) { (context: Context, check: Bool, update: Bool, path: Spanned<String>) throws(Diagnostic) -> Outcome in
        guard context.depth < ReplayText.deepest else {
            throw Diagnostic("replays are nested more than \(ReplayText.deepest) deep", at: path.span)
        }
        let text: String
        do throws(FileError) {
            text = try Files.read(path.value)
        } catch {
            throw Diagnostic("cannot read '\(path.value)': \(error.reason)", at: path.span, expected: "a saved session")
        }
        let script = Script(text, name: path.value)
        var run = try Replay.run(script, context)
        if check {
            let differences = Replay.differences(script, run.outputs)
            guard differences.isEmpty else { throw ReplayText.diagnostic(differences, path) }
            return Outcome(run.session, say: "\(path.value): output as recorded")
        }
        if update, !context.environment.keepsFiles {
            do throws(FileError) {
                try Files.write(Replay.updated(script, run.outputs), to: path.value)
            } catch {
                throw Diagnostic("cannot write '\(path.value)': \(error.reason)", at: path.span)
            }
            run.session.written.insert(FilePaths.absolute(path.value))
            return Outcome(run.session, say: "\(path.value): recorded output rewritten")
        }
        return Outcome(run.session, run.printed.flatMap(\.self))
    }
}

/// Replays in words.
enum ReplayText {
    static let deepest = 8

    static func diagnostic(_ differences: [Replay.Difference], _ path: Spanned<String>) -> Diagnostic {
        var lines: [String] = []
        for difference in differences.prefix(5) {
            lines.append("line \(difference.line):")
            lines += difference.recorded.filter { !difference.now.contains($0) }.map { "- \($0)" }
            lines += difference.now.filter { !difference.recorded.contains($0) }.map { "+ \($0)" }
        }
        return Diagnostic(
            "\(path.value): output of \(ValueText.count(differences.count, "line")) differs from the recorded one",
            at: path.span, hint: (["- recorded, + now"] + lines).joined(separator: "\n  "))
    }
}
