import TestSupport
import Testing

@testable import Programs

/// Other programs and libraries of this machine.
@Suite struct HelperProgramTests {
    @Test func aProgramGetsATextAndGivesOne() throws {
        let ending = try #require(HelperProgram("cat").run([], input: "αβγ\n", isCancelled: { false }))
        #expect(ending.isSuccess)
        #expect(ending.output == "αβγ\n")
        #expect(ending.complaints == "")
    }

    @Test func whatAProgramComplainsOfIsTold() throws {
        let ending = try #require(
            HelperProgram("sh").run(["-c", "echo no >&2; exit 3"], isCancelled: { false }))
        #expect(!ending.isSuccess)
        #expect(ending.output == "" && ending.complaints == "no\n")
    }

    @Test func aProgramSeesNoVariablesButThoseGiven() throws {
        let ending = try #require(HelperProgram("env").run([], environment: ["A=b"], isCancelled: { false }))
        let names = ending.output.split(separator: "\n").compactMap { $0.split(separator: "=").first }
        #expect(Set(names) == ["PATH", "A"])
    }

    @Test func aProgramIsStopped() {
        let asked = SharedCounter()
        #expect(HelperProgram("sleep").run(["60"], isCancelled: { asked.increment() > 2 }) == nil)
    }

    @Test func aProgramThatIsNotThereIsNotRun() {
        #expect(HelperProgram("sh").isInstalled)
        let absent = HelperProgram("sextant-has-no-such-program")
        #expect(!absent.isInstalled)
        #expect(absent.run([], isCancelled: { false }) == nil)
    }

    @Test func aLibraryIsFoundByTheFirstNameThatThereIs() throws {
        typealias Root = @convention(c) (Double) -> Double
        let library = try #require(SharedLibrary.first(of: ["libsextant-none.so", "libm.so.6"]))
        let root = try #require(library.function("sqrt", as: Root.self))
        #expect(root(9) == 3)
        #expect(library.function("no_such_function", as: Root.self) == nil)
        #expect(SharedLibrary.first(of: ["libsextant-none.so"]) == nil)
    }
}
