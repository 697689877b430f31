import CostModel
import Testing

@testable import Catalog

private let aTime = "expected a time such as 0.59us or 5.9e-7"

/// A chip of one's own survives a round trip, and every slip in its file is named.
struct ChipFileTests {
    @Test(arguments: Catalog.datasheetChips)
    func everyChipReadsBackAsItself(entry: CatalogEntry<Chip>) throws {
        let text = ChipFile.text(
            DescribedChip(name: entry.name, title: entry.title, chip: entry.value))
        let back = try ChipFile.parse(text)
        #expect(back.name == entry.name)
        #expect(back.title == entry.title)
        #expect(back.chip == entry.value)
    }

    @Test func rareFiguresAndEscapedTitlesSurvive() throws {
        let chip = CatalogEntry<Chip>.h800.value.with {
            $0.dramReserve = 4e9
            $0.relaysAllToAll = .auto
            $0.network.inter.size = 72
            $0.network.rack = Tier(size: 9216, bandwidth: 12.5e9, utilisation: 0.7, latency: 9e-6)
        }
        let text = ChipFile.text(DescribedChip(name: "mine", title: "Say \"h800\" \\ 昇腾\n\u{1}", chip: chip))
        let back = try ChipFile.parse(text)
        #expect(back.title == "Say \"h800\" \\ 昇腾\n\u{1}")
        #expect(back.chip == chip)
    }

