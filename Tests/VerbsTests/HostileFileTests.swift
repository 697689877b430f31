import Storage
import TestSupport
import Testing
import Text

@testable import Language
@testable import Notebook
@testable import Verbs

/// What strangers' files say, and what strangers' scripts may do.
@Suite struct HostileFileTests {
    private static let escape = "\u{1B}]52;c;aGk=\u{07}\u{9B}\u{202E}"

    private func hasControls(_ text: String) -> Bool { Printable.hasControls(text, keepsLines: true) }

    @Test func errorsPassNoControlsOn() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"model_type": "a\u001b\u009bb", "architectures": ["x\u202e"]}"#, to: "m.json")
        try folder.write("{\"name\": \"a\(Self.escape)\", \"flops\": 1e15}", to: "c.json")
        try folder.write("chip,model\(Self.escape),tpot_ms\nh100\(Self.escape),x,1\n", to: "t.csv")
        let shell = try TestShell()
        for line in [
            "model load \(folder.path)/m.json", "arch load \(folder.path)/c.json", "validate \(folder.path)/t.csv",
            "frob\(Self.escape)", "arch load \(Self.escape)", "arch set \(Self.escape)=1",
        ] {
            let failure = try shell.failure(line)
            #expect(failure.hasPrefix("error: ") && !hasControls(failure), "\(failure)")
        }
    }

    /// The caret stands under the word, whatever stands before it.
    @Test func caretsCountWhatIsShown() throws {
        #expect(
            try TestShell().failure("arch load \u{1B}x") == """
                error: unknown chip '\\u001bx'
                  arch load \\u001bx
                            ^^^^^^^ expected a name of 'arch list', or a chip file FILE.json

                """)
    }

    @Test func namesAndTitlesPassNoControlsOn() throws {
        let folder = try TemporaryFolder()
        let name = "m\u{1B}[31mred\u{07}"
        try folder.makeFolder(name)
        try folder.write(
            """
            {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": 4096,
             "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32,
             "num_key_value_heads": 8, "vocab_size": 128256, "torch_dtype": "bfloat16"}
            """, to: name + "/config.json")
        let shell = try TestShell("arch load h100")
        for line in [
            "model load \"\(folder.path)/\(name)\"", "model show", "eval", "note a\(Self.escape)", "history",
            "format csv; rows", "format json; rows",
        ] {
            let text = try shell.run(line)
            #expect(!hasControls(text + shell.error), "\(line): \(text)")
        }
        for exporter in Exporter.all {
            let text = try exporter.text(shell.session, { false })
            #expect(!hasControls(text))
        }
    }

    @Test func notesBeginNoElementsInExports() throws {
        let shell = try TestShell("note </p><script>alert(1)</script>")
        for exporter in Exporter.all {
            let text = try exporter.text(shell.session, { false })
            #expect(!text.contains("<script>"), "\(exporter.ending)")
        }
    }

    private func shell(_ disk: MemoryDisk) -> TestShell { TestShell(files: disk.fileSystem) }

    @Test func aScriptOfAnotherFolderWritesBeneathTheCurrentOne() throws {
        let disk = MemoryDisk()
        disk.put("precious", at: "/etc/target.json")
        disk.link("link.json", to: "/etc/target.json")
        let shell = shell(disk)
        for path in ["/etc/target.json", "../etc/target.json", "link.json"] {
            disk.put("arch load h200\narch save --force \(path)\n", at: "/tmp/evil.sextant")
            let failure = try shell.failure("replay /tmp/evil.sextant")
            #expect(failure.contains("cannot write '\(path)': a script of another folder writes "), "\(failure)")
            #expect(failure.contains("'replay --trust FILE' lets it"))
            #expect(disk.text("/etc/target.json") == "precious")
        }
        disk.put("arch load h200\narch save --force results/own.json\n", at: "/tmp/good.sextant")
        try shell.run("replay /tmp/good.sextant")
        #expect(disk.text("results/own.json")?.contains("\"h200\"") == true)
    }

    @Test func aTrustedScriptAndOneOfThisFolderWriteAnywhere() throws {
        let disk = MemoryDisk()
        _ = try disk.makeFolder("/etc", permissions: 0o755)
        let text = "arch load h200\narch save --force /etc/target.json\n"
        let shell = shell(disk)
        disk.put(text, at: "/tmp/trusted.sextant")
        try shell.run("replay --trust /tmp/trusted.sextant")
        #expect(disk.text("/etc/target.json") != nil)
        disk.put("", at: "/etc/target.json")
        disk.put(text, at: "own.sextant")
        try shell.run("replay own.sextant")
        #expect(disk.text("/etc/target.json") != "")
    }

    /// What a script of another folder replays is held to the same, wherever that lies.
    @Test func confinementIsInherited() throws {
        let disk = MemoryDisk()
        disk.put("replay own.sextant\n", at: "/tmp/evil.sextant")
        disk.put("arch load h200\narch save --force /etc/target.json\n", at: "own.sextant")
        #expect(try shell(disk).failure("replay /tmp/evil.sextant").contains("writes beneath the current folder only"))
        disk.put("replay --trust own.sextant\n", at: "/tmp/evil.sextant")
        #expect(try shell(disk).failure("replay /tmp/evil.sextant").contains("writes beneath the current folder only"))
    }

    @Test func theScriptItselfMayBeRewritten() throws {
        let disk = MemoryDisk()
        _ = try disk.makeFolder("/tmp", permissions: 0o755)
        disk.put("workload set input 1\n", at: "/tmp/a.sextant")
        try shell(disk).run("replay --update /tmp/a.sextant")
        #expect(disk.text("/tmp/a.sextant") == "workload set input 1\n#> input: 4096 -> 1\n")
    }
}
