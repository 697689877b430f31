import Catalog
import CostModel
import Glibc
import Storage
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

@Suite struct CompletionTests {
    private let shell: TestShell

    init() throws { shell = try TestShell.prepared() }

    private func words(_ line: String) -> [String] {
        Completer(Session.registry, shell.session, FileSystem()).complete(line).candidates.map(\.text)
    }

    @Test func anEmptyLineOffersEveryVerbOnce() {
        let firsts = Session.registry.commands.map { String($0.name.prefix { $0 != " " }) }
        let offered = words("")
        #expect(Set(offered) == Set(firsts))
        #expect(offered.count == Set(firsts).count)
    }

    @Test(
        arguments: [
            ("sw", ["sweep"]), ("arch ", ["list", "load", "show", "set", "save"]), ("arch l", ["list", "load"]),
            ("arch load ", Catalog.chips.map(\.name)), ("arch load sg22", ["sg2260e"]),
            ("model load deepseek-r", ["deepseek-r1"]),
            ("arch set inter_", Parameter.all(in: .arch).map(\.name).filter { $0.hasPrefix("inter_") }),
            ("config set ", Parameter.all(in: .config).map(\.name)), ("config set tp ", []),
            ("sweep tp=2,4 chi", ["chips="]), ("sweep tp=2,4 top_", ["top_k="]), ("sweep tp=2,4 tp", []),
            ("config set tbo ", ["off", "on", "auto"]), ("sort tps_chip de", ["desc"]),
            ("config set tbo=", ["tbo=off", "tbo=on", "tbo=auto"]), ("config set tbo=a", ["tbo=auto"]),
            ("config set tp=4 moe_", ["moe_tp="]), ("config set tp=", []),
            ("sweep tp=2 serving=static,", ["serving=static,disagg", "serving=static,agg"]),
            ("whynot tbo=of", ["tbo=off"]),
            // By names in other letters than Latin ones; what is put in is the name that is kept.
            ("sort 单芯吞吐量", ["tps_chip"]), ("filter 单芯吞", ["tps_chip"]), ("sweep 分块长", ["chunk="]), ("sort itl", []),
            ("filter (tps_c", ["(tps_chip"]), ("filter not tps_c", ["tps_chip"]),
            ("filter tps_chip>=1 or !mf", ["!mfu"]),
            ("filter tps_chip ", [">=", "<=", "==", "!=", ">", "<"]), ("filter tps_chip >= ", []),
            ("model load Qwen/Qwen3-235B-A22B-T", ["Qwen/Qwen3-235B-A22B-Thinking-2507"]),
            (
                "filter c",
                [
                    "chips", "comm_share", "capacity", "capacity_chip", "cost_mtok", "cost_mtok_all", "cost_hour",
                    "cost_year", "clear",
                ]
            ),
            ("filter tps_batch>=10 and tps_c", ["tps_chip"]), ("filter tps_batch>=10 ", ["and", "or"]),
            ("sort tps_", ["tps_batch", "tps_chip"]), ("sort tps_chip ", ["asc", "desc"]),
            ("sort tps_chip d", ["desc"]),
            ("format ", ["box", "vertical", "markdown", "html", "csv", "tsv", "json"]),
            ("rows a", ["all", "all_chips"]),
            ("rows 10 tps_b", ["tps_batch"]), ("top tps_chip tps_", ["tps_batch"]), ("breakdown --", ["--operators"]),
            ("arch list; mo", ["model"]), ("xyzzy", []), ("eval ", ["--only"]), ("quit ", []),
            ("help tps_c", ["tps_chip"]),
        ] as [(String, [String])])
    func offers(_ line: String, _ expected: [String]) { #expect(words(line) == expected) }

    @Test func replacesTheWordAtTheCursor() {
        #expect(Completer(Session.registry, shell.session, FileSystem()).complete("arch lo").replacing == 2)
        #expect(Completer(Session.registry, shell.session, FileSystem()).complete("arch ").replacing == 0)
    }

    @Test func aWholeWordIsOfferedAsItIs() {
        #expect(words("sweep") == ["sweep"])
        #expect(words("arch load sg2260e") == ["sg2260e"])
        // A longer name does not take the place of one that is complete.
        #expect(words("model load deepseek-v3").first == "deepseek-v3")
    }

    @Test func aNameThatAValueFollowsIsNotWhole() throws {
        let chips = try #require(
            Completer(Session.registry, shell.session, FileSystem()).complete("sweep chi").candidates.first)
        #expect(chips.text == "chips=" && !chips.isWhole)
        #expect(
            chips.detail == "number; now 128; Chips of the deployment; of one decode worker where serving is disagg.")
    }

    @Test func everyCandidateSaysWhatItIs() {
        for line in ["", "arch ", "model ", "sweep ", "filter ", "sort ", "arch set ", "help ", "model load "] {
            for candidate in Completer(Session.registry, shell.session, FileSystem()).complete(line).candidates {
                #expect(!candidate.detail.isEmpty, "\(line)\(candidate.text)")
            }
        }
    }

    @Test func offersFilesWithTheEndingThatFits() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "a.sextant")
        try folder.write("", to: "b.txt")
        try folder.write("", to: ".hidden.sextant")
        #expect(words("replay \(folder.path)/") == [folder.path(of: "a.sextant")])
        #expect(words("replay \(folder.path)/nothing/") == [])
    }

    /// A chip's file may lie in a folder of any name, and a model's config.json in any folder.
    @Test func offersFoldersAndFilesBesideNames() throws {
        let folder = try TemporaryFolder()
        for name in ["结果", "old"] { try #require(mkdir(folder.path(of: name), 0o700) == 0) }
        try folder.write("{}", to: "other.json")
        #expect(words("arch load \(folder.path)/结") == [folder.path(of: "结果") + "/"])
        #expect(words("model load \(folder.path)/o") == [folder.path(of: "old") + "/", folder.path(of: "other.json")])
    }

    /// One sentence for all of them says nothing about any.
    @Test func valuesSayOnlyWhichIsSet() {
        let candidates = Completer(Session.registry, shell.session, FileSystem()).complete("config set tbo ").candidates
        #expect(candidates.map(\.detail) == ["as set", "", ""])
    }

    @Test func everyPrefixOfEveryExampleCanBeCompleted() {
        for example in Session.registry.commands.flatMap(\.examples) {
            for length in 0...example.count {
                let line = String(example.prefix(length))
                let (replacing, candidates) = Completer(Session.registry, shell.session, FileSystem()).complete(line)
                #expect(replacing <= line.count)
                for candidate in candidates where replacing > 0 {
                    #expect(candidate.text.hasPrefix(line.suffix(replacing)), "\(line)")
                }
            }
        }
    }
}
