import TestSupport
import Testing

@testable import Benchmark

/// Compiling leaves nothing behind, whatever comes of it.
@Suite struct CCompilerTests {
    @Test(.enabled(if: CCompiler.working != nil, "no C compiler is here")) func aLibraryIsLoaded() throws {
        let folder = try TemporaryFolder()
        let compiler = try #require(CCompiler.working)
        let library = try #require(
            compiler.load("int answer(void) { return 42; }\n", CCompiler.native, beneath: folder.path))
        typealias Answer = @convention(c) () -> Int32
        let answer = try #require(library.function("answer", as: Answer.self))
        #expect(answer() == 42)
        #expect(library.function("question", as: Answer.self) == nil)
        #expect(folder.names == [])
    }

    @Test func whatDoesNotCompileIsNoLibrary() throws {
        let folder = try TemporaryFolder()
        for name in ["cc", "sextant-has-no-such-compiler"] {
            #expect(CCompiler(name: name).load("int answer(", [], beneath: folder.path) == nil)
        }
        #expect(CCompiler(name: "cc").load("int answer;\n", [], beneath: folder.path + "/absent") == nil)
        #expect(folder.names == [])
    }

    @Test func aCompilerIsStopped() throws {
        let folder = try TemporaryFolder()
        let asked = SharedCounter()
        let library = CCompiler(name: "cc").load("int answer;\n", [], beneath: folder.path) { asked.increment() > 2 }
        #expect(library == nil)
        #expect(folder.names == [])
    }
}
