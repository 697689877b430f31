import TestSupport
import Testing
import Units

/// A shell at a terminal that speaks one language, and a person who types into it.
struct ConvenienceShell {
    let tongue: Tongue
    let folder: TemporaryFolder
    let session: PtySession

    /// Starts a shell of its own, with its history, its settings and an editor that makes 4000 of 8192.
    init(_ tongue: Tongue) throws {
        self.tongue = tongue
        folder = try TemporaryFolder()
        try folder.makeFolder("config")
        try folder.makeFolder("config/sextant")
        try folder.write("alias best='sort tps_chip; top 2'\n", to: "config/sextant/rc")
        try folder.write("sed -i s/8192/4000/ $1", to: "edit")
        try folder.write("workload set input 2048\n", to: "part.sextant")
        session = try PtySession(
            Project.program("sextant"), arguments: ["--lang", tongue.rawValue],
            environment: [
                "HOME": folder.path, "XDG_STATE_HOME": folder.path, "XDG_CONFIG_HOME": folder.path + "/config",
                "SEXTANT_HISTORY": nil, "EDITOR": "sh \(folder.path)/edit",
            ], columns: 120, rows: 40)
    }

    /// A text in the language of the shell.
    func say(_ en: String, _ zh: String) -> String { tongue == .english ? en : zh }

    /// Types a line and waits for what it shows, and for the prompt behind it.
    func run(_ line: String, shows en: String, _ zh: String, _ location: SourceLocation = #_sourceLocation) {
        session.send(line + "\r")
        session.expect(say(en, zh), seconds: 20, location)
        session.expect("\n" + CaseShell.prompt, seconds: 20, location)
    }

    /// Types what does not end in Enter, and waits for a screen.
    func type(
        _ keys: String, for what: String, _ location: SourceLocation = #_sourceLocation,
        _ condition: (ScreenModel) -> Bool
    ) {
        session.send(keys)
        session.expectScreen(what, seconds: 10, location, condition)
    }

    /// Drops what is typed.
    func drop() {
        session.send("\u{3}")
        session.expect("\n" + CaseShell.prompt)
    }
}