    @Test func aFileReadsLikeADatasheet() {
        let text = ChipFile.text(DescribedChip(name: "a100", title: "NVIDIA A100", chip: CatalogEntry<Chip>.a100.value))
        #expect(
            text.hasPrefix(
                """
                {
                  "name": "a100",
                  "title": "NVIDIA A100",
                  "core": 1,
                  "flops": "624TFLOPS",
                  "flops16_share": 0.5,
                  "fp8_share": 0,
                  "int8_share": 1,
                  "fp4_share": 0,
                  "dram": "79.25GiB",
                  "dram_reserve": "10%",
                  "dram_bw": "2039GB/s",
                  "dram_util": 0.886,
                  "group": 8,
                  "intra_bw": "300GB/s",

                """))
    }

    @Test func unitsAndDefaultsAreUnderstood() throws {
        let described = try ChipFile.parse(minimal)
        let chip = described.chip
        #expect((described.name, described.title) == ("mine", "mine"))
        #expect(chip.peakFLOPS == 100e12)
        #expect(chip.dramBytes == 64 * 1_073_741_824)
        #expect(chip.network.intra == Tier(size: 8, bandwidth: 100e9))
        #expect(chip.network.inter == Tier(size: 1e6, bandwidth: 50e9))
        #expect(chip.network.rack == .absent)
        #expect((chip.peak16Share, chip.fp8Share, chip.int8Share, chip.overlap) == (0.5, 1, 1, 1))
        #expect(message(adding: "\"dram_util\": \"85%\", \"launch\": \"1.3us\"") == nil)
    }

    @Test(arguments: [
        ("{\n  \"name\": \"x\",\n  \"core\": 8,,\n}", "line 3, column 13: not JSON, expected a field in double quotes"),
        ("{\"name\": \"x\"", "line 1, column 13: not JSON, expected ',' or '}'"),
        ("", "line 1, column 1: not JSON, expected a value"),
        ("{\"name\": \"昇\", 'core': 8}", "line 1, column 15: not JSON, expected a field in double quotes"),
        ("{\"core\": 08}", "line 1, column 11: not JSON, expected ',' or '}'"),
        ("{\"name\": \"x\\q\"}", "line 1, column 13: not JSON, expected an escape such as \\n"),
        ("{\"name\": \"x\"} {}", "line 1, column 15: not JSON, expected the end of the text"),
        (
            "{\"name\": \"x\",\n\"core\": 8,\n\"core\": 9}",
            "line 3, column 1: a second field 'core', the first is in line 2"
        ),
        (
            "{\"name\": \"\\uD83D\"}",
            "line 1, column 11: not JSON, expected both halves of a character, such as \\uD83D\\uDE00"
        ),
        ("[1, 2]", "expected an object of fields, { \"name\": ..., \"flops\": ... }"),
        ("{}", "name: missing, expected a text of letters, digits, '-', '_' or '.'"),
        ("{\"name\": 7}", "name: found 7, expected a text of letters, digits, '-', '_' or '.'"),
        (
            "{\"name\": \"my chip\"}",
            "name: 'my chip' is not a name, expected a text of letters, digits, '-', '_' or '.'"
        ),
        ("{\"name\": \"x\", \"title\": null}", "title: found null, expected a text"),
        ("{\"name\": \"x\"}", "flops: missing, expected an arithmetic rate such as 128TFLOP/s or 128e12"),
    ])
    func brokenFilesSayWhere(text: String, expected: String) {
        #expect(message(of: text) == expected)
    }

    @Test(arguments: [
        ("\"dram_utl\": 0.8", "unknown field 'dram_utl', did you mean 'dram_util'?"),
        ("\"colour\": 1", "unknown field 'colour'"),
        ("\"dram_util\": 1.2", "dram_util: 1.2 is out of range, expected 0.01 to 1"),
        ("\"dram_util\": \"120%\"", "dram_util: '120%' is out of range, expected 0.01 to 1"),
        ("\"core\": 2.5", "core: 2.5 is not a whole number, expected a whole number such as 8"),
        ("\"core\": true", "core: found true, expected a whole number such as 8"),
        ("\"core\": [8]", "core: found a list, expected a whole number such as 8"),
        ("\"launch\": {}", "launch: found an object, \(aTime)"),
        ("\"launch\": null", "launch: found null, \(aTime)"),
        ("\"launch\": \"soon\"", "launch: 'soon' is not a number, \(aTime)"),
        ("\"launch\": \"inf\"", "launch: 'inf' is not finite, \(aTime)"),
        ("\"launch\": \"3GB\"", "launch: '3GB' is a size, \(aTime)"),
        ("\"tdp\": \"700V\"", "tdp: unknown unit 'V', expected a power such as 700W or 0.7kW"),
        ("\"launch\": \"3US\"", "launch: unknown unit 'US' (did you mean 'us'?), \(aTime)"),
        ("\"launch\": 1e999", "launch: found 1e999, which is too large, \(aTime)"),
        ("\"launch\": -1e-6", "launch: -1e-06 is out of range, expected 0 s to 1 s"),
        ("\"rack_bw\": 0", "rack_bw: 0 is out of range, expected 1 B/s to 10000 TB/s"),
        ("\"a2a_relay\": \"on\"", "a2a_relay: 'on' is not a choice, expected one of 'off', 'prefill', 'auto'"),
        ("\"a2a_relay\": 1", "a2a_relay: found 1, expected one of 'off', 'prefill', 'auto'"),
    ])
    func wrongFieldsAreNamed(field: String, expected: String) {
        #expect(message(adding: field) == expected)
    }

    @Test func aByteOrderMarkIsNoPartOfTheFile() throws {
        #expect(try ChipFile.parse("\u{FEFF}" + minimal) == ChipFile.parse(minimal))
    }

    @Test func namesAndTitlesFitScreens() throws {
        let (most, long) = (String(repeating: "x", count: 200), String(repeating: "x", count: 1_000_000))
        let named = minimal.replacing("\"mine\"", with: "\"\(most)\"")
        #expect(try ChipFile.parse(named).name == most)
        #expect(message(adding: "\"title\": \"\(most)\"") == nil)
        let tooLong = "'\(long.prefix(80))...' is too long, expected at most 200 characters"
        #expect(message(of: minimal.replacing("\"mine\"", with: "\"\(long)\"")) == "name: " + tooLong)
        #expect(message(adding: "\"title\": \"\(long)\"") == "title: " + tooLong)
        #expect(message(adding: "\"\(long)\": 1") == "unknown field '\(long.prefix(80))...'")
        #expect(message(adding: "\"core\": \"\(long)\"")?.utf8.count ?? 0 < 200)
    }

    @Test func aGroupOfNoneIsImpossible() {
        let text = minimal.replacing("\"group\": 8", with: "\"group\": 0")
        #expect(message(of: text) == "group: 0 is out of range, expected 1 to 1000000")
    }

    @Test func everyRequiredFieldIsMissed() {
        for field in ChipField.all where field.presence == .required {
            let rest = minimal.split(separator: "\n").filter { !$0.contains("\"\(field.key)\"") }
            #expect(
                message(of: rest.joined(separator: "\n")) == "\(field.key): missing, expected \(field.expectation)")
        }
    }

    private let minimal = """
        {
        "flops": "100TFLOPS",
        "dram": "64GiB",
        "dram_bw": 2e12,
        "intra_bw": "100GB/s",
        "inter_bw": "400Gb/s",
        "group": 8,
        "name": "mine"
        }
        """

    private func message(adding field: String) -> String? {
        message(of: minimal.replacing("{\n", with: "{\n\(field),\n"))
    }

    private func message(of text: String) -> String? {
        do throws(ChipFileError) {
            _ = try ChipFile.parse(text)
            return nil
        } catch .notJSON(let fault) {
            return fault.message
        } catch {
            return "\(error)"
        }
    }
}
