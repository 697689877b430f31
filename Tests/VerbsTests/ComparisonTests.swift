import Presentation
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Which figures moved between two outputs.
@Suite struct ComparisonTests {
    private func compare(_ recorded: String, _ now: String) -> OutputComparison {
        OutputComparison(of: recorded, with: now, line: 7, Session.columnNames)
    }

    private func figures(_ line: String) -> [String] { PrintedLine(line).figures.map(\.text) }

    /// `row figure recorded now`, and the change in %.
    private func moved(_ recorded: String, _ now: String) -> [String] {
        compare(recorded, now).moved.map { moved in
            let change = moved.change.map { " \((1000 * $0).rounded() / 10)%" } ?? ""
            return "\(moved.row)|\(moved.figure)|\(moved.recorded)|\(moved.now)\(change)"
        }
    }

    /// A table of plans as people see it.
    private func table(_ rows: [[Double]], unit: String = "GiB/chip") -> String {
        let columns = [
            Table.Column("#", places: 0), Table.Column("tp", places: 0),
            Table.Column("batch", unit: "/chip", places: 0),
            Table.Column("tpot_ms", unit: "ms", places: 1), Table.Column("dram", unit: unit, places: 1),
        ]
        return OutputFormat.box.render(Table(columns: columns, rows: rows.map { $0.map { .number($0) } }))
    }

    /// Words in front of a figure name it, up to 28 characters with 27 letters in them.
    @Test func aFigureIsNamedByTheWordsInFrontOfIt() {
        let name = "bbbbbbbbbbbbbb ccccccccccccc"
        #expect(moved("a \(name) 5\n", "a \(name) 6\n") == ["|\(name)|5|6 20.0%"])
        #expect(moved("a b\(name) 5\n", "a b\(name) 6\n") == ["|ccccccccccccc|5|6 20.0%"])
    }

    /// The second table has other columns: its figures stand below its own headings.
    @Test func aTableRightBehindAnotherHasItsOwnHeadings() {
        let text = " name  value\n x       1.5\n other  quantity\n y           2.5\n"
        #expect(moved(text, text.replacing("2.5", with: "3.5")) == ["y|quantity|2.5|3.5 40.0%"])
    }

