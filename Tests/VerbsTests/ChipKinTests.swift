import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// What the shell says of chips that take figures from a kin, or whose figures are unverified.
@Suite struct ChipKinTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.file("l40s"), to: "mine.json")
        try folder.write(Self.file("l40x"), to: "odd.json")
    }

    private static func file(_ kin: String) -> String {
        """
        {"name": "mine", "like": "\(kin)",
         "flops": "500TFLOPS", "dram": "48GB", "dram_bw": "900GB/s", "group": 8, "intra_bw": "32GB/s",
         "inter_bw": "25GB/s", "launch": "5us"}
        """
    }

    @Test func loadingSaysWhoseFiguresTheyAre() throws {
        let shell = try TestShell()
        let output = try shell.run("arch load \(folder.path(of: "mine.json"))")
        #expect(
            output == """
                mine: 500 TFLOP/s 8-bit, 44.7 GiB at 797.4 GB/s effective, 32 GB/s in a group of 8, 25 GB/s between groups
                trust: published: no measured row of this chip; what its file does not state is as l40s

                """)
        let lines = try shell.run("arch show").split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix(" matrix_eff          0.74         as l40s: Share of the matrix peak") })
        #expect(lines.contains { $0.hasPrefix(" launch              5 us         Start-up of one operator.") })
        try shell.run("arch set matrix_eff=0.5")
        #expect(try shell.run("arch show").contains(" matrix_eff          0.5          Share of the matrix peak"))
    }

    @Test func originsOfAPlanNameTheKin() throws {
        let shell = try TestShell(
            "arch load \(folder.path(of: "mine.json"))", "model load llama-3.1-8b", "config set chips=1 tp=1 batch=1",
            "eval")
        let text = try shell.run("explain tpot_ms").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("dram_util 0.886 as l40s: assumed: as fitted to Hopper; GDDR6 was not measured"))
        #expect(try shell.run("eval").contains("what its file does not state is as l40s"))
    }

    @Test func savingKeepsTheKin() throws {
        let path = folder.path(of: "back.json")
        let shell = try TestShell("arch load \(folder.path(of: "mine.json"))", "arch set attn_eff=0.3")
        try shell.run("arch save \(path)")
        let chip = shell.session.chip?.value
        let output = try shell.run("arch load \(path)")
        #expect(shell.session.chip?.value == chip)
        #expect(output.hasSuffix("; what its file does not state is as l40s\n"))
    }

    @Test func aKinThatIsNotThereIsMarkedInItsLine() throws {
        let shell = try TestShell()
        let path = folder.path(of: "odd.json")
        let failure = try shell.failure("arch load \(path)")
        #expect(failure.hasPrefix("error: \(path):1:26: like: unknown chip 'l40x', did you mean 'l40s'?\n"))
        #expect(failure.contains("\n  1 | {\"name\": \"mine\", \"like\": \"l40x\",\n"))
        #expect(failure.split(separator: "\n").last?.hasSuffix("^^^^^^") == true)
    }

    @Test func whatIsUnverifiedIsSaidEverywhere() throws {
        let shell = try TestShell()
        let said = "; flops, flops16_share, int8_share and tdp are unverified\n"
        #expect(try shell.run("arch load 910b3").hasSuffix(said))
        #expect(try shell.run("arch show").hasSuffix(said))
        #expect(try shell.run("arch show").contains("unverified: Peak of dense 8-bit matrix arithmetic."))
        #expect(Names.words(of: try shell.run("help 910b3")).contains(Names.words(of: said)))
        try shell.run("model load llama-3.1-8b; config set chips=1 tp=1 batch=1")
        #expect(try shell.run("eval").contains(said))
        // A figure that is set is the user's own.
        try shell.run("arch set flops=600e12")
        #expect(try shell.run("arch show").hasSuffix("; flops16_share, int8_share and tdp are unverified\n"))
        #expect(try shell.run("arch load ascend-950dt").hasSuffix("; announced for Q4 2026\n"))
        let list = try shell.run("arch list").split(separator: "\n")
        #expect(list.allSatisfy { $0.count <= 100 })
        #expect(list.contains { $0.contains("ascend-950dt") && $0.contains(" announced ") })
        #expect(list.contains { $0.contains("kunlun-p800") && $0.contains(" unverified ") })
    }

    @Test func usualSpellingsAreUnderstoodAndCompleted() throws {
        let shell = try TestShell("arch load 5090")
        #expect(shell.session.chip?.name == "rtx-5090")
        #expect(try shell.run("help 5090").hasPrefix("rtx-5090, a chip: NVIDIA GeForce RTX 5090\n"))
        #expect(try shell.run("help rtx-pro-6000").hasPrefix("rtx-pro-6000, a chip: NVIDIA RTX PRO 6000 Server\n"))
        for (word, name) in [("509", "5090"), ("910b3", "910b3"), ("rtx-pro-6000-w", "rtx-pro-6000-ws")] {
            let (_, found) = shell.interpreter.complete("arch load \(word)")
            #expect(found.contains { $0.text == name }, "\(word)")
        }
    }

    /// A fifteenth of INT8 is left in Blackwell Ultra, so that INT8 runs wider there.
    @Test func int8IsWidenedOnBlackwellUltra() throws {
        let shell = try TestShell("arch load b300", "model load llama-3.1-8b")
        let note = "b300 has no units for w8a8: these products run at the 16-bit rate"
        #expect(try shell.run("model set precision w8a8").contains(note))
        try shell.run("arch load b200")
        #expect(try !shell.run("model set precision w8a8").contains("no units"))
    }
}
