import Testing

@testable import Launch

@Suite struct ShellTests {
    private func words(_ text: String) throws -> [String] {
        try ShellReader.read(Array(text)).commands.first?.words.map(\.text) ?? []
    }

    @Test func quotesAndContinuationsMakeWords() throws {
        #expect(try words("a 'b c'\"d\" \\\n  e=f\\ g # comment") == ["a", "b cd", "e=f g"])
        #expect(try words("x '{\"a\": \"b\"}'") == ["x", "{\"a\": \"b\"}"])
    }

    @Test func variablesOfTheScriptArePutIn() throws {
        let script = try ShellReader.read(Array("TP=8\nEXTRA=\"--a 1\"\nrun -tp $TP $EXTRA \"$EXTRA\" ${DP:-2} $MODEL"))
        let words = try #require(script.commands.first?.words)
        #expect(words.map(\.text) == ["run", "-tp", "8", "--a", "1", "--a 1", "2", "$MODEL"])
        #expect(words.last?.open == ["$MODEL"])
    }

    @Test func arraysStandForTheirWords() throws {
        let text = "ARGS=(\n  --a 1  # one\n  '--b=x y'\n)\nARGS+=(--c)\nrun \"${ARGS[@]}\" end"
        #expect(try words(text) == ["run", "--a", "1", "--b=x y", "--c", "end"])
    }

    @Test func arithmeticIsWorkedOut() throws {
        // (2 + 3 * 4) % 5 = 14 % 5 = 4
        #expect(try words("N=3\nrun $((2 * 4)) $(( (2 + N * 4) % 5 )) $((K * 2))") == ["run", "8", "4", "$((K * 2))"])
    }

    @Test func documentsAreFiles() throws {
        let script = try ShellReader.read(Array("V=fp8\ncat > a.yml << EOF\nx: $V\nEOF\nrun --config a.yml"))
        #expect(script.files["a.yml"] == "x: fp8\n")
        #expect(script.commands.last?.words.map(\.text) == ["run", "--config", "a.yml"])
    }

    @Test func whatAConditionSetsIsLeftOpen() throws {
        let text = "A=1\nif [ \"$X\" = y ]; then A=2; fi\nrun $A"
        let word = try #require(try ShellReader.read(Array(text)).commands.last?.words.last)
        #expect(word.text == "1" && word.open == ["$A"])
        let lists = "L=(-a 1)\nif [ $X ]; then\n  L=(-b 2)\nfi\nrun \"${L[@]}\""
        let words = try #require(try ShellReader.read(Array(lists)).commands.last?.words)
        #expect(words.map(\.text) == ["run", "-a", "1", "${L[@]}"])
        #expect(words.last?.open == ["${L[@]}"])
    }

    @Test func whatIsNotClosedIsAtItsPlace() {
        #expect(throws: LaunchFault(.notClosed("'"), at: 4..<5)) { try words("run 'a") }
        #expect(throws: LaunchFault(.notClosed("<<E"), at: 4..<6)) { try words("cat << E\nx") }
    }
}
