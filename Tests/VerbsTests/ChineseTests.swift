import CostModel
import TestSupport
import Testing
import Units

@testable import Language
@testable import Notebook
@testable import Verbs

/// The program in Chinese: what it declares, what it says, and what it reads.
@Suite struct ChineseTests {
    /// Whether a text has a Chinese character.
    private static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    /// A shell that speaks Chinese.
    private static func shell(_ lines: String...) throws -> TestShell {
        let shell = try Tongue.chinese.speak { try TestShell() }
        for line in lines { try shell.run(line) }
        return shell
    }

    /// Every sentence that is declared, by what it is of.
    private static var declared: [(String, String)] {
        let shell = Session.description
        return shell.verbs.flatMap { verb in
            [(verb.name, verb.abstract)] + (verb.discussion.isEmpty ? [] : [(verb.name, verb.discussion)])
                + verb.arguments.filter { $0.summary.contains(" ") }.map { (verb.name + " " + $0.label, $0.summary) }
        } + shell.groups.map { ($0.name, $0.summary) } + shell.topics.map { ($0.words[0], $0.sentence) }
            + shell.kinds.filter { $0.name != "chip" }.flatMap { kind in
                [(kind.name, kind.title), (kind.name, kind.summary)]
                    + kind.sections.flatMap { $0.entries.map { ($0.name, $0.summary) } }
            }
    }

    @Test func everythingDeclaredIsInBothLanguages() {
        for (name, text) in Tongue.english.speak({ Self.declared }) {
            #expect(!Self.isChinese(text), "\(name): \(text)")
        }
        let pairs = zip(Tongue.chinese.speak({ Self.declared }), Tongue.english.speak({ Self.declared }))
        for (chinese, english) in pairs where english.1.contains(" ") {
            #expect(Self.isChinese(chinese.1), "\(chinese)")
        }
        // And once more in the first language: nothing keeps what it said first.
        for (name, text) in Tongue.english.speak({ Self.declared }) {
            #expect(!Self.isChinese(text), "\(name): \(text)")
        }
    }

    @Test func theLanguageIsChosenInTheShell() throws {
        let shell = try TestShell()
        #expect(try shell.run("lang zh") == "语言：中文\n")
        #expect(try shell.run("workload set input 8192") == "input：4096 -> 8192\n")
        #expect(try shell.failure("tpo 3").hasPrefix("错误：未知命令“tpo”"))
        #expect(try shell.run("lang en; lang zh; lang en") == "language: English\n语言：中文\nlanguage: English\n")
        #expect(try shell.failure("tpo 3").hasPrefix("error: unknown command 'tpo'"))
    }