    @Test func numbersInsideOfWordsAreNoFigures() {
        #expect(figures("h200 llama-3.1-8b W8A16 fp8_share 8-bit 0.1.0 sg2260e: 8 cores") == ["8"])
        #expect(figures("128 TFLOP/s int8, 59.6 GiB at 243.8 GB/s") == ["128 TFLOP/s", "59.6 GiB", "243.8 GB/s"])
        #expect(
            figures("tp=4 batch=10: -0.9 %, +1.2e-3 or 70%; 13,824 (x) [3] 3.48-5.94 us") == [
                "4", "10", "-0.9 %", "+1.2e-3", "70%", "13,824", "3", "3.48", "5.94 us",
            ])
        #expect(figures(" MoE  -  inf  nan") == ["-", "inf", "nan"])
        #expect(figures("2e9 of 1e+30, 4E-2") == ["2e9", "1e+30", "4E-2"])
        #expect(figures("1,2,300,4000") == ["1", "2", "300", "4000"])
        #expect(PrintedLine("998 us").skeleton == PrintedLine(" 1.002 ms").skeleton)
    }

    @Test func aFigureOfATableIsNamedByRowAndColumn() {
        let before = table([[1, 2, 10, 97, 15], [2, 4, 10, 80, 16]])
        let after = table([[1, 2, 10, 97, 15], [2, 4, 10, 100, 16]])
        // 100 / 80 = 1.25.
        #expect(moved(before, after) == ["tp=4 batch=10|tpot_ms|80.0|100.0 25.0%"])
        #expect(compare(before, after).text == [])
        #expect(compare(before, before).moved == [])
    }

    @Test func rowsThatChangePlacesAreTheSameRows() {
        let before = table([[1, 2, 10, 97, 15], [2, 4, 10, 98, 16]])
        let after = table([[1, 4, 10, 98, 16], [2, 2, 10, 99, 15]])
        #expect(
            moved(before, after) == [
                "tp=2 batch=10|#|1|2", "tp=2 batch=10|tpot_ms|97.0|99.0 2.1%", "tp=4 batch=10|#|2|1",
            ])
    }

    @Test func rowsThatComeAndGoAreText() {
        let before = table([[1, 2, 10, 97, 15], [2, 4, 10, 98, 16]])
        let after = table([[1, 2, 10, 97, 15], [2, 8, 10, 98, 16]])
        let difference = compare(before, after)
        #expect(difference.moved == [])
        #expect(difference.text.map { $0.first } == ["-", "+"])
    }

    @Test func columnsOfOtherUnitsHaveNoChange() {
        let before = table([[1, 2, 10, 97, 15]], unit: "GB/chip")
        let after = table([[1, 2, 10, 97, 14]])
        #expect(moved(before, after) == ["tp=2 batch=10|dram|15.0 GB/chip|14.0 GiB/chip"])
    }

    /// Headings of 0.1.0, among them names that a metric had, against those of now; 16.5 / 15 = 1.1.
    @Test func columnsAreToldByTheirHeadings() {
        let before = " #  chips  tp  TPOT  DRAM\n              ms\n 1    128   4  96.1  15.0\n"
        let after = " #  tp  tpot_ms  dram\n             ms\n 1   4     96.1  16.5\n"
        #expect(moved(before, after) == ["tp=4|dram|15.0|16.5 10.0%"])
        #expect(compare(before, after).text == ["-  #  chips  tp  TPOT  DRAM", "+  #  tp  tpot_ms  dram"])
    }

    @Test func recordsAndSentencesNameTheirFigures() {
        #expect(
            moved(" tpot_ms   96.1 ms  Time per output token.\n", " tpot_ms  0.1 s    Time per output token.\n")
                == ["|tpot_ms|96.1 ms|0.1 s 4.1%"])
        #expect(moved("8 of 15 kept; 7 dropped\n", "8 of 15 kept; 6 dropped\n") == ["|8 of 15 kept;|7|6 -14.3%"])
        #expect(moved("15 plans\n", "30 plans\n") == ["|plans|15|30 100.0%"])
        #expect(moved("host_time: 0 s -> 5 us\n", "host_time: 1 us -> 5 us\n") == ["|host_time:|0 s|1 us"])
    }

    @Test func csvIsReadByItsHeadings() {
        #expect(
            moved("row,chip,tp,tpot_ms\n1,h200,4,10\n", "row,chip,tp,tpot_ms\n1,h200,4,11\n")
                == ["tp=4|tpot_ms|10|11 10.0%"])
    }

    @Test func otherWordsAreText() {
        let difference = compare("one\ntwo 2\nthree\n", "one\ntwo 3\nfour\n")
        #expect(difference.moved.map(\.now) == ["3"])
        #expect(difference.text == ["- three", "+ four"])
        #expect(compare("a  b\n", "a b\n").text == ["white space alone differs"])
    }

    /// Whatever stands in a file, a comparison ends, and it is empty only where nothing differs.
    @Test func anyTwoTextsCompare() throws {
        var generator = SeededGenerator(property: 41)
        let pieces = [
            " ", "  ", "\n", ",", "1", "-", "2.5", "e9", "%", "tp", "#", "GiB", "\"", "算", ".", "=", "inf", "\t",
            "\u{301}",
        ]
        for _ in 0..<400 {
            func text() -> String {
                (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                    pieces.randomElement(using: &generator) ?? ""
                }.joined()
            }
            let (before, after) = (text(), text())
            let difference = compare(before, after)
            #expect((difference.moved.isEmpty && difference.text.isEmpty) == (before == after), "\(PropertySeed.note)")
        }
        for name in Folder.names(in: Project.root + "/sessions") where name.hasSuffix(".sextant") {
            let script = Script(try #require(TextFile.read(Project.root + "/sessions/" + name)), name: name)
            for recorded in script.entries.compactMap(\.recorded) {
                var now = Array(recorded)
                let place = Int.random(in: 0..<now.count, using: &generator)
                guard let digit = now[place].wholeNumberValue else { continue }
                now[place] = Character(String((digit + 1) % 10))
                let difference = compare(recorded, String(now))
                #expect(!difference.moved.isEmpty || !difference.text.isEmpty, "\(name) \(PropertySeed.note)")
            }
        }
    }
}
