import Testing

@testable import Terminal

@Suite struct StyleTests {
    private func style(tty: Bool = true, window: Int? = nil, _ variables: [String: String] = [:]) -> Style {
        Style.detect(isTTY: tty, windowColumns: window) { variables[$0] ?? ($0 == "TERM" ? "xterm" : nil) }
    }

    @Test func coloursOnlyATerminalThatShowsThem() {
        #expect(style().allowsColour)
        #expect(!style(tty: false).allowsColour)
        #expect(!style(["TERM": "dumb"]).allowsColour)
        #expect(!style(["TERM": ""]).allowsColour)
        #expect(!style(["NO_COLOR": "1"]).allowsColour)
        // The convention counts an empty variable as not set.
        #expect(style(["NO_COLOR": ""]).allowsColour)
    }

    @Test func aPersonDecidesBeforeTheEnvironment() {
        func allows(_ colour: Bool?, tty: Bool = true, _ variables: [String: String] = [:]) -> Bool {
            Style.detect(isTTY: tty, windowColumns: nil, colour: colour) {
                variables[$0] ?? ($0 == "TERM" ? "xterm" : nil)
            }
            .allowsColour
        }
        #expect(allows(true, ["NO_COLOR": "1"]))
        #expect(!allows(false))
        #expect(!allows(nil, ["NO_COLOR": "1"]))
        // A terminal that has none, and a file, stay without.
        #expect(!allows(true, ["TERM": "dumb"]))
        #expect(!allows(true, tty: false))
    }

    @Test func takesTheWidthOfTheWindowThenTheVariable() {
        #expect(style(window: 132, ["COLUMNS": "40"]).width == 132)
        #expect(style(["COLUMNS": "40"]).width == 40)
        #expect(style(["COLUMNS": "none"]).width == 80)
        #expect(style(["COLUMNS": "-3"]).width == 80)
        #expect(style().width == 80)
    }

    @Test func marksTextOnlyInColour() {
        let coloured = Style(isTTY: true, allowsColour: true, width: 80)
        #expect(coloured.red("x") == "\u{1B}[31mx\u{1B}[39m")
        #expect(coloured.bold("a" + coloured.red("b")) == "\u{1B}[1ma\u{1B}[31mb\u{1B}[39m\u{1B}[22m")
        #expect(coloured.dim("") == "")
        #expect(coloured.series(0, "x") == "\u{1B}[34mx\u{1B}[39m")
        #expect(coloured.series(5, "x") == coloured.series(0, "x"))
        let plain = Style.plain
        #expect(plain.series(1, "x") == "x")
        for function in [plain.bold, plain.dim, plain.red] { #expect(function("x") == "x") }
    }

    @Test func aFileIsNoTerminal() {
        #expect(!Style.detect(fileDescriptor: -1).isTTY)
    }
}