    @Test func aSessionNamesItsLanguageAndChecksInIt() throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "s.sextant")
        let recorded = try Self.shell(
            "arch load h200", "model load qwen3-32b", "config set chips=2 tp=2 batch=8", "eval")
        try recorded.run("save \(path)")
        let text = try #require(folder.read("s.sextant"))
        #expect(text.split(separator: "\n")[0].hasSuffix(", language zh"))
        #expect(Self.isChinese(text))
        let shell = try TestShell()
        #expect(try shell.run("replay --check \(path)").hasSuffix("output as recorded\n"))
        // Who checks goes on in the own language, and what is saved then checks again.
        #expect(shell.session.tongue == .english)
        let again = folder.path(of: "again.sextant")
        try shell.run("workload set input 100; save \(again)")
        #expect(folder.read("again.sextant")?.contains("\nlang en\n#> language: English\n") == true)
        #expect(try TestShell().run("replay --check \(again)").hasSuffix("output as recorded\n"))
        // A replay speaks the language of the one who looks.
        #expect(!Self.isChinese(try TestShell().run("replay \(path)")))
        try shell.run("replay --update \(path)")
        #expect(folder.read("s.sextant") == text)
    }

    /// Programs know one language: what they read has the same words whoever runs it.
    @Test(
        arguments: ["csv", "json"],
        ["memory 1", "diff 1 2", "suggest 1", "breakdown", "explain tps_chip 1", "arch list"])
    func dataAreTheSameInEveryLanguage(_ format: String, _ command: String) throws {
        let (chinese, english) = (try Self.shell(), try TestShell())
        for shell in [chinese, english] {
            try shell.run("arch load sg2260e; model load deepseek-v3; sweep chips=128 tp=2,4 batch=8; format \(format)")
        }
        let (one, other) = (try chinese.run(command), try english.run(command))
        #expect(one == other)
        #expect(!Self.isChinese(one))
        #expect(try chinese.failure("tpo").hasPrefix("error: unknown command 'tpo'"))
        try chinese.run("format box")
        #expect(try chinese.failure("tpo").hasPrefix("错误：未知命令“tpo”"))
    }

    @Test func anEnglishSessionChecksInAChineseShell() throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "s.sextant")
        let recorded = try TestShell.prepared()
        try recorded.run("top 3; save \(path)")
        #expect(folder.read("s.sextant")?.split(separator: "\n")[0].contains("language") == false)
        #expect(try Self.shell().run("replay --check \(path)").hasSuffix("输出与录制一致\n"))
    }

    @Test(arguments: [
        ("首字延迟", "ttft_ms"), ("单芯吞吐", "tps_chip"), ("总吞吐", "total_tps"), ("芯片数", "chips"),
    ]) func chineseNamesLeadToFigures(_ word: String, _ name: String) throws {
        #expect(try Self.shell().run("help \(word)").hasPrefix(name))
        // In English too: a name is a name.
        #expect(try TestShell().run("help \(word)").hasPrefix(name))
    }

    @Test func figuresAreFilteredAndSortedByChineseNames() throws {
        let shell = try TestShell.prepared()
        let english = try shell.run("filter tps_chip>=100; sort tpot_ms; top 3")
        let other = try TestShell.prepared()
        #expect(try other.run("filter 单芯吞吐>=100; sort 单步解码耗时; top 3").contains(english.split(separator: "\n")[1]))
        // What is kept has the names that programs know.
        #expect(other.script.contains("\nfilter tps_chip>=100\n"))
    }

    /// What a Chinese input method types is what an English keyboard types.
    @Test(arguments: [
        ("filter tps_batch≥10", "filter tps_batch>=10"), ("filter tps_batch＞＝１０", "filter tps_batch>=10"),
        ("arch set inter_bw＝１６ＧＢ／ｓ", "arch set inter_bw=16GB/s"), ("sweep tp=2、4，8 batch=8", "sweep tp=2,4,8 batch=8"),
        ("workload set input 4千", "workload set input 4000"), ("workload set input 1.2万", "workload set input 12000"),
        ("workload set input=4K；eval", "workload set input=4K;eval"), ("arch set latency 2微秒", "arch set latency 2us"),
        ("filter tpot_ms≤９０毫秒", "filter tpot_ms<=90ms"), ("filter （tp＝2 or tp＝4）", "filter (tp=2 or tp=4)"),
        // The keys of < > [ ] on a Chinese keyboard.
        ("filter tps_batch》＝10", "filter tps_batch>=10"), ("filter tpot_ms 《= 90", "filter tpot_ms <= 90"),
        ("filter tps_batch》１０", "filter tps_batch>10"), ("rows out【3】", "rows out[3]"),
    ]) func wideCharactersAreReadAsTheirTwins(_ typed: String, _ meant: String) throws {
        let (one, other) = (try TestShell.prepared(), try TestShell.prepared())
        try one.run(typed)
        try other.run(meant)
        #expect(one.session.plans?.selection.rows == other.session.plans?.selection.rows)
        #expect(one.session.workload == other.session.workload)
        #expect(one.session.chip?.value == other.session.chip?.value)
        // What is kept replays.
        let script = Script(one.script, name: "s")
        let run: Replay.Run<Session> = try Replay.run(script, Environment(cores: 2, now: { 0 }).looking, depth: 0)
        #expect(run.session.workload == one.session.workload)
    }

    @Test func proseIsLeftAlone() throws {
        let shell = try TestShell()
        try shell.run("note １６ＧＢ／ｓ，“两层”；不动")
        try shell.run("# 注释：１６，；")
        #expect(shell.session.cells.map(\.note) == ["１６ＧＢ／ｓ，“两层”；不动", "注释：１６，；"])
        #expect(try shell.run("set a='１，２'; set").contains("$a = １，２"))
        #expect(try shell.run("set b=“甲；乙”; set").contains("$b = 甲；乙"))
    }

    /// `《 》 【 】 ￥` stand for others only where a number or a name tells so.
    @Test func namesOfFilesKeepTheirBrackets() throws {
        func words(_ line: String) throws -> [String] { try Lexer.statements(in: line)[0].tokens.map(\.text) }
        #expect(try words("save 《方案》.csv") == ["save", "《方案》.csv"])
        #expect(try words("save 【终版】.csv") == ["save", "【终版】.csv"])
        #expect(try words("filter tpot_ms<=￥limit") == ["filter", "tpot_ms<=$limit"])
        #expect(try words("arch set price=￥2.79") == ["arch", "set", "price=￥2.79"])
        #expect(Lexer.quoted("方案》1") == "\"方案》1\"")
    }

    @Test(arguments: [
        ("扫描 tp=2", "是否指“sweep”？"), ("筛选 tps_batch>=10", "是否指“filter”？"), ("加载芯片 h200", "是否指“arch load”？"),
        // Words that several figures have in their names, and one that the topics know.
        ("filter 吞吐>=100", "应为：指标，如 total_tps、tps_chip、tps_batch；“help metrics”列出全部"),
        ("sort 延迟", "应为：指标，如 ttft_ms、tpot_ms；“help metrics”列出全部"),
        ("sort 首字", "应为：指标，如 ttft_ms、ttft_p50_ms、ttft_p90_ms；“help metrics”列出全部"),
    ]) func chineseWordsLeadToVerbsAndFigures(_ line: String, _ text: String) throws {
        let failure = try Self.shell().failure(line)
        #expect(failure.contains(text), "\(failure)")
    }

    /// Units are the same, words between them are not.
    @Test func headingsSpeakChineseAndFilesDoNot() throws {
        let shell = try Self.shell()
        try shell.run("arch load sg2260e; model load deepseek-v3")
        let rows = try shell.run("sweep chips=128 tp=2,4 batch=8,10; rows")
        #expect(rows.contains("占单步 %") && rows.contains("合计") && !rows.contains("of step"))
        let difference = try shell.run("diff 1 2")
        #expect(difference.contains("输出 tok/s/request") && !difference.contains("tokens"))
        #expect(try shell.run("breakdown 1").contains("直连"))
        #expect(try shell.run("explain tps_chip 1").contains("实战案例（128 芯 Decode DeepSeek-V3）第 2 节"))
        #expect(try shell.run("memory 1").contains("dram_reserve 为 0：案例改为按 64 GB 中的 60 GB 过滤，并建议预留 30–50 %\n"))
        #expect(try shell.run("format csv; rows 1").contains("tps_chip"))
    }

    /// An error in a session that speaks another language is in one language.
    @Test func anErrorIsInOneLanguage() throws {
        let folder = try TemporaryFolder()
        try folder.write(SessionHeading.own + "\narch load h20x\n", to: "s.sextant")
        let failure = try Self.shell().failure("replay --check \(folder.path(of: "s.sextant"))")
        #expect(failure.contains("error: unknown chip 'h20x'") && !failure.contains("应为"), "\(failure)")
    }

    @Test func aFileOfAnotherEncodingIsRefusedWithTheCommandThatConverts() throws {
        let folder = try TemporaryFolder()
        // 带宽 in GBK: B4F8 BFED.
        try folder.write(bytes: Array("# ".utf8) + [0xB4, 0xF8, 0xBF, 0xED, 0x0A], to: "gbk.sextant")
        let path = folder.path(of: "gbk.sextant")
        let text = try TestShell().failure("replay \(path)")
        #expect(text.contains("its text is GBK, not UTF-8; 'iconv -f GBK -t UTF-8 \(path) > utf8.txt' converts it"))
        #expect(try Self.shell().failure("replay \(path)").contains("文件编码是 GBK"))
    }
}
